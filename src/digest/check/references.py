"""The links and pictures of an article, each with its place in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import chain, islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from digest.check.manuscript import Manuscript, shown
from digest.load.markup import parse_html
from digest.model import Article, Block

#: references of one article that are looked at; more wrote no hand
MOST = 2000
#: characters of a tag before and after its URL
LONGEST_TAG = 2000
_HOST = re.compile(r"https?://[^/]*/?")


class ReferenceKind(StrEnum):
    """What a reference brings a reader."""

    LINK = "link"
    PICTURE = "picture"
    #: the picture that the front matter names
    LEAD = "lead"
    #: a file that the front matter offers
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One URL in an article."""

    kind: ReferenceKind
    #: as it stands in the HTML
    url: str
    #: of a link its text, of a picture its alt; what a screen reader says
    words: str
    #: of the block that holds it; -1 where it is not known
    start: int = -1
    end: int = -1
    #: how many of the same URL stand before it in the block
    earlier: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether it is shown, and not only offered."""
        return self.kind in {ReferenceKind.PICTURE, ReferenceKind.LEAD}

    @property
    def shown_url(self) -> str:
        """The URL as one reads it, cut where it is long."""
        return shown(unquote(self.url))


def find_references(article: Article) -> tuple[Reference, ...]:
    """The links and pictures, those of the front matter first."""
    return tuple(islice(chain(_declared(article), _in_body(article)), MOST))


def place_of(reference: Reference, manuscript: Manuscript) -> int:
    """The offset of the URL in the file; that of its block where it is not found."""
    for form in filter(None, dict.fromkeys(_spellings(reference.url))):
        place = manuscript.find(form, reference.start, reference.end)
        for _ in range(reference.earlier if place >= 0 else 0):
            further = manuscript.find(form, place + len(form), reference.end)
            place = further if further >= 0 else place
        if place >= 0:
            return place
    return reference.start


def line_of(reference: Reference, manuscript: Manuscript) -> int:
    """The line on which an editor shows the reference."""
    if reference.kind is ReferenceKind.FILE:
        return manuscript.line_of_key("enclosures")
    if reference.kind is ReferenceKind.LEAD and manuscript.has_key("image"):
        return manuscript.line_of_key("image")
    return manuscript.line_at(place_of(reference, manuscript))


def picture_tag(reference: Reference, manuscript: Manuscript) -> str:
    """The `<img>` of the picture as the author wrote it; "" where it is none."""
    text, place = manuscript.text, place_of(reference, manuscript)
    start = text.rfind("<", max(place - LONGEST_TAG, 0), max(place, 0))
    end = text.find(">", max(place, 0), max(place, 0) + LONGEST_TAG) + 1
    tag = text[start:end] if start >= 0 else ""
    return tag if tag[:4].lower() == "<img" else ""


def _declared(article: Article) -> Iterator[Reference]:
    image = article.image
    if image is not None and f'"{escape(image.url)}"' not in article.html:
        yield Reference(kind=ReferenceKind.LEAD, url=image.url, words=image.alt)
    for enclosure in article.enclosures:
        yield Reference(kind=ReferenceKind.FILE, url=enclosure.url, words="")


def _in_body(article: Article) -> Iterator[Reference]:
    for block in article.blocks:
        # most blocks have none, and to parse them would cost the most
        if "<a" in block.html or "<img" in block.html:
            yield from _in_block(block)


def _in_block(block: Block) -> Iterator[Reference]:
    seen: Counter[str] = Counter()
    for element in parse_html(block.html).iter("a", "img"):
        is_link = element.tag == "a"
        url = element.get("href" if is_link else "src")
        if url is None:
            continue
        yield Reference(
            kind=ReferenceKind.LINK if is_link else ReferenceKind.PICTURE,
            url=str(url),
            words=_said(element) if is_link else str(element.get("alt", "")),
            start=block.start,
            end=block.end,
            earlier=seen[str(url)],
        )
        seen[str(url)] += 1


def _said(link: HtmlElement) -> str:
    """What a screen reader says of the link."""
    named = str(link.get("aria-label") or "")
    pictures = (str(image.get("alt", "")) for image in link.iter("img"))
    return " ".join((named or link.text_content(), *pictures)).strip()


def _spellings(url: str) -> Iterator[str]:
    """How the author may have written the URL that stands in the HTML."""
    # the reader of pages puts the host before what stands there without
    for form in (url, _HOST.sub("", url)):
        yield from (form, unquote(form), escape(form), escape(unquote(form)))
    yield url.replace("(", r"\(").replace(")", r"\)")
