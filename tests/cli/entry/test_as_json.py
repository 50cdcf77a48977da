"""An article as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import a_block, an_article
from digest.cli.entry.as_json import tell_article
from digest.load.block_names import block_number
from entry_steps import RAW, put_raw, told


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A file with a raw article."""
    return put_raw(tmp_path)


def test_json_has_every_fact_of_the_article(raw: Path) -> None:
    """Other programs read these names."""
    answer = told(raw)
    assert list(answer) == [
        *("title", "body_text", "blocks", "summary", "author", "date", "date_origin"),
        *("language", "credit", "sources", "suggested_tags", "reading_minutes"),
        *("html", "dropped"),
    ]
    assert answer["title"] == "Harbour opens again after the storm"
    assert answer["credit"] == "Ada Quay / Pixabay"
    assert answer["author"] == "Ben Mole"
    assert answer["date"].startswith("2026-06-03")
    assert answer["date_origin"] == "visible"
    assert answer["language"] == "en"
    assert answer["reading_minutes"] == 1
    assert answer["sources"] == [{"name": "", "outlet": "The Courier"}]
    assert answer["summary"].startswith("The harbour of Northhaven")


def test_json_has_each_block_with_its_type_and_level(raw: Path) -> None:
    """The heading is one, and says how deep it stands."""
    blocks = told(raw)["blocks"]
    types = [block["type"] for block in blocks]
    expected = ["paragraph", "heading", "paragraph", "list_item", "list_item"]
    assert types == [*expected, "paragraph"]
    assert blocks[1]["text"] == "Boats were the first"
    assert blocks[1]["level"] == 2
    assert "level" not in blocks[0]


def test_the_body_is_the_blocks_joined_by_blank_lines(raw: Path) -> None:
    """An item of a numbered list has its number, so no word is lost."""
    lines = told(raw)["body_text"].split("\n\n")
    assert lines[1] == "Boats were the first"
    assert lines[3:5] == ["1. Ada", "2. Cleo"]


def test_lists_in_lists_are_numbered_each_by_itself(tmp_path: Path) -> None:
    """An inner list begins at one, and the outer one goes on after it."""
    path = tmp_path / "tour.md"
    path.write_text(
        "# Tour\n\n1. Quay\n   1. Crane\n   2. Shed\n2. Mole\n   - Light\n3. Sea\n\n"
        "Then:\n\n7. Home\n8. Bed\n"
    )
    assert told(path)["body_text"].split("\n\n") == [
        *("1. Quay", "1. Crane", "2. Shed", "2. Mole", "Light", "3. Sea", "Then:"),
        *("7. Home", "8. Bed"),
    ]


def test_each_cut_says_what_it_was_and_why(raw: Path) -> None:
    """Offsets find it in the file."""
    dropped = told(raw)["dropped"]
    reasons = [cut["reason"] for cut in dropped]
    assert reasons == ["title", "title", "credit", "byline", "advertisement"]
    for cut in dropped:
        assert RAW[cut["start"] : cut["end"]] == cut["text"]


def test_kept_and_dropped_are_the_whole_file(raw: Path) -> None:
    """No character but blanks lies outside of them."""
    answer = told(raw)
    pieces = [*answer["blocks"], *answer["dropped"]]
    covered = {place for p in pieces for place in range(p["start"], p["end"])}
    assert {n for n, sign in enumerate(RAW) if not sign.isspace()} <= covered


def test_blocks_and_cuts_have_the_number_that_names_them(raw: Path) -> None:
    """The same as --explain tells, and `keep` and `drop` take."""
    answer = told(raw)
    for piece in (*answer["blocks"], *answer["dropped"]):
        assert piece["id"] == block_number(piece["text"])
    assert {block["doubt"] for block in answer["blocks"]} == {""}


def test_a_doubt_is_told_with_its_block() -> None:
    """Of a block that may be cruft."""
    article = an_article(blocks=(a_block("Call us.", doubt="advertisement"),))
    (block,) = json.loads(tell_article(article))["blocks"]
    assert block["doubt"] == "advertisement"


def test_suggested_tags_are_told() -> None:
    """For other programs to offer."""
    article = an_article(suggested_tags=("storm", "harbour"))
    assert json.loads(tell_article(article))["suggested_tags"] == ["storm", "harbour"]


def test_the_words_of_a_picture_are_no_text(tmp_path: Path) -> None:
    """They are for those who do not see it; its block has them."""
    path = tmp_path / "a.html"
    path.write_text("<h1>A</h1><p>Ships.</p><p><img src=a.png alt=Crane></p>")
    assert told(path)["body_text"] == "Ships."
    assert [block["text"] for block in told(path)["blocks"]] == ["Ships.", "Crane"]
