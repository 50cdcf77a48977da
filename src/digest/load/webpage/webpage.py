"""A saved web page -> a Reading: the article out of all that stands around it.

Two extractors vote: a block of the page is the article where both have it. The blocks
come from the page itself, so headings, lists, quotes, code, tables, pictures and links
stay what they were. What a page declares of itself is read in declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from lxml.html import HtmlElement, tostring

from digest.load.blocks import Reading, check_tags, join_blocks, take_all
from digest.load.cruft.clean import Cleaned, clean
from digest.load.facts import parse_date
from digest.load.markup import find_blocks, parse_html
from digest.load.sanitise import printable
from digest.load.sights import squeezed
from digest.load.webpage.dates import shown_date
from digest.load.webpage.declared import Declared, read_declared
from digest.load.webpage.head import join_url
from digest.load.webpage.places import PagePlaces
from digest.load.webpage.votes import Extracted, ask_extractors
from digest.model import (
    Block,
    BlockKind,
    Cut,
    DateOrigin,
)

#: what stands around an article; a page without any of them is nothing but its text
AROUND_TAGS = ("nav", "aside", "footer", "form", "iframe", "button")
#: of these, lines can be cruft; in code and tables they look like it and are not
PROSE_KINDS = frozenset(BlockKind) - {
    BlockKind.CODE,
    BlockKind.IMAGE,
    BlockKind.TABLE,
}
_AROUND_SIGN = re.compile(
    r"(?<![a-z])(nav|menu|sidebar|footer|header|comments?|share|social|related|promo|ads?"
    r"|widget|cookie|banner|breadcrumbs?)(?![a-z])",
    re.IGNORECASE,
)
NAVIGATION_TAGS = frozenset({"nav", "aside", "footer", "header", "form", "button"})
NAVIGATION = "navigation"
#: of what one extractor took, the part that the other has to have for a vote to count
ENOUGH = 0.5
#: letters of the agreed text under which the extractors are not believed
LEAST = 140
#: blocks around the article's long ones in which a short line can belong to it
REACH = 3
#: letters of a block that is prose for certain
PROSE = 80
LAZY = ("data-src", "data-original", "data-lazy-src", "data-url")


def read_webpage(text: str) -> Reading:
    """The article of the page, and every other block of it as a cut."""
    check_tags(text)
    root = parse_html(text)
    declared = read_declared(root)
    page = _WebPage(text, root, declared)
    parts = page.split()
    if not page.is_plain:
        parts = _cleaned(text, parts, declared.title)
    date, origin = declared.date, declared.date_origin
    if date is None:
        date = parse_date(parts.date, declared.language or "en") or page.visible_date()
        origin = DateOrigin.VISIBLE if date else DateOrigin.NONE
    return Reading(
        title=declared.title or parts.title,
        blocks=parts.blocks,
        cuts=parts.cuts,
        html=join_blocks(parts.blocks),
        summary=declared.summary,
        authors=declared.authors or parts.authors,
        date=date,
        date_origin=origin,
        updated=declared.updated,
        language=declared.language,
        credit=parts.credit,
        canonical_url=declared.canonical_url,
        image=declared.image,
    )


class _WebPage:
    """The blocks of one page, each either the article's or not."""

    def __init__(self, text: str, root: HtmlElement, declared: Declared) -> None:
        self._text = text
        self._title = squeezed(declared.title)
        self.is_plain = _is_plain(root)
        _prepare(root, declared.canonical_url)
        self._root = root
        body = root.find("body")
        self._found = () if body is None else tuple(take_all(find_blocks(body)))

    def split(self) -> Cleaned:
        """The blocks of the article, and the rest as cuts; together the whole page."""
        chosen = self._chosen()
        places = PagePlaces(self._text)
        blocks: list[Block] = []
        cuts: list[Cut] = []
        for number, each in enumerate(self._found):
            start, end = places.find(each.block.text)
            block = replace(each.block, start=start, end=end)
            if number in chosen and not self._is_title(block):
                blocks.append(block)
            elif block.text:
                reason = "title" if self._is_title(block) else _reason(each.element)
                cuts.append(_cut(block, reason))
        return Cleaned(blocks=tuple(blocks), cuts=tuple(cuts))

    def visible_date(self) -> datetime | None:
        """The date that stands anywhere in the page for readers."""
        return shown_date(self._source, self._root)

    @cached_property
    def _source(self) -> str:
        """The page with mended pictures, as the extractors get it."""
        return str(tostring(self._root, encoding="unicode"))

    def _is_title(self, block: Block) -> bool:
        is_heading = block.kind is BlockKind.HEADING
        return is_heading and squeezed(block.text) == self._title

    def _chosen(self) -> frozenset[int]:
        """The numbers of the blocks that are the article."""
        if self.is_plain:
            return frozenset(range(len(self._found)))
        region = self._region()
        votes = [self._vote(html) for html in ask_extractors(self._source)]
        agreed = frozenset.intersection(*votes)
        shorter = min(filter(None, votes), key=self._letters, default=agreed)
        if self._letters(agreed) < self._letters(shorter) * ENOUGH:
            agreed = shorter
        if self._letters(agreed) < LEAST:
            agreed = frozenset(self._outside_of_navigation())
        agreed &= self._reach(agreed)
        # where the page marks its article cleanly, a vote could only take from it
        return region if agreed & region and agreed <= region else agreed

    def _region(self) -> frozenset[int]:
        """The blocks of the page's only <article> or <main>, if it holds but text."""
        for tag in ("article", "main"):
            regions = list(self._root.iter(tag))
            if len(regions) == 1 and _is_plain(regions[0]):
                inside = set(regions[0].iter())
                return frozenset(
                    n for n, each in enumerate(self._found) if each.element in inside
                )
        return frozenset()

    def _vote(self, extracted: Extracted) -> frozenset[int]:
        """The blocks that an extractor has in its text."""
        return frozenset(
            number
            for number, each in enumerate(self._found)
            if (
                extracted.has_image(each.element)
                if each.block.kind is BlockKind.IMAGE
                else extracted.has_text(each.block.text)
            )
        )

    def _letters(self, numbers: frozenset[int]) -> int:
        return sum(len(self._found[number].block.text) for number in numbers)

    def _outside_of_navigation(self) -> Iterator[int]:
        for number, each in enumerate(self._found):
            if _reason(each.element) != NAVIGATION:
                yield number

    def _reach(self, numbers: frozenset[int]) -> frozenset[int]:
        """The blocks from a little before the long ones of these to a little behind."""
        long = [
            n for n in numbers if len(self._found[n].block.text) >= PROSE
        ] or numbers
        first, last = min(long, default=0), max(long, default=-1)
        return frozenset(range(first - REACH, last + REACH))


def _cleaned(text: str, parts: Cleaned, title: str) -> Cleaned:
    """The article without the lines in it that are none of its own."""
    judged = [block for block in parts.blocks if block.kind in PROSE_KINDS]
    cleaned = clean(text, judged, title=title)
    if not cleaned.blocks:
        return parts
    kept = set(map(id, cleaned.blocks))
    gone = [block for block in judged if id(block) not in kept]
    cuts = [_cut(b, cut.reason) for b, cut in zip(gone, cleaned.cuts, strict=True)]
    lost = set(map(id, gone))
    return replace(
        cleaned,
        blocks=tuple(block for block in parts.blocks if id(block) not in lost),
        cuts=(*parts.cuts, *cuts),
    )


def _cut(block: Block, reason: str) -> Cut:
    return Cut(text=block.text, reason=reason, start=block.start, end=block.end)


def _is_plain(root: HtmlElement) -> bool:
    """Whether nothing stands around the text of the page: somebody wrote it by hand."""
    if next(root.iter(*AROUND_TAGS), None) is not None:
        return False
    signs = (f"{e.get('class', '')} {e.get('id', '')}" for e in root.iter())
    return not any(map(_AROUND_SIGN.search, signs))


def _prepare(root: HtmlElement, canonical_url: str) -> None:
    """Give each picture the URL that a script would; make the site's own URLs whole."""
    base = root.find(".//base[@href]")
    home = (
        canonical_url
        if base is None
        else join_url(canonical_url, str(base.get("href")))
    )
    for image in list(root.iter("img")):
        lazy = next(filter(None, map(image.get, LAZY)), "")
        if lazy and image.get("src", "data:").startswith("data:"):
            image.set("src", printable(lazy))
        is_pixel = {image.get("width"), image.get("height")} & {"0", "1"}
        if is_pixel or image.get("src", "data:").startswith("data:"):
            image.drop_tree()
    for element in root.iter("a", "img"):
        name = "href" if element.tag == "a" else "src"
        url = str(element.get(name, "")).strip()
        if home and (url.startswith("/") or base is not None) and url[:1] != "#":
            element.set(name, printable(join_url(home, url)))


def _reason(element: HtmlElement) -> str:
    """Why a block that is not the article's was cut."""
    above = {element.tag, *(each.tag for each in element.iterancestors())}
    return NAVIGATION if above & NAVIGATION_TAGS else "outside the article"
