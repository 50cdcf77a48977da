"""What stands beside a text or an emphasis, and so decides what its signs mean."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString

from digest.html_tags import BLOCK_TAGS

EMPHASIS_TAGS = frozenset({"b", "cite", "del", "dfn", "em", "i", "s", "strong", "var"})


def is_after_break(text: NavigableString) -> bool:
    """Whether the text stands at the beginning of a line that a tag began."""
    before = text.previous_sibling
    return isinstance(before, Tag) and before.name == "br"


def begins_line(text: NavigableString) -> bool:
    """Whether the text stands where a sign would begin a list or a heading."""
    before = text.previous_sibling
    if before is not None:
        return isinstance(before, Tag) and before.name in {"br", *BLOCK_TAGS}
    return text.parent is not None and text.parent.name not in {"a", "em", "strong"}


def is_hidden(emphasis: Tag, words: str) -> bool:
    """Whether signs around the words would mean nothing (CommonMark 6.2).

    They do not between a letter and a quotation mark, nor beside other such signs.
    """
    before, after = emphasis.previous_sibling, emphasis.next_sibling
    if isinstance(before, Tag) or isinstance(after, Tag):
        beside = {each.name for each in (before, after) if isinstance(each, Tag)}
        return bool(beside & EMPHASIS_TAGS)
    is_stuck = str(before or " ")[-1].isalnum() and not words[0].isalnum()
    return is_stuck or (str(after or " ")[0].isalnum() and not words[-1].isalnum())
