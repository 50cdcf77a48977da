"""Markdown read into blocks."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.images import Image
from digest.load.blocks import Reading
from digest.load.markdown import read_markdown
from digest.load.overrides import Level, Overrides
from digest.model import BlockKind

#: far more than it takes, and far less than it took
SECONDS = 8


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, block.text) for block in read_markdown(text).blocks]


@pytest.mark.parametrize("text", ["# Harbour\n\nText.", "Harbour\n=======\n\nText."])
def test_the_first_heading_is_the_title_and_no_part_of_the_body(text: str) -> None:
    """A title is shown above the body, and would stand there twice."""
    reading = read_markdown(text)
    assert reading.title == "Harbour"
    assert [block.text for block in reading.blocks] == ["Text."]
    assert reading.html == "<p>Text.</p>"


def test_a_heading_that_repeats_the_declared_title_goes_too() -> None:
    """However it is written: case and marks make no other title."""
    reading = read_markdown("# Harbour: *open*\n\nText.", declared_title="Harbour open")
    assert reading.html == "<p>Text.</p>"


def test_a_heading_that_says_something_else_than_the_declared_title_stays() -> None:
    """Nothing of an author's text is lost."""
    reading = read_markdown("# Part one\n\nText.", declared_title="Harbour")
    assert [block.text for block in reading.blocks] == ["Part one", "Text."]
    assert "<h1>Part one</h1>" in reading.html


def test_a_picture_may_stand_above_the_title() -> None:
    """It is the lead picture, and stays in the body."""
    reading = read_markdown("![A crane](crane.jpg)\n\n# Harbour\n\nText.")
    assert reading.title == "Harbour"
    assert reading.image == Image(url="crane.jpg", alt="A crane")
    assert reading.blocks[0].kind is BlockKind.IMAGE


def test_of_several_chapters_none_is_the_title() -> None:
    """Text above the first of several headings of level 1: they are chapters."""
    reading = read_markdown("Text.\n\n# One\n\nA.\n\n# Two\n\nB.")
    assert reading.title == ""
    assert "<h1>One</h1>" in reading.html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] a\n- [x] b", [("list_item", "☐ a"), ("list_item", "☑ b")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", [("table", "a | b\n1 | 2")]),
        ("a ~~b~~", [("paragraph", "a b")]),
        ("> a\n> b", [("quote", "a b")]),
        ("```py\nx = 1\n```", [("code", "x = 1")]),
        ("a[^1]\n\n[^1]: b", [("paragraph", "a1"), ("list_item", "b")]),
        ("<div>raw <b>html</b></div>", [("paragraph", "raw html")]),
    ],
)
def test_what_people_write_becomes_blocks(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """CommonMark with task lists, tables, strikethrough, footnotes and raw HTML."""
    assert kinds(text) == expected


def test_an_address_as_typed_becomes_a_link() -> None:
    """Nobody writes angle brackets in a mail."""
    html = read_markdown("See www.example.org now").html
    assert '<a href="http://www.example.org"' in html


def test_a_footnote_leads_to_its_note_and_back() -> None:
    """The ids survive the sanitiser."""
    html = read_markdown("a[^1]\n\n[^1]: b").html
    assert 'href="#fn-1"' in html
    assert 'id="fn-1"' in html
    assert 'href="#fnref-1"' in html


def test_raw_html_is_sanitised() -> None:
    """A script in Markdown reaches nobody."""
    html = read_markdown("a\n\n<script>b</script>\n\n<p onclick='c'>d</p>").html
    assert html == "<p>a</p>\n\n<p>d</p>"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blocks_know_where_they_stand(end: str) -> None:
    """In characters, whatever the line ends and the letters before are."""
    text = end.join(["Ä 😀 *x*", "", "- ü", "- b", "", "> q", "> r", "", "end"])
    blocks = read_markdown(text).blocks
    assert [text[block.start : block.end] for block in blocks] == [
        "Ä 😀 *x*",
        "- ü",
        "- b",
        f"> q{end}> r",
        "end",
    ]


def test_places_count_from_the_offset_of_the_body() -> None:
    """The body stands behind the front matter in its file."""
    (block,) = read_markdown("Text.", offset=40).blocks
    assert (block.start, block.end) == (40, 45)


def test_an_item_ends_where_its_own_list_begins() -> None:
    """No two blocks claim the same text."""
    text = "- a\n  - b\n- c"
    blocks = read_markdown(text).blocks
    assert [text[b.start : b.end] for b in blocks] == ["- a", "- b", "- c"]


def test_places_count_characters_and_not_bytes() -> None:
    """The letters of many languages are longer than one byte."""
    text = "> Größe – 船\n\nЗима: *é* 😀 [ö](/ö)\r\n\r\n- ñ\n- 港です"
    blocks = read_markdown(text, offset=7).blocks
    assert [text[b.start - 7 : b.end - 7] for b in blocks] == [
        "> Größe – 船",
        "Зима: *é* 😀 [ö](/ö)",
        "- ñ",
        "- 港です",
    ]


@pytest.mark.parametrize(
    "piece", ["[a](/x) ", "*a* ", "www.example.org ", "![a](x.png) ", "é [a](/x) "]
)
def test_a_long_paragraph_costs_no_more_than_its_length(piece: str) -> None:
    """It took the square of it to count the characters before each link."""
    start = process_time()
    assert read_markdown(piece * 14_000).blocks
    assert process_time() - start < SECONDS


def test_a_list_of_addresses_without_end_is_text() -> None:
    """The parser nests each in the one before, until its process ends."""
    few, many = "a@example.org " * 1000, "a@example.org, " * 40_000
    assert read_markdown(few).blocks[0].html.count("<a ") == 1000
    assert "<a " not in read_markdown(many).blocks[0].html


def test_raw_html_has_no_place() -> None:
    """Nobody tells where it stands, and a place that cannot be is none."""
    reading = read_markdown("<p data-sourcepos='9:1-9:9'>a</p>")
    assert [(block.start, block.end) for block in reading.blocks] == [(-1, -1)]
    assert "sourcepos" not in reading.html


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("#*-> \n`|[]"))
)
def test_any_text_is_markdown(text: str) -> None:
    """Every place lies in the text, none overlaps, and the HTML holds no mark of it."""
    reading = read_markdown(text)
    placed = [block for block in reading.blocks if block.start >= 0]
    assert all(block.start < block.end <= len(text) for block in placed)
    assert "data-sourcepos" not in reading.html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:image/png;base64,xx"])
def test_a_picture_that_could_act_is_no_lead_picture(url: str) -> None:
    """It would stand in every feed; the next one does."""
    lead = Image(url="b.png", alt="b")
    assert read_markdown(f"![a]({url})\n\n![b](b.png)").image == lead


def table(columns: int, rows: int, mark: str = "") -> str:
    """A table with short rows, which a parser fills up."""
    head = f"{mark}{'|a' * columns}|\n{mark}{'|-' * columns}|\n"
    return head + f"{mark}|x|\n" * rows


@pytest.mark.parametrize("mark", ["", "> ", "- ", "1. "])
@pytest.mark.parametrize(
    ("columns", "rows", "number"), [(1000, 1000, 1), (90, 3000, 1), (90, 20, 100)]
)
def test_a_table_that_no_machine_can_hold_is_text(
    columns: int, rows: int, number: int, mark: str
) -> None:
    """A short row costs a writer four characters, and a parser a thousand cells."""
    text = f"{table(columns, rows, mark)}\n" * number
    reading = read_markdown(f"# Title\n\n{text}")
    assert "<td>" not in reading.html
    assert "|x|" in reading.html


@pytest.mark.parametrize(("columns", "rows"), [(100, 20), (5, 2000)])
def test_a_table_of_any_use_is_a_table(columns: int, rows: int) -> None:
    """With empty cells marked by dashes, too."""
    cells = "| - " * columns + "|\n"
    reading = read_markdown(f"# Title\n\n{table(columns, 0)}{cells * rows}")
    assert reading.html.count("<td>") == columns * rows


@pytest.mark.parametrize(
    "text", ["text\n\n" * 15_000 + "# h\n\n" * 15_000, "a b\n\n" * 30_000]
)
def test_many_blocks_cost_no_more_than_their_number(text: str) -> None:
    """They took the square of it: twenty seconds, and minutes."""
    start = process_time()
    assert len(read_markdown(text).blocks) == text.count("\n\n")
    assert process_time() - start < SECONDS


def dropping(text: str, *phrases: str) -> Reading:
    """The text without the blocks that the phrases name."""
    return read_markdown(text, overrides=Overrides((Level(drop=phrases),)))


def test_a_dropped_block_is_in_no_html() -> None:
    """What stands around it stays as it was, rules and all."""
    reading = dropping("One.\n\nTwo.\n\n***\n\nThree[^1].\n\n[^1]: Note.\n", "two.")
    assert [cut.text for cut in reading.cuts] == ["Two."]
    assert "Two." not in reading.html
    assert "<hr>" in reading.html
    assert 'id="fn-1"' in reading.html


def test_the_lists_in_a_dropped_item_stay() -> None:
    """They go to the item before it, or stand before what is left of the list."""
    text = "- one\n- two\n  1. inner\n- three\n"
    html = dropping(text, "two").html
    assert "<li>one<ol>\n<li>inner</li>\n</ol>\n</li>" in html
    text = "- two\n  1. inner\n- three\n"
    html = dropping(text, "two").html
    assert html.startswith("<ol>\n<li>inner</li>\n</ol>")
    assert "<li>three</li>" in html


def test_a_list_without_items_is_none() -> None:
    """Nor is one whose only item held a list that is gone as well."""
    text = "One.\n\n- two\n  - inner\n"
    assert dropping(text, "two", "inner").html == "<p>One.</p>"


def test_raw_html_that_holds_more_than_the_block_stays() -> None:
    """Then the blocks that are left are the body."""
    text = "One.\n\n<div>loose<p>inner</p></div>\n\n"
    text += "<ul><li><div>a<ul><li>b</ul></div></ul>\n"
    reading = dropping(text, "loose", "a")
    assert [block.text for block in reading.blocks] == ["One.", "inner", "b"]
    for word, is_left in (("One.", True), ("inner", True), ("loose", False)):
        assert (word in reading.html) == is_left


def test_a_dropped_picture_leads_nothing() -> None:
    """The next one does."""
    text = "![A crane](a.png)\n\n![A boat](b.png)\n\nText.\n"
    image = dropping(text, "a crane").image
    assert image is not None
    assert image.url == "b.png"
