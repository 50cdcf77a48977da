"""A schedule in the words of a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from digest.cadence import next_moments
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
        ("0 7 1 * MON", "at 07:00, on day 1 of the month, or on Monday (Berlin time)"),
        (
            "0 7 1-7 * MON-FRI",
            (
                "at 07:00, between day 1 and 7 of the month, or Monday through Friday "
                "(Berlin time)"
            ),
        ),
        # a star at the front makes both necessary
        ("0 7 */2 * MON", "at 07:00, every 2 days, and only on Monday (Berlin time)"),
        (
            "0 7 * * MON#1,MON#3",
            (
                "at 07:00, on the first Monday of the month and on the third Monday of "
                "the month (Berlin time)"
            ),
        ),
        (
            "0 7 1,L * *",
            (
                "at 07:00, on day 1 of the month and on the last day of the month "
                "(Berlin time)"
            ),
        ),
        (
            "0 7 */1 * MON,5L",
            "at 07:00, on Monday and on the last Friday of the month (Berlin time)",
        ),
        (
            "0 7 2 * */7",
            "at 07:00, on day 2 of the month, and only on Sunday (Berlin time)",
        ),
        # steps of weekdays do not go on from week to week
        ("0 7 * * FRI/2", "every Friday and Sunday at 07:00 (Berlin time)"),
        (
            "0 7 * 1 FRI/2",
            "at 07:00, only on Friday and Sunday, only in January (Berlin time)",
        ),
        ("no schedule", "at set times"),
        ("a b c d e", "at set times"),
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


@pytest.mark.parametrize(
    "week", ["*/2", "*/3", "MON/2", "FRI/2", "1-5/2", "0-6/3,5", "1-7", "5-7", "6/9"]
)
def test_the_days_that_are_named_are_those_on_which_it_comes(week: str) -> None:
    """However its weekdays are written."""
    moments = next_moments(f"0 7 * * {week}", "UTC", NOW, 21)
    days = sorted({moment.due_at.weekday() for moment in moments})
    named = say("0 7 * * " + ",".join(str((day + 1) % 7) for day in days), "UTC", "en")
    assert say(f"0 7 * * {week}", "UTC", "en") == named


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
