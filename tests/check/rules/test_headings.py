"""The outline of an article: each level, and words in each heading."""

from __future__ import annotations

import pytest

from checking import SOUND, faults_of
from digest.check.rules.headings import (
    find_empty_heading,
    find_second_h1,
    find_skipped_level,
)


def test_a_heading_is_one_level_below_the_one_before() -> None:
    """Any number of levels up."""
    text = f"# Open\n\n{SOUND}\n## A\n\n#### B\n\n## C\n\n### D\n\n#### E\n\n## F\n"
    assert faults_of(find_skipped_level, text) == [
        (7, "“B” is an h4 below an h2"),
    ]


def test_the_first_heading_is_below_the_title() -> None:
    """The title is the h1 of the page, wherever it is written."""
    assert faults_of(find_skipped_level, f"# Open\n\n{SOUND}\n### A\n") == [
        (5, "“A” is an h3 below an h1")
    ]
    text = f"---\ntitle: Open\n---\n{SOUND}\n## A\n"
    assert faults_of(find_skipped_level, text) == []


def test_a_page_has_one_h1() -> None:
    """The title; what stands beside it in the text is a second."""
    assert faults_of(find_second_h1, f"# Open\n\n{SOUND}\n## A\n") == []
    text = f"---\ntitle: Open\n---\n# Another\n\n{SOUND}\nAlso\n====\n"
    assert faults_of(find_second_h1, text) == [
        (4, "“Another” is an h1 beside the title"),
        (8, "“Also” is an h1 beside the title"),
    ]


@pytest.mark.parametrize("heading", ["##", "###   ", "## ##", "<h2> </h2>"])
def test_a_heading_has_words(heading: str) -> None:
    """It is found by its line, though it makes no block."""
    text = f"# Open\n\n{SOUND}\n{heading}\n\n{SOUND}"
    assert faults_of(find_empty_heading, text) == [(5, "a heading has no words")]
    assert faults_of(find_empty_heading, f"# Open\n\n{SOUND}\n## A\n") == []
