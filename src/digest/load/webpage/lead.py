"""The picture by which a page is known, with its words, its credit and its size.

The declared one wins, for its publisher chose it, unless it is the site's logo; then it
is the first large one of the article. What the page says of the same picture in one
place completes what it says in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from digest.images import Image
from digest.load.cruft.bylines import caption_credit, is_credit
from digest.load.schemes import is_web_or_relative
from digest.load.webpage.head import Head, folded, is_text, join_url
from digest.load.words import words_of

#: a longer number is the size of no picture
_COUNT = re.compile(r"([0-9]{1,9})(?:\.0+)?(?:px)?")
#: how a picture is named that stands for the site
_LOGO_SIGN = re.compile(r"(?<![a-z])(?:site-?)?(?:logo|favicon|default|placeholder)")
_CREDIT_SIGN = re.compile(
    r"(?<![a-z])(?:credits?|copyright|photographer|image-?source|attribution)(?![a-z])"
)
#: what sizes add to the name of one picture
_SIZE_MARK = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|large|medium|\d{2,4}w)$")
#: pixels from which a picture may lead an article
LEAST_WIDTH = 200
#: values of JSON-LD's `image` that are looked at
MOST_VALUES = 20
LONGEST_CREDIT = 200


def lead_image(head: Head, pictures: Sequence[Image]) -> Image | None:
    """The lead picture; `pictures` are those of the article in their order."""
    declared = [*_in_meta(head), *_in_json_ld(head)]
    large = [p for p in pictures if p.width is None or p.width >= LEAST_WIDTH]
    own = [each for each in declared if not _LOGO_SIGN.search(_name(each.url))]
    chosen = next(iter([*own, *large, *declared]), None)
    if chosen is None:
        return None
    for other in (*declared, *pictures):
        if _name(other.url) == _name(chosen.url):
            chosen = _completed(chosen, other)
    return chosen


def picture_of(element: HtmlElement) -> Image | None:
    """The first picture in the element, with what its figure says of it."""
    image = next(element.iter("img"), None)
    url = "" if image is None else str(image.get("src", ""))
    if image is None or not is_web_or_relative(url):
        return None
    figure = next(image.iterancestors("figure"), element)
    return Image(
        url=url,
        alt=folded(image.get("alt")),
        credit=_credit(figure),
        width=_count(image.get("width")),
        height=_count(image.get("height")),
    )


def _in_meta(head: Head) -> Iterator[Image]:
    """The picture that the page gives to those who link to it."""
    told = head.first("og:image", "og:image:url", "og:image:secure_url")
    told = told or head.first("twitter:image", "twitter:image:src")
    url = join_url(head.canonical_url, told)
    if told and is_web_or_relative(url):
        yield Image(
            url=url,
            alt=head.first("og:image:alt", "twitter:image:alt"),
            width=_count(head.first("og:image:width")),
            height=_count(head.first("og:image:height")),
        )


def _in_json_ld(head: Head) -> Iterator[Image]:
    for value in head.linked("image"):
        values = value if isinstance(value, list) else [value]
        for each in islice(values, MOST_VALUES):
            node = head.node(each) if isinstance(each, dict) else {"url": each}
            told = str(node.get("url") or node.get("contentUrl") or "")
            url = join_url(head.canonical_url, told)
            if told and is_web_or_relative(url):
                yield Image(
                    url=url,
                    alt=_text(node, "caption"),
                    credit=_text(node, "creditText") or _text(node, "copyrightNotice"),
                    width=_count(node.get("width")),
                    height=_count(node.get("height")),
                )


def _text(node: Mapping[str, Any], key: str) -> str:
    value = node.get(key)
    return folded(value)[:LONGEST_CREDIT] if is_text(value) else ""


def _credit(figure: HtmlElement) -> str:
    """Whose the picture is: in an element that is marked so, or by the caption."""
    for element in figure.iter():
        if _CREDIT_SIGN.search(str(element.get("class", "")).lower()):
            return folded(words_of(element))[:LONGEST_CREDIT].strip("() ")
    for caption in figure.iter("figcaption"):
        for line in words_of(caption).split("\n"):
            credit = line if is_credit(line) else caption_credit(line)
            if credit:
                return credit.strip("() ")
    return ""


def _completed(image: Image, other: Image) -> Image:
    return replace(
        image,
        alt=image.alt or other.alt,
        credit=image.credit or other.credit,
        width=image.width or (other.width if other.url == image.url else None),
        height=image.height or (other.height if other.url == image.url else None),
    )


def _name(url: str) -> str:
    """The name of the picture in its address, the same for all of its sizes."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return url
    stem = path.rpartition("/")[2].rpartition(".")[0].lower()
    return _SIZE_MARK.sub("", stem) or path


def _count(value: Any) -> int | None:
    found = _COUNT.fullmatch(str(value).strip()) if value else None
    return int(found[1]) if found else None
