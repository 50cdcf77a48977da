"""What the tags of HTML are to a reader, as tables."""

from __future__ import annotations

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LIST_TAGS = ("ul", "ol", "menu")
CELL_TAGS = ("td", "th")
ROW_TAGS = frozenset({"tr", "tbody", "thead", "tfoot"})
#: outside of what they belong to they are paragraphs
CAPTION_TAGS = ("figcaption", "summary")
#: what stands in them stands in paragraphs of its own
BLOCK_TAGS = frozenset(
    {
        *HEADING_TAGS,
        *LIST_TAGS,
        *("p", "dl", "blockquote", "pre", "table", "figure"),
        *CAPTION_TAGS,
        *("address", "article", "aside", "body", "center", "details", "div"),
        *("fieldset", "hgroup", "hr", "li", "main", "nav", "section"),
        *("footer", "form", "header"),
    }
)
#: each of them begins and ends a line of its text
LINE_TAGS = frozenset({*BLOCK_TAGS, "br", "tr", "caption", "dt", "dd"})
