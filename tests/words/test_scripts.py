"""From which side a language is written, held against CLDR's own data."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from digest.words import direction


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


def test_direction_is_that_of_cldr() -> None:
    """Of each locale; a page has no way to run from top to bottom, as Mongolian may."""
    theirs = {name: Locale.parse(name).text_direction for name in locale_identifiers()}
    assert set(theirs.values()) == {"ltr", "rtl", "ttb"}
    wrong = {
        name: side
        for name, side in theirs.items()
        if side != "ttb" and direction(name) != side
    }
    assert not wrong
