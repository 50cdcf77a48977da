"""The tags of a template's HTML with their lines, taken without Jinja."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digest.check.tags import Kind, read_tokens

#: how a comment begins
OPENED = "<!--"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The tag that begins an element."""

    name: str
    line: int
    attributes: Mapping[str, str]
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
    for token in read_tokens(text):
        if token.kind is Kind.OPENS:
            is_in_body = token.text != "head" and (is_in_body or token.text == "body")
            tag = Tag(
                name=token.text,
                line=token.line,
                attributes=token.attributes,
                is_in_body=is_in_body,
            )
            tags.append(tag)
        elif token.kind is Kind.COMMENT:
            comments.append(Comment(text=token.text, line=token.line))
        elif token.kind is Kind.BROKEN and token.text.startswith(OPENED):
            unclosed = token.text.removeprefix(OPENED)
            comments.append(Comment(text=unclosed, line=token.line))
        elif token.kind is Kind.DOCTYPE:
            declared = token.text.removeprefix("<").removesuffix(">")
            if declared.startswith("!["):  # which browsers take for a comment
                comments.append(Comment(text=declared, line=token.line))
            else:
                doctype = doctype or declared.removeprefix("!")
    return Markup(tags=tuple(tags), comments=tuple(comments), doctype=doctype)
