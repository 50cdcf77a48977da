"""Headings get ids, so that a link can lead to each of them: `#where-it-fails`."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from digest.paths import slugify

#: what the page around an article has itself; no heading may take it
IDS_OF_PAGE = frozenset({"content", "files", "sources", "subscribe", "address"})

#: sanitised HTML has one form only: attributes in double quotes, and all tags closed
_ATTRIBUTES = r'(?: [^\s=<>"]+="[^"]*")*'
_HEADING = re.compile(rf"<(h[1-6])({_ATTRIBUTES})>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(rf"</?[a-z][a-z0-9]*{_ATTRIBUTES}>")
_ID = re.compile(r' id="([^"]*)"')


def name_headings(html: str) -> str:
    """The sanitised HTML with an id in each heading that had none.

    It is made of the heading's words; of two alike the second has a number,
    and so has one that is called like a part of the page.
    """
    if "</h" not in html:
        return html
    taken = {*IDS_OF_PAGE, *_ID.findall(html)}
    last: Counter[str] = Counter()

    def name(found: re.Match[str]) -> str:
        tag, attributes, inner = found.groups()
        stem = slugify(unescape(_TAG.sub("", inner)))
        if not stem or _ID.search(attributes):
            return found[0]
        return f'<{tag} id="{_free(stem, taken, last)}"{attributes}>{inner}</{tag}>'

    return _HEADING.sub(name, html)


def _free(stem: str, taken: set[str], last: Counter[str]) -> str:
    """The stem, or with the next number that nothing has; from now on it is taken."""
    free = stem
    while free in taken:
        last[stem] += 1
        free = f"{stem}-{last[stem] + 1}"
    taken.add(free)
    return free
