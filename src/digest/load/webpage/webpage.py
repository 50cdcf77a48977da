"""A saved web page -> a Reading: the article out of all that stands around it.

Two extractors vote: a block of the page is the article where both have it. The blocks
come from the page itself, so headings, lists, quotes, code, tables, pictures and links
stay what they were. What a page declares of itself is read in declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement, tostring

from digest.images import Image
from digest.load.blocks import Reading, check_tags, join_blocks, take_all
from digest.load.cruft.clean import Cleaned, clean
from digest.load.facts import parse_date
from digest.load.markup import Piece, find_pieces, parse_html
from digest.load.overrides import NO_OVERRIDES, Overrides, apply_drops
from digest.load.sanitise import sanitise
from digest.load.sights import squeezed
from digest.load.webpage.anchors import mend_anchors
from digest.load.webpage.choice import choose, is_post
from digest.load.webpage.dates import shown_date
from digest.load.webpage.declared import Declared, read_declared
from digest.load.webpage.embeds import is_embed
from digest.load.webpage.extracted import Extracted
from digest.load.webpage.frame import is_navigation, is_plain
from digest.load.webpage.head import Head
from digest.load.webpage.lead import lead_image, picture_of
from digest.load.webpage.places import PagePlaces
from digest.load.webpage.settled import settle
from digest.model import Block, BlockKind, Cut, DateOrigin

#: of these, lines can be cruft; in code and tables they look like it and are not
PROSE_KINDS = frozenset(BlockKind) - {
    BlockKind.CODE,
    BlockKind.IMAGE,
    BlockKind.TABLE,
}
NAVIGATION = "navigation"


def read_webpage(text: str, *, overrides: Overrides = NO_OVERRIDES) -> Reading:
    """The article of the page, and every other block of it as a cut.

    What the author keeps is the article's, wherever it stands in the page.
    """
    check_tags(text)
    root = parse_html(text)
    head = Head(root)
    declared = read_declared(head)
    page = _WebPage(text, root, declared)
    split = page.split(overrides)
    parts = Cleaned(blocks=split.blocks, cuts=split.cuts)
    if not page.is_plain:
        parts = _cleaned(text, split, declared.title, overrides)
    blocks, dropped = apply_drops(parts.blocks, overrides)
    date, origin = declared.date, declared.date_origin
    if date is None:
        date = parse_date(parts.date, declared.language or "en") or page.visible_date()
        origin = DateOrigin.VISIBLE if date else DateOrigin.NONE
    return Reading(
        title=declared.title or parts.title,
        blocks=blocks,
        cuts=(*parts.cuts, *dropped),
        html=sanitise(join_blocks(blocks)),
        summary=declared.summary,
        authors=declared.authors or parts.authors,
        date=date,
        date_origin=origin,
        updated=declared.updated,
        language=declared.language,
        credit=parts.credit,
        canonical_url=declared.canonical_url,
        image=lead_image(head, split.pictures),
    )


@dataclass(frozen=True, slots=True)
class _Split:
    """The pieces of the article with their blocks, and the rest of the page as cuts."""

    kept: tuple[tuple[Piece, Block], ...]
    cuts: tuple[Cut, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the article."""
        return tuple(block for _, block in self.kept)

    @property
    def judged(self) -> tuple[Block, ...]:
        """The blocks whose words can be cruft; what others lent us is not."""
        return tuple(
            block
            for piece, block in self.kept
            if block.kind in PROSE_KINDS and not is_post(piece.element)
        )

    @property
    def pictures(self) -> tuple[Image, ...]:
        """The pictures that stand for themselves in the article."""
        shown = (p for p, block in self.kept if block.kind is BlockKind.IMAGE)
        pictures = (picture_of(piece.element) for piece in shown)
        return tuple(filter(None, pictures))


class _WebPage:
    """The pieces of one page, each either the article's or not."""

    def __init__(self, text: str, root: HtmlElement, declared: Declared) -> None:
        self._text = text
        self._root = root
        self._title = squeezed(declared.title)
        self.is_plain = is_plain(root)
        self._hidden = settle(root, declared.canonical_url)
        self._answers = () if self.is_plain else _ask_extractors(root)
        mend_anchors(root, declared.canonical_url)
        body = root.find("body")
        found = () if body is None else find_pieces(body)
        self._pieces = tuple(map(_as_shown, take_all(found)))
        self._keys = tuple(squeezed(piece.text) for piece in self._pieces)

    def split(self, overrides: Overrides) -> _Split:
        """The article, and what is none of it."""
        chosen = self._chosen()
        places = PagePlaces(self._text)
        finder = places.finder()
        kept: list[tuple[Piece, Block]] = []
        cuts: list[Cut] = []
        for number, piece in enumerate(self._pieces):
            start, end = finder.find("" if piece.is_alt else self._keys[number])
            reason = self._reason(number, chosen)
            if not reason or overrides.keeps(piece.text):
                kept.append((piece, replace(piece.block(), start=start, end=end)))
            elif piece.text:
                cuts.append(Cut(text=piece.text, reason=reason, start=start, end=end))
        return _Split(tuple(kept), (*cuts, *self._hidden_cuts(places)))

    def visible_date(self) -> datetime | None:
        """The date that stands anywhere in the page for readers."""
        return shown_date(str(tostring(self._root, encoding="unicode")), self._root)

    def _hidden_cuts(self, places: PagePlaces) -> Iterator[Cut]:
        finder = places.finder()
        for text in self._hidden:
            start, end = finder.find(squeezed(text))
            yield Cut(text=text, reason="hidden", start=start, end=end)

    def _reason(self, number: int, chosen: frozenset[int]) -> str:
        """Why the piece is none of the article; "" where it is."""
        piece = self._pieces[number]
        if piece.kind is BlockKind.HEADING and self._keys[number] == self._title:
            return "title"
        if number in chosen:
            return ""
        return NAVIGATION if is_navigation(piece.element) else "outside the article"

    def _chosen(self) -> frozenset[int]:
        """The numbers of the pieces that are the article."""
        if self.is_plain:
            return frozenset(range(len(self._pieces)))
        return choose(self._root, self._pieces, self._keys, self._answers)


def _ask_extractors(root: HtmlElement) -> tuple[Extracted, ...]:
    # late: these two take half a second to start, and only web pages need them
    from digest.load.webpage.votes import ask_extractors  # noqa: PLC0415

    return ask_extractors(root)


def _cleaned(text: str, split: _Split, title: str, overrides: Overrides) -> Cleaned:
    """The article without the lines in it that are none of its own."""
    cleaned = clean(text, split.judged, title=title, overrides=overrides)
    if split.judged and not cleaned.blocks:
        return Cleaned(blocks=split.blocks, cuts=split.cuts)
    kept = dict(zip(map(id, cleaned.blocks), cleaned.doubts, strict=True))
    gone = [block for block in split.judged if id(block) not in kept]
    cuts = [_cut(b, cut.reason) for b, cut in zip(gone, cleaned.cuts, strict=True)]
    lost = set(map(id, gone))
    return replace(
        cleaned,
        blocks=tuple(
            replace(block, doubt=kept.get(id(block), ""))
            for block in split.blocks
            if id(block) not in lost
        ),
        cuts=(*split.cuts, *cuts),
    )


def _cut(block: Block, reason: str) -> Cut:
    return Cut(text=block.text, reason=reason, start=block.start, end=block.end)


def _as_shown(piece: Piece) -> Piece:
    """A link that stands for a film or a sound is no text to read, as a picture."""
    is_shown = piece.kind is BlockKind.PARAGRAPH and is_embed(piece.written)
    return replace(piece, kind=BlockKind.IMAGE) if is_shown else piece
