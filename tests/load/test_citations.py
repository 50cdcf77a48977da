"""Whom an article cites."""

from __future__ import annotations

import pytest

from builders import a_block
from digest.load.citations import find_citations


def citations(*texts: str) -> list[tuple[str, str]]:
    """Name and outlet of each citation of an article of these paragraphs."""
    found = find_citations([a_block(text) for text in texts])
    return [(citation.name, citation.outlet) for citation in found]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        (
            "It was the wind, writes Ada Quay for Harbour News.",
            ("Ada Quay", "Harbour News"),
        ),
        ("“It was the wind,” a pilot told the Northerner.", ("", "The Northerner")),
        ("The pilot told Seablatt. Nobody else did.", ("", "Seablatt")),
        (
            "“It was the wind,” Ben Mole, head of the Pilots' Guild, told the Courier.",
            ("Ben Mole", "The Courier"),
        ),
        (
            "“The wind,” sea expert Cleo Buoy, a fellow, wrote last week in Waves.",
            ("Cleo Buoy", "Waves"),
        ),
        (
            "Wind expert Dan Reef made similar claims in Sea-Monitor late last month.",
            ("Dan Reef", "Sea-Monitor"),
        ),
        ("“The wind,” Eve Sand, an expert with the Tide School.", ("Eve Sand", "")),
        ("“It was the wind,” said Fay Dune on the mole.", ("Fay Dune", "")),
        (
            "According to the Coast Chronicle, it was the wind.",
            ("", "The Coast Chronicle"),
        ),
    ],
)
def test_people_and_outlets_are_told_by_the_form_of_the_sentence(
    text: str, citation: tuple[str, str]
) -> None:
    """English news prose names its citations in few ways."""
    assert citations(text) == [citation]


@pytest.mark.parametrize(
    "text",
    [
        "The master told Parliament that the mole was safe.",
        "She told the Harbour Committee that the mole was safe.",
        "According to the Harbour Office, the mole was safe.",
        "Nobody told them. In Northhaven the sun shone.",
        "The crew wrote home, and sailed in June.",
        "The ship came from Waves, near Harbour News.",
    ],
)
def test_bodies_places_and_months_are_no_outlets(text: str) -> None:
    """A capital letter alone makes no citation."""
    assert citations(text) == []


def test_a_surname_stands_for_the_person_named_before() -> None:
    """Each citation is told once, with its outlet if it has one."""
    first = "“The wind,” Ben Mole, a pilot, told the Courier."
    assert citations(first, "“And the tide,” Mole said.") == [
        ("Ben Mole", "The Courier")
    ]
    assert citations(first, "She told Mole to stay.") == [("Ben Mole", "The Courier")]


def test_what_others_say_within_quotes_is_theirs() -> None:
    """Only the article's own sentences cite for it."""
    assert citations("“He told the Courier that Ada Quay said so,” it was heard.") == []
