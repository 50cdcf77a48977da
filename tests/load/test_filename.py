"""A file's name says something even before it is opened."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.load.filename import FileName


@pytest.mark.parametrize(
    ("path", "title", "slug"),
    [
        ("harbour-opens.md", "Harbour opens", "harbour-opens"),
        ("news/Harbour_opens.TXT", "Harbour opens", "harbour-opens"),
        ("harbour-opens/index.md", "Harbour opens", "harbour-opens"),
        ("İstanbul.md", "İstanbul", "istanbul"),
        ("2026-11-16.md", "", ""),
        ("index.md", "", ""),
    ],
)
def test_words_of_a_name_are_title_and_slug(path: str, title: str, slug: str) -> None:
    """An index has its folder's name, and a date is no word."""
    name = FileName(path)
    assert (name.title, name.slug) == (title, slug)


def test_a_date_in_front_is_told() -> None:
    """It is what the author declares, if it is a day."""
    day = datetime(2026, 11, 16, tzinfo=UTC)
    assert FileName("2026-11-16-harbour.md").date == day
    assert FileName("2026-13-16-harbour.md").date is None
    assert FileName("harbour-2026-11-16.md").date is None


def test_the_ending_tells_the_kind_in_small_letters() -> None:
    """People's cameras and old systems write large ones."""
    assert FileName("news/A.HTML").ending == ".html"
