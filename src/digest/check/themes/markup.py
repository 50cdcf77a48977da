"""The tags of a template's HTML with their lines, taken without Jinja."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: a comment, a declaration, or a tag that begins an element. Each ends where the text
#: does at the latest, so that nothing is ever read twice
PIECE = re.compile(
    r"<!--(?P<comment>(?:[^-]++|-(?!->))*+)(?:-->)?"
    r"|<!(?P<declaration>[^>]*+)>?"
    r"|<(?P<name>[a-zA-Z][^\s/<>\"']*+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"?|'[^']*+'?)*+)>?"
)
ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]++)"
    r"(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s\"'<>]++)))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The tag that begins an element."""

    name: str
    line: int
    attributes: dict[str, str]
    #: whether it stands in `body`, or in a part that will
    is_in_body: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment or a declaration, as it is written between its marks."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """All of one template."""

    tags: tuple[Tag, ...]
    comments: tuple[Comment, ...]
    #: as it is written: `DOCTYPE html`; "" where there is none
    doctype: str


def read_markup(text: str) -> Markup:
    """The tags and comments of the HTML; it need not be whole, nor right."""
    tags: list[Tag] = []
    comments: list[Comment] = []
    doctype = ""
    is_in_body = True  # as a part without `head` will
    line, counted = 1, 0
    for found in PIECE.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        if found["name"]:
            name = found["name"].lower()
            is_in_body = name != "head" and (is_in_body or name == "body")
            tags.append(
                Tag(
                    name=name,
                    line=line,
                    attributes=_attributes(found["attributes"]),
                    is_in_body=is_in_body,
                )
            )
        elif found["comment"] is not None:
            comments.append(Comment(text=found["comment"], line=line))
        elif found["declaration"].startswith("["):  # which browsers take for one
            comments.append(Comment(text=f"!{found['declaration']}", line=line))
        else:
            doctype = doctype or found["declaration"]
    return Markup(tags=tuple(tags), comments=tuple(comments), doctype=doctype)


def _attributes(text: str) -> dict[str, str]:
    """The values by their names, of which the first counts."""
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), next(filter(None, values), ""))
    return found
