"""What the signs of a line say."""

from __future__ import annotations

import pytest

from digest.load.cruft.signs import Signs, Text
from digest.load.sights import look

FIRST = (
    "The harbour of Northhaven is open again after nine days of wind and high water."
)
SECOND = "Ships that had waited at sea came in on Monday, and the pilot was with them."


def signs(*lines: str, phrases: dict[int, str] | None = None) -> list[Signs]:
    """The signs of each line, of which the long ones are paragraphs."""
    sights = [look(line) for line in lines]
    phrases = phrases or {}
    prose = [
        place
        for place, sight in enumerate(sights)
        if sight.is_prose and place not in phrases
    ]
    text = Text(sights=sights, phrases=phrases, prose=prose, title_place=-1)
    return list(text.line_signs())


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Boats", "at most 10 words"),
        (FIRST, "ends as a sentence"),
        (FIRST, "long, and ends as a sentence"),
        ("He said “no” to that", "quotes"),
        ("「港」はまた開いた。", "quotes"),
        ("and then the boats", "begins small"),
        ("Berth 12", "numbers"),
        ("New Boats For Old", "capitals"),
        ("The boats that came in on…", "breaks off"),
        ("Which boats came in?", "asks"),
        ("Harbour | Boats", "short with a joint"),
        ("Ada Quay, 3 June 2026", "short with a date"),
    ],
)
def test_a_line_shows_its_signs(line: str, sign: str) -> None:
    """And a plain line beside it does not, or less."""
    plain = "The boats of the harbour and the master went by and by to the ferry"
    shown, other = signs(line, plain)
    assert shown[sign] > other.get(sign, 0)


def test_a_line_knows_what_stands_above_it() -> None:
    """Comments and lists of other articles mostly go on; boxes end soon."""
    lines = (FIRST, "3 Comments", "Read next", "Privacy", "Boats")
    known = {1: "comments", 2: "related", 3: "legal"}
    last = signs(*lines, phrases=known)[-1]
    assert last["comments above"] == 1 / 2
    assert last["related above"] == 1 / 3
    assert last["box above"] == 1 / 3


def test_what_is_known_above_the_first_paragraph_says_nothing_of_what_follows() -> None:
    """A menu may name comments; they begin where the text has ended."""
    last = signs("Comments", FIRST, SECOND, phrases={0: "comments"})[-1]
    assert "comments above" not in last


def test_prose_is_read_from_top_to_bottom() -> None:
    """Where all of it has been read, the article is over."""
    found = signs(FIRST, SECOND, "Boats")
    assert found[0]["prose still to come"] == 1
    assert 0 < found[1]["prose still to come"] < 1
    assert "prose still to come" not in found[2]


def test_neighbours_are_three_lines_on_each_side() -> None:
    """What stands farther away says nothing of a line."""
    near = signs(FIRST, "Boats", "Sails", "Ropes", "Knots")
    assert "prose near above" in near[3]
    assert "prose near above" not in near[4]
    assert "grammar near above" not in near[4]


def test_a_paragraph_that_stands_twice_is_a_teaser_of_itself() -> None:
    """Short lines may well be a refrain."""
    twice = signs(FIRST, SECOND, FIRST, "Boats", "Boats")
    assert "paragraph that stands twice" in twice[0]
    assert "paragraph that stands twice" not in twice[1]
    assert "paragraph that stands twice" not in twice[3]


def test_words_are_shared_with_other_paragraphs_only() -> None:
    """A paragraph does not speak for itself."""
    found = signs(FIRST, "Harbour of Northhaven: wind and water", SECOND)
    assert found[1]["words that paragraphs share"] == 1
    assert "words that paragraphs share" not in found[2]


def test_an_empty_text_has_no_signs() -> None:
    """A text may have no line at all, or none with a word."""
    assert signs() == []
    assert signs("", "...")[0]["any line"] == 1
