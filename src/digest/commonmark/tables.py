"""Tables that Markdown has signs for; others, and figures, as tidy HTML."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

CELLS = ("th", "td")
#: what a cell between bars cannot hold
TOO_MUCH = (
    *("blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol"),
    *("pre", "table", "ul", "details"),
)
ALIGNED = {"left": ":---", "center": ":---:", "right": "---:"}
_SPACES = re.compile(r"\s+")
#: what begins a line of its own in HTML that people read
_LINE_TAG = re.compile(
    r"\s*(<(?:caption|d[dt]|figcaption|li|t(?:body|foot|head|r)|/(?:dl|figure|[ou]l)"
    r"|/t(?:able|body|foot|head))\b)"
)
_FIGURE = re.compile(r"(<figure[^>]*>)\s*")
_EMPTY_LINE = re.compile(r"\n(?=[ \t]*\n)")


def is_grid(table: Tag) -> bool:
    """Whether the table is a head and rows of as many plain cells: all GFM can hold."""
    rows = table.find_all("tr")
    widths = {len(row.find_all(CELLS)) for row in rows}
    head = rows[0].find_all(CELLS) if rows else []
    return (
        len(widths) == 1
        and bool(head)
        and all(cell.name == "th" for cell in head)
        and table.find("caption") is None
        and not any(_is_wide(cell) for cell in table.find_all(CELLS))
    )


def _is_wide(cell: Tag) -> bool:
    is_spanning = cell.get("colspan") or cell.get("rowspan")
    return bool(is_spanning or cell.find(TOO_MUCH) or len(cell.find_all("p")) > 1)


def head_line(row: Tag) -> str:
    """The line under a table's head, which tells how its columns are aligned."""
    marks = (ALIGNED.get(str(cell.get("align")), "---") for cell in row.find_all(CELLS))
    return f"| {' | '.join(marks)} |"


def tidy_html(html: str) -> str:
    """The HTML in lines as a person would break it, none of them empty.

    An empty line would be the end of it in Markdown.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        _simplify(element)
    plain = str(soup).strip()
    if "<pre" in plain:
        return _EMPTY_LINE.sub("&#10;", plain)
    plain = _LINE_TAG.sub(r"\n\1", _SPACES.sub(" ", plain))
    return _FIGURE.sub(r"\1\n", plain)


def _simplify(element: Tag) -> None:
    """Take from an element what was for the page that it came from."""
    del element["rel"]
    is_bare = not element.attrs
    leads_nowhere = element.name == "a" and str(element.get("href", "#"))[:1] == "#"
    if element.name in {"span", "picture"} and is_bare:
        element.unwrap()
    elif element.name == "div" and element.find_parent("figure") is not None:
        element.insert_before(" ")
        element.insert_after(" ")
        element.unwrap()
    elif leads_nowhere and not element.get("id"):
        element.unwrap()
    elif element.name == "img":
        del element["id"]
        if element.get("title") == element.get("alt"):
            del element["title"]
