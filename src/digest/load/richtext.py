"""HTML without a page around it -> blocks: of a mail, a Word file, an item of a feed.

Nothing is voted away here, for nothing stands around such a text; what is cruft in it
is decided by who knows where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from digest.load.blocks import check_tags, take_all
from digest.load.markup import Found, find_blocks, parse_html


def read_rich_text(html: str) -> Sequence[Found]:
    """Every block of the HTML, in the order of reading; raises TooLongError."""
    check_tags(html)
    return blocks_of(parse_html(html))


def blocks_of(root: HtmlElement) -> Sequence[Found]:
    """Every block of a tree that parse_html made; raises TooLongError."""
    body = root.find("body")
    return () if body is None else take_all(find_blocks(body))
