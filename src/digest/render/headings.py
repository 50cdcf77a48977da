"""Headings of a body, each with an id, so that one can link to a section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from digest import paths

HEADING = re.compile(r"<(h[1-6])((?: [^<>]*)?)>(.*?)</\1>", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")
ID = re.compile(r''' id="([^"]*)"''')


def with_ids(html: str, taken: Iterable[str]) -> str:
    """The sanitised body with an id on each heading, made of its words.

    One that it has already is kept; none is given twice, nor any that is `taken`.
    """
    if "<h" not in html:
        return html
    ids = {*taken, *(ID.findall(html) if ' id="' in html else ())}

    def named(found: re.Match[str]) -> str:
        name, attributes, words = found.groups()
        if ID.search(attributes):
            return found[0]
        slug = paths.slugify(unescape(MARKUP.sub("", words))) or "section"
        own = next(each for each in paths.numbered(slug) if each not in ids)
        ids.add(own)
        return f'<{name}{attributes} id="{own}">{words}</{name}>'

    return HEADING.sub(named, html)
