"""A schedule in the words of a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.frequency import say
from digest.words import LANGUAGES

FIELD = st.sampled_from(
    ["*", "0", "5", "7", "1-5", "*/2", "MON", "mon,fri", "FRI-MON", "L", "MON#1", "x"]
)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ("0 7 * * *", "every day at 07:00 (Berlin time)"),
        ("30 18 * * MON", "every Monday at 18:30 (Berlin time)"),
        ("0 7 * * 0", "every Sunday at 07:00 (Berlin time)"),
        ("0 7 * * 7", "every Sunday at 07:00 (Berlin time)"),
        ("0  7 * * fri,mon", "every Monday and Friday at 07:00 (Berlin time)"),
        (
            "0 7 * * FRI-SUN",
            "every Friday, Saturday and Sunday at 07:00 (Berlin time)",
        ),
        ("0 7 * * 1-5", "Monday to Friday at 07:00 (Berlin time)"),
        ("0 7 * * 0-6", "every day at 07:00 (Berlin time)"),
        ("5 7 1 * *", "on day 1 of every month at 07:05 (Berlin time)"),
        ("0 7 L * *", "on the last day of every month at 07:00 (Berlin time)"),
        ("0 * * * *", "every hour"),
        ("0 7 1,15 * *", "at 07:00, on day 1 and 15 of the month (Berlin time)"),
        (
            "0 5 * * MON#1",
            "at 05:00, on the first Monday of the month (Berlin time)",
        ),
        ("no schedule", "at set times"),
    ],
)
def test_a_schedule_is_said_as_people_do(schedule: str, words: str) -> None:
    """The common ones shortly, the others in full."""
    assert say(schedule, "Europe/Berlin", "en") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de-AT", "jeden Montag um 07:00 Uhr (Ortszeit New York)"),
        ("es", "cada lunes a las 07:00 (hora de Nueva York)"),
        ("fr", "chaque lundi à 07:00 (heure de New York)"),
        ("ja", "毎週月曜日 07:00（ニューヨーク時間）"),
        ("ar", "كل أسبوع: الاثنين في الساعة 07:00 (بتوقيت نيويورك)"),
        ("tlh", "every Monday at 07:00 (New York time)"),
    ],
)
def test_a_schedule_is_said_in_the_readers_language(language: str, words: str) -> None:
    """Days and cities by the names that they have there."""
    assert say("0 7 * * MON", "America/New_York", language) == words


def test_a_zone_of_no_place_is_called_what_it_is() -> None:
    """A time without a zone would say nothing to who lives elsewhere."""
    assert say("0 7 * * *", "UTC", "en") == "every day at 07:00 (UTC)"
    assert say("0 7 * * *", "Etc/GMT+3", "de") == "täglich um 07:00 Uhr (Etc/GMT+3)"


def test_what_has_no_short_words_is_told_in_full_in_english_only() -> None:
    """Other languages would get English names of days in the middle."""
    assert say("0 5 * * MON#1", "Europe/Berlin", "de") == "zu festen Zeiten"


@given(
    st.tuples(FIELD, FIELD, FIELD, FIELD, FIELD).map(" ".join),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_whatever_stands_there_is_said(schedule: str, language: str) -> None:
    """No schedule makes a page fail, and none is said twice in two ways."""
    words = say(schedule, "Europe/Berlin", language)
    assert words
    assert words == say(schedule, "Europe/Berlin", language)
