from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from digest.words import ENGLISH, LANGUAGES, direction, words_for


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he_IL", "rtl"),
        ("AZ-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("en-ar", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_follows_the_script_then_the_language(
    language: str, expected: str
) -> None:
    """A tag that names its script is believed."""
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en-GB", "3 May 2026"),
        ("de", "3. Mai 2026"),
        ("ja", "2026年5月3日"),
        ("ar", "3 مايو 2026"),
        ("tlh", "3 May 2026"),
    ],
)
def test_a_date_is_written_as_the_language_does(language: str, date: str) -> None:
    """English stands in for a language that digest does not speak."""
    moment = datetime(2026, 5, 3, tzinfo=UTC)
    assert words_for(language).day(moment) == date


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_says_everything(language: str) -> None:
    """The same gaps for values as in English, and nothing left empty."""
    for name, pattern in asdict(LANGUAGES[language]).items():
        assert pattern, name
        if isinstance(pattern, str):
            english = asdict(ENGLISH)[name]
            gaps = sorted(re.findall(r"\{\w+\}", english))
            assert sorted(re.findall(r"\{\w+\}", pattern)) == gaps, name
    assert len(LANGUAGES[language].months) == 12
