"""What the rules ask of all articles together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW, an_article
from checking import SOUND, a_collection


def test_of_two_articles_with_one_slug_the_first_is_found() -> None:
    """As it is the one that keeps it."""
    collection = a_collection({"a/tide.md": SOUND, "b/tide.md": SOUND})
    assert collection.by_slug["tide"].path == "a/tide.md"
    assert set(collection.by_path) == {"a/tide.md", "b/tide.md"}


@pytest.mark.parametrize(
    ("path", "same"),
    [
        ("images/Quay.JPG", "images/quay.jpg"),
        ("images/cafe\u0301.jpg", "images/café.jpg"),
        ("images/pier.jpg", ""),
    ],
)
def test_a_file_is_found_by_a_name_that_only_looks_the_same(
    path: str, same: str
) -> None:
    """In another case, or with accents in another form, as Macs write them."""
    collection = a_collection({}, files=("images/quay.jpg", "images/café.jpg"))
    assert collection.same_but_case(path) == same


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("images/qay.jpg", "images/quay.jpg"),
        ("quay.jpg", "images/quay.jpg"),
        ("deep/tide.md", "tide.md"),
        ("images/nothing-like-it.png", ""),
    ],
)
def test_the_file_that_was_meant_is_guessed(path: str, near: str) -> None:
    """One of nearly that name beside it, or of that name elsewhere."""
    collection = a_collection({}, files=("images/quay.jpg", "tide.md"))
    assert collection.nearest(path) == near


def test_an_article_is_public_beside_one_that_is_as_late() -> None:
    """Two that are written for the same day may link to each other."""
    collection = a_collection({})
    later = an_article(date=NOW + timedelta(days=3))
    assert not collection.is_public(later, beside=an_article())
    assert collection.is_public(later, beside=later)
    assert collection.is_public(an_article(date=None), beside=an_article())
    draft = an_article(is_draft=True)
    assert not collection.is_public(draft, beside=later)
