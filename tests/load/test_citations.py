"""Whom an article cites."""

from __future__ import annotations

import pytest

from builders import a_block
from digest.load.sources import find_sources


def sources(*texts: str) -> list[tuple[str, str]]:
    """Name and outlet of each source of an article of these paragraphs."""
    found = find_sources([a_block(text) for text in texts])
    return [(source.name, source.outlet) for source in found]


@pytest.mark.parametrize(
    ("text", "source"),
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
    text: str, source: tuple[str, str]
) -> None:
    """English news prose names its sources in few ways."""
    assert sources(text) == [source]


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
    """A capital letter alone makes no source."""
    assert sources(text) == []


def test_a_surname_stands_for_the_person_named_before() -> None:
    """Each source is told once, with its outlet if it has one."""
    first = "“The wind,” Ben Mole, a pilot, told the Courier."
    assert sources(first, "“And the tide,” Mole said.") == [("Ben Mole", "The Courier")]
    assert sources(first, "She told Mole to stay.") == [("Ben Mole", "The Courier")]


def test_what_others_say_within_quotes_is_theirs() -> None:
    """Only the article's own sentences cite for it."""
    assert sources("“He told the Courier that Ada Quay said so,” it was heard.") == []
