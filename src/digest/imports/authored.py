"""A Markdown file of somebody's own: its text stays as it was written."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import unquote

from digest.imports.addresses import Move
from digest.imports.arrival import Arrival
from digest.imports.sheet import origin_value
from digest.imports.wishes import Wishes
from digest.load.encoding import decode
from digest.load.frontmatter import key_lines, split
from digest.load.frontmatter_writing import extend
from digest.load.markdown import read_markdown
from digest.load.markup import find_pictures
from digest.model import Article

#: what a file says of the site that it stands on: on ours it would speak for us
SITE_KEYS = frozenset(
    {"id", "slug", "aliases", "featured", "draft", "private", "origin"}
)
#: what stands before an address in Markdown, and after it
_BEFORE = r"(?P<before>\]\(\s{0,9}<?|\]:\s{0,9}<?|\bsrc=[\"'])"
_AFTER = r"(?=[\s)>\"'])"


def complete_markdown(
    arrival: Arrival, article: Article, wishes: Wishes, *, move: Move, original: str
) -> str:
    """The file as its author wrote it, with what it does not say yet on top."""
    text = decode(arrival.name, arrival.data)
    front, body, offset = split(text, arrival.name)
    is_titled = front.title or read_markdown(body).title
    values = {
        "title": "" if is_titled else article.title,
        "tags": wishes.tags,
        "canonical_url": article.canonical_url,
        "origin": origin_value(article.origin),
        "draft": wishes.is_draft or None,
        "original": original,
    }
    whole = text[:offset] + _with_moved(body, article, move)
    return extend(whole, arrival.name, values)


def markdown_body(arrival: Arrival, article: Article, move: Move) -> str:
    """The text under the front matter, with its pictures at their new addresses."""
    text = decode(arrival.name, arrival.data)
    return _with_moved(split(text, arrival.name)[1], article, move)


def told_of_site(arrival: Arrival) -> tuple[str, ...]:
    """The keys in its front matter that speak of the site that it came from."""
    keys = key_lines(decode(arrival.name, arrival.data), arrival.name)
    return tuple(key for key in keys if key.lower() in SITE_KEYS)


def _with_moved(body: str, article: Article, move: Move) -> str:
    """The Markdown with its pictures at their new addresses, else as it was."""
    urls = (url for block in article.blocks for url in find_pictures(block.html))
    for old in dict.fromkeys(urls):
        new = move(old)
        if new and new != old:
            body = _replaced(body, old, new)
    return body


def _replaced(body: str, old: str, new: str) -> str:
    """The Markdown with the address replaced, in each way to write it."""
    written = sorted({old, unquote(old), escape(old)}, key=len, reverse=True)
    forms = "|".join(map(re.escape, written))
    return re.sub(
        f"{_BEFORE}(?:{forms}){_AFTER}", lambda found: found["before"] + new, body
    )
