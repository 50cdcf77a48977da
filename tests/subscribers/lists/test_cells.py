from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.lines import one_line
from digest.subscribers.lists.cells import (
    LONGEST_NAME,
    LONGEST_TAG,
    MOST_TAGS,
    guard,
    read_language,
    read_tags,
    spoken_name,
    unguard,
)


@given(st.text(max_size=2 * LONGEST_NAME))
def test_a_name_is_one_line(name: str) -> None:
    """The short way gives what the long one gives."""
    assert spoken_name(name) == one_line(name, longest=LONGEST_NAME)


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("", ()),
        ("vip, coast", ("coast", "vip")),
        ('"VIP","Blog"', ("Blog", "VIP")),
        ('["a", "b b"]', ("a", "b b")),
        ("a,,a, ", ("a",)),
        ("x" * 100, ("x" * LONGEST_TAG,)),
    ],
)
def test_tags_are_read_in_any_dress(cell: str, tags: tuple[str, ...]) -> None:
    """Between commas, in quotes, as JSON."""
    assert read_tags(cell) == tags


def test_nobody_has_endless_tags() -> None:
    """The first by name stay."""
    assert len(read_tags(",".join(map(str, range(1000))))) == MOST_TAGS


@pytest.mark.parametrize(
    ("text", "tag"), [("de", "de"), ("pt_BR", "pt-BR"), ("English!", ""), ("", "")]
)
def test_a_language_is_a_tag_or_nothing(text: str, tag: str) -> None:
    """Whatever the column holds."""
    assert read_language(text) == tag


@pytest.mark.parametrize("start", list("=+-@\t\r＝＋－＠"))
def test_no_cell_is_a_formula(start: str) -> None:
    """Also not one that was guarded before."""
    for text in (f"{start}cmd|' /C calc'!A0", f"'{start}1"):
        assert guard(text) == f"'{text}"


@given(st.text(alphabet="'=+-@\t\rab"))
def test_a_guard_can_be_taken_off(text: str) -> None:
    """And takes nothing along."""
    assert unguard(guard(text)) == text
