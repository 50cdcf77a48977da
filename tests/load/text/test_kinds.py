"""What a piece is shows in its form and in its neighbours."""

from __future__ import annotations

import pytest

from digest.load.text.kinds import with_kinds
from digest.load.text.pieces import split_pieces
from digest.model import Block

PROSE = "The harbour of Northhaven is open again after nine days of storm."


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of the text, all of which is kept."""
    return with_kinds(text, split_pieces(text))


def kinds(*lines: str) -> list[str]:
    """The kind of each block between two paragraphs."""
    found = blocks("\n\n".join((PROSE, *lines, PROSE)))
    return [block.kind.value for block in found[1:-1]]


@pytest.mark.parametrize(
    "line",
    ["Boats were the first", "Do I need a pilot?", "4. Boats", "Über uns", "港口"],
)
def test_a_short_line_without_an_end_above_prose_is_a_heading(line: str) -> None:
    """A question may head its answer."""
    assert kinds(line) == ["heading"]


@pytest.mark.parametrize(
    "line",
    [
        "Boats were the first.",
        "boats and cranes",
        "Ships, cranes,",
        "https://example.org/boats",
        "Those were the boats:",
    ],
)
def test_other_short_lines_are_paragraphs(line: str) -> None:
    """A sentence, the middle of one, an address, a lead."""
    assert kinds(line) == ["paragraph"]


def test_a_short_last_line_heads_nothing() -> None:
    """It may be a signature."""
    assert blocks(f"{PROSE}\n\nAda Quay")[-1].kind.value == "paragraph"


def test_of_two_short_lines_the_lower_is_the_heading() -> None:
    """What stands above it is a label or a signature."""
    assert kinds("Ada Quay", "Boats were the first") == ["paragraph", "heading"]


def test_marks_make_a_list() -> None:
    """One bullet is enough; a dash or a star needs a second one."""
    assert kinds("• crab") == ["list_item"]
    assert kinds("- crab", "- eel") == ["list_item", "list_item"]
    assert kinds("- crab.") == ["paragraph"]


def test_numbers_make_a_list_if_they_count_from_one() -> None:
    """A reader's program counts again, so the numbers are no words of the items."""
    found = blocks("1. crab\n2. eel\n3. cod")
    assert [(b.text, b.is_ordered) for b in found] == [
        ("crab", True),
        ("eel", True),
        ("cod", True),
    ]
    assert [b.text for b in blocks("7. crab\n8. eel.")] == ["7. crab", "8. eel."]


def test_a_run_of_short_lines_is_a_list_under_its_heading() -> None:
    """They are alike, and the heading is not."""
    lines = ("Ingredients", "250 g crab", "2 carrots", "1 onion", "Method")
    expected = ["heading", "list_item", "list_item", "list_item", "heading"]
    assert kinds(*lines) == expected


def test_a_run_that_a_colon_announces_has_no_heading() -> None:
    """Its first line is its first item."""
    lines = ("These came in:", "Ada, of Hull", "Ben, of Bergen", "Cleo, of Cork")
    assert kinds(*lines) == ["paragraph", *3 * ["list_item"]]


def test_verse_is_no_list() -> None:
    """Its lines end in commas."""
    lines = ("The tide goes out,", "the boats lie still,", "the tide comes in")
    assert kinds(*lines) == 3 * ["paragraph"]


def test_a_quote_has_its_mark_taken_off() -> None:
    """The element says it."""
    (block,) = blocks("> It was the <wind>.")
    assert block.html == "<blockquote><p>It was the &lt;wind&gt;.</p></blockquote>"


@pytest.mark.parametrize(
    "code",
    [
        'mv app.log app.log.1\nkill -HUP "$(cat app.pid)"',
        "for (i = 0; i < 9; i++) {\n    tide();\n}",
        "$ sail --fast",
        "tide = read(gauge)",
    ],
)
def test_code_is_known_by_signs_that_no_sentence_has(code: str) -> None:
    """It keeps its lines and indents."""
    found = blocks(f"{PROSE}\n\n{code}\n\n{PROSE}")
    assert [block.kind.value for block in found] == ["paragraph", "code", "paragraph"]
    assert found[1].text == code
    assert found[1].html.startswith("<pre><code>")


def test_lines_of_as_many_cells_are_a_table() -> None:
    """Parted by tabs or bars, right under each other."""
    for text in ("ship\tport\nAda\tHull", "ship | port\nAda | Hull"):
        (block,) = blocks(text)
        assert block.text == "ship | port\nAda | Hull"
        assert block.html == (
            "<table><tbody><tr><td>ship</td><td>port</td></tr>"
            "<tr><td>Ada</td><td>Hull</td></tr></tbody></table>"
        )
    assert [b.kind.value for b in blocks("Hull | Cork")] == ["paragraph"]


def test_lines_with_a_cut_between_them_are_not_joined() -> None:
    """The block would cover what is no part of it."""
    text = "a | b\nAdvertisement\nc | d"
    first, _, last = split_pieces(text)
    assert [b.text for b in with_kinds(text, (first, last))] == ["a | b", "c | d"]
