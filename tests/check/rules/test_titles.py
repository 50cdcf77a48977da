"""Titles and summaries, as lists, letters and search results show them."""

from __future__ import annotations

from checking import SOUND, a_collection, faults_of
from digest.check.rules.titles import (
    find_duplicate_title,
    find_missing_summary,
    find_missing_title,
    find_overlong_summary,
    find_overlong_title,
)


def test_a_name_of_a_file_is_no_title() -> None:
    """Unless its words stand in the file as well."""
    told = [(1, "has no title but its file's name, harbour-wall.md")]
    path = "deep/harbour-wall.md"
    assert faults_of(find_missing_title, SOUND, path=path) == told
    for text in (
        f"# Harbour wall\n\n{SOUND}",
        f"---\ntitle: Harbour wall\n---\n{SOUND}",
        f"# The wall\n\n{SOUND}",
    ):
        assert faults_of(find_missing_title, text, path=path) == []


def test_a_title_stands_once() -> None:
    """Case and signs make no other title."""
    texts = {
        "a.md": f"# The tide\n\n{SOUND}",
        "b.md": f"---\nauthor: Ada\ntitle: The tide!\n---\n{SOUND}",
        "c.md": f"Calm.\n\n# the TIDE\n\n{SOUND}",
        "d.md": f"# The tides\n\n{SOUND}",
    }
    faults = list(find_duplicate_title(a_collection(texts)))
    assert [(each.path, each.line) for each in faults] == [("b.md", 3), ("c.md", 3)]
    assert faults[0].fact == "has the title of a.md, “The tide!”"


def test_a_title_of_seventy_characters_is_the_longest() -> None:
    """On the line where it stands."""
    assert faults_of(find_overlong_title, f"# {'t' * 70}\n\n{SOUND}") == []
    assert faults_of(find_overlong_title, f"\n# {'t' * 71}\n\n{SOUND}") == [
        (2, "the title has 71 characters, more than 70")
    ]


def test_a_summary_of_three_hundred_characters_is_the_longest() -> None:
    """One that is made of the first paragraph is cut already."""
    assert faults_of(find_overlong_summary, "word " * 200) == []
    text = f"---\ntitle: Open\nsummary: {'s' * 301}\n---\n{SOUND}"
    assert faults_of(find_overlong_summary, text) == [
        (3, "the summary has 301 characters, more than 300")
    ]


def test_a_short_first_paragraph_is_no_summary() -> None:
    """Whoever declares a short one will have a reason."""
    text = f"# Open\n\nAt last.\n\n{SOUND}"
    assert faults_of(find_missing_summary, text) == [
        (3, "has no summary, and begins with “At last.” only")
    ]
    declared = f"---\nsummary: It is open.\n---\n{text}"
    assert faults_of(find_missing_summary, declared) == []
    assert faults_of(find_missing_summary, f"# Open\n\n{SOUND}") == []
    unspaced = "# 港\n\n港は嵐のあと再び開き、船が次々と入ってくる。\n"
    assert faults_of(find_missing_summary, unspaced) == []
