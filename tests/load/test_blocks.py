"""Blocks, and the HTML that they make together."""

from __future__ import annotations

from builders import a_block
from digest.load.blocks import Reading, join_blocks, number_items
from digest.model import Block, BlockKind


def an_element(
    text: str, level: int = 1, *, is_ordered: bool = False, value: str = ""
) -> Block:
    """An item of a list."""
    return a_block(
        text,
        kind=BlockKind.LIST_ITEM,
        html=f"<li{value}>{text}</li>",
        level=level,
        is_ordered=is_ordered,
    )


def test_a_reading_of_nothing_is_empty() -> None:
    """Readers name only what they found."""
    assert (Reading().title, Reading().blocks, Reading().date) == ("", (), None)


def test_paragraphs_follow_each_other() -> None:
    """Each block stands on lines of its own."""
    assert join_blocks([a_block("a"), a_block("b")]) == "<p>a</p>\n<p>b</p>"
    assert join_blocks([]) == ""


def test_items_stand_in_one_list() -> None:
    """Neighbours share a list, and a paragraph ends it."""
    html = join_blocks([an_element("a"), an_element("b"), a_block("c")])
    assert html == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>"


def test_items_of_a_deeper_level_stand_in_the_item_before() -> None:
    """A list in a list belongs to an item, as HTML asks."""
    levels = [an_element("a"), an_element("b", 2), an_element("c")]
    html = join_blocks(levels)
    assert html == ("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>")


def test_a_numbered_list_ends_one_with_bullets() -> None:
    """Two kinds of items make two lists."""
    html = join_blocks([an_element("a"), an_element("b", is_ordered=True)])
    assert html == "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"


def test_a_level_that_leaves_one_out_is_the_next_one() -> None:
    """No list opens in the air."""
    assert join_blocks([an_element("a", 3)]) == "<ul>\n<li>a</li>\n</ul>"


def test_each_list_counts_its_own_items() -> None:
    """A list in an item begins at one, and the outer list goes on after it."""
    blocks = [
        an_element("a", is_ordered=True),
        an_element("b", 2, is_ordered=True),
        an_element("c", 2, is_ordered=True),
        an_element("d", is_ordered=True),
        an_element("e", 2),
        an_element("f", is_ordered=True),
        a_block("g"),
        an_element("h", is_ordered=True),
    ]
    assert list(number_items(blocks)) == [1, 1, 2, 2, 0, 3, 0, 1]


def test_an_item_that_gives_its_number_has_it() -> None:
    """A list may begin where another one ended."""
    blocks = [
        an_element("a", is_ordered=True, value=' value="7"'),
        an_element("b", is_ordered=True),
    ]
    assert list(number_items(blocks)) == [7, 8]
    html = '<ol>\n<li value="7">a</li>\n<li>b</li>\n</ol>'
    assert join_blocks(blocks) == html
