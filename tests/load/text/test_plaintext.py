"""A raw scraped text becomes an article, and nothing of it is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.load.blocks import Reading
from digest.load.text.plaintext import read_plaintext
from digest.model import BlockKind, DateOrigin

#: our own words in the form in which such texts come: title twice, credit, a teaser in
#: the middle, headings, an empty list of articles at the end
SCRAPED = """\
Harbour opens again after the storm

Harbour opens again after the storm
<a href="">Ada Quay</a> / Pixabay

The harbour of Northhaven is open again after nine days of storm.

Ships that had waited at sea came in on Monday, two at a time, and the cranes worked \
through the night.

Nine Ways To Make Better Coffee At Home

Any kettle will do, says the champion of this year's contest, who has written a whole \
book about water, and her third rule may surprise even people who own a mill Read More

Fishing boats were the first

The master let the fishing boats go first, because their catch could not wait. Bread & \
<i>butter</i> ships came after them.

No posts to display
"""

#: what made texts break: line ends, marks, markup, lists, tables, every kind of cruft
FRAGMENTS = st.sampled_from(
    (
        *("\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", "\x1d", " ", "\t", "\ufeff"),
        *("Harbour opens", "A sentence that is long enough to be read as prose.", "…"),
        *("- crab", "1. crab", "2. eel", "> said", "a | b", "x = 1;", "    return x;"),
        *(
            "Advertisement",
            "Most read",
            "Read more",
            "Share",
            "By Ada Quay",
            "港口开放。",
        ),
        *("3 June 2026", "Photo: Ada / Pixabay", "<b>", "<br>", "&nbsp;", "\u200b"),
    )
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS).map("".join))


def outline(reading: Reading) -> list[tuple[str, str]]:
    """Kind and first words of each block."""
    return [(b.kind.value, " ".join(b.text.split()[:3])) for b in reading.blocks]


def reasons(reading: Reading) -> list[str]:
    """Why each cut was made, in the order of the text."""
    return [cut.reason for cut in reading.cuts]


def test_a_scraped_article_comes_out_clean() -> None:
    """The whole way: title, credit, headings, paragraphs and what goes."""
    reading = read_plaintext(SCRAPED)
    assert reading.title == "Harbour opens again after the storm"
    assert reading.credit == "Ada Quay / Pixabay"
    assert outline(reading) == [
        ("paragraph", "The harbour of"),
        ("paragraph", "Ships that had"),
        ("heading", "Fishing boats were"),
        ("paragraph", "The master let"),
    ]
    expected = ["title", "title", "credit", "teaser", "teaser", "empty state"]
    assert reasons(reading) == expected


def test_a_block_is_escaped_html_in_its_own_element() -> None:
    """Known tags are no words; what only looks like a tag is."""
    text = "Title\n\nA <b>bold</b> word & the ship <Jang Noksu> came in this morning."
    (block,) = read_plaintext(text).blocks
    assert block.text == "A bold word & the ship <Jang Noksu> came in this morning."
    assert block.html == (
        "<p>A bold word &amp; the ship &lt;Jang Noksu&gt; came in this morning.</p>"
    )


def test_offsets_find_each_block_and_cut_in_the_original() -> None:
    """The original is shown beside what was made of it."""
    reading = read_plaintext(SCRAPED)
    heading = next(b for b in reading.blocks if b.kind is BlockKind.HEADING)
    assert SCRAPED[heading.start : heading.end] == "Fishing boats were the first"
    assert all(SCRAPED[cut.start : cut.end] == cut.text for cut in reading.cuts)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_kept_and_cut_are_the_whole_text(text: str) -> None:
    """Their spans cover each character that is not blank, once and in order."""
    reading = read_plaintext(text)
    kept = [(block.start, block.end) for block in reading.blocks]
    cut = [(cut.start, cut.end) for cut in reading.cuts]
    assert kept == sorted(kept)
    after = 0
    for start, end in sorted(kept + cut):
        assert after <= start < end
        assert not text[after:start].strip()
        after = end
    assert not text[after:].strip()


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_a_kept_block_has_words_and_a_cut_has_a_reason(text: str) -> None:
    """No reader meets an empty paragraph, and no owner a cut without an explanation."""
    reading = read_plaintext(text)
    assert all(block.text and block.html for block in reading.blocks)
    assert all(cut.reason for cut in reading.cuts)


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_end_is_understood(ending: str) -> None:
    """Texts come from every system."""
    reading = read_plaintext(SCRAPED.replace("\n", ending))
    assert outline(reading) == outline(read_plaintext(SCRAPED))


def test_byline_and_date_become_fields() -> None:
    """They are no part of the body, and a visible date is one that readers may see."""
    text = (
        "Harbour opens\n\nPosted by Ada Quay on June 3, 2026\n\n"
        "The harbour is open again after the storm, and ships are back."
    )
    reading = read_plaintext(text)
    assert reading.authors == ("Ada Quay",)
    assert reading.date == datetime(2026, 6, 3, tzinfo=UTC)
    assert reading.date_origin is DateOrigin.VISIBLE
    assert reasons(reading) == ["title", "byline"]


def test_a_text_without_a_date_has_none() -> None:
    """A date in a sentence is the sentence's, and none is ever invented."""
    text = (
        "Harbour opens\n\nThe harbour was closed on 3 June 2026, when the storm came."
    )
    reading = read_plaintext(text)
    assert reading.date is None
    assert reading.date_origin is DateOrigin.NONE


def test_a_declared_title_is_cut_where_the_text_repeats_it() -> None:
    """What the front matter says is not said twice."""
    text = "Harbour opens\n\nThe ships are back at the quay, and the cranes turn again."
    reading = read_plaintext(text, declared_title="Harbour opens")
    assert reading.title == "Harbour opens"
    assert reasons(reading) == ["title"]


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "<br>", "\u200b\n&nbsp;"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    """Whoever loads it says so to its author."""
    reading = read_plaintext(text)
    assert (reading.title, reading.blocks) == ("", ())


@pytest.mark.parametrize(
    "text", ["x" * 300_000, "A" * 300_000, "<a href=" * 40_000, "“a" * 150_000]
)
def test_a_text_without_sense_takes_no_time(text: str) -> None:
    """Nothing is searched twice: ten times as much takes ten times as long."""
    assert read_plaintext(text).blocks


def test_a_text_of_very_many_lines_is_kept_as_it_is() -> None:
    """It is a log or a table, and no rule was made for it."""
    reading = read_plaintext("Advertisement\n" * 20_001)
    assert reading.cuts == ()


@pytest.mark.shared
def test_the_real_article_comes_out_exact() -> None:
    """Its gold was made by hand: 16 paragraphs, 4 headings, a credit, 6 cuts."""
    shared = Path(__file__).parents[4] / "shared"
    lines = (shared / "content-dev/text/seed.jsonl").read_text(encoding="utf-8")
    gold = json.loads(lines.splitlines()[0])
    reading = read_plaintext(gold["input"])
    kinds = {"p": "paragraph", "h": "heading"}
    assert [(b.kind.value, b.text) for b in reading.blocks] == [
        (kinds[block["k"]], " ".join(block["t"].split())) for block in gold["gold"]
    ]
    assert reading.title == gold["title"][0]
    assert all(part in reading.credit for part in gold["credit"]["parts"])
