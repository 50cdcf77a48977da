"""The title of a web page's article: h1, og:title and <title> explain each other."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from digest.load.sights import squeezed
from digest.load.webpage.head import Head, folded, is_text
from digest.load.words import words_of

#: what stands between the title of an article and the name of its site
SEPARATOR = re.compile(r"\s+[-–—|·•«»:/]+\s+|\s*\|\s*|\s*::\s*|:\s+")

#: characters of a title that are read, and lines of each kind that may be one
LONGEST = 500
MOST_LINES = 50


def find_title(head: Head) -> str:
    """The name of the article without that of the site; "" where there is none."""
    headings = [words_of(h1) for h1 in islice(head.root.iter("h1"), MOST_LINES)]
    headings = [folded(heading)[:LONGEST] for heading in headings if heading]
    linked = filter(is_text, islice(head.linked("headline"), MOST_LINES))
    told = [folded(value) for value in linked]
    told += [head.first("og:title"), head.first("twitter:title"), _title_tag(head)]
    told = [text[:LONGEST] for text in told if text]
    keys = frozenset(map(squeezed, [*headings, *told]))
    told = [_without_site(head, text, keys) for text in told]
    for heading in headings:
        if any(_agree(heading, text) for text in told):
            return heading
    return next(iter([*told, *headings]), "")


def _title_tag(head: Head) -> str:
    element = head.root.find(".//head/title")
    if element is None:
        element = head.root.find(".//title")
    return "" if element is None else folded(element.text_content())


def _without_site(head: Head, title: str, keys: frozenset[str]) -> str:
    """The title up to what another line, the site's name or its host explains."""
    while True:
        others = keys - {squeezed(title)}
        for separator in SEPARATOR.finditer(title):
            start, rest = title[: separator.start()], title[separator.end() :]
            if squeezed(start) in others or head.is_site(rest):
                return start
            if head.is_site(start) or squeezed(rest) in others:
                title = rest
                break
        else:
            return title


def _agree(heading: str, title: str) -> bool:
    """Whether two lines are the same title, or begin alike, or one is in the other."""
    one, other = sorted((squeezed(heading), squeezed(title)), key=len)
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return len(one) * 2 > len(other) and (one in other or shared * 2 > len(other))
