"""Which pieces of a page are its article: by two votes, and by where they stand.

Which lines of the article itself are cruft is not decided here, but in cruft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from digest.html_tags import LIST_TAGS
from digest.load.markup import Piece
from digest.load.webpage.embeds import is_embed
from digest.load.webpage.extracted import Extracted
from digest.load.webpage.frame import is_box, is_navigation, is_plain
from digest.model import BlockKind

#: of what one extractor took, the part that the other has to have for a vote to count
ENOUGH = 0.5
#: letters of the agreed text under which the extractors are not believed
LEAST = 140
#: blocks around the article's long ones in which a short line can belong to it
REACH = 3
#: letters of a block that is prose for certain
PROSE = 80
#: extractors lose them, and they hardly ever are a box of something else
HELD_KINDS = frozenset({BlockKind.LIST_ITEM, BlockKind.CODE, BlockKind.TABLE})
#: of a list's or a table's words, the part in links from which it only leads elsewhere
MOST_LINKED = 0.5
#: their loose text becomes paragraphs
CONTAINER_TAGS = frozenset(
    {"article", "body", "center", "div", "main", "section", "td"}
)
POST_TAG = "blockquote"
#: how networks mark a post of theirs in a page of others
_POST_SIGN = re.compile(
    r"twitter-(?:tweet|video)|instagram-media"
    r"|(?:tiktok|bluesky|mastodon|reddit)-(?:embed|card)"
)
#: elements that a page may put around a post or a frame
WRAPPERS = 3


def choose(
    root: HtmlElement,
    pieces: Sequence[Piece],
    keys: Sequence[str],
    answers: Sequence[Extracted],
) -> frozenset[int]:
    """The numbers of the pieces that are the article; the keys are squeezed texts."""
    return _Choice(root, pieces, keys, answers).numbers


def is_post(element: HtmlElement) -> bool:
    """Whether the element is of a post that another site lends: no line of ours."""
    return _post_of(element) is not None


class _Choice:
    """The pieces of one page, and what the extractors say of them."""

    def __init__(
        self,
        root: HtmlElement,
        pieces: Sequence[Piece],
        keys: Sequence[str],
        answers: Sequence[Extracted],
    ) -> None:
        self._root = root
        self._pieces = pieces
        self._keys = keys
        self._votes = [self._vote(answer) for answer in answers]

    @cached_property
    def numbers(self) -> frozenset[int]:
        agreed = frozenset.intersection(*self._votes)
        shorter = min(filter(None, self._votes), key=self._letters, default=agreed)
        if self._letters(agreed) < self._letters(shorter) * ENOUGH:
            agreed = shorter
        if self._letters(agreed) < LEAST:
            agreed = frozenset(self._outside_of_navigation())
        agreed &= self._reach(agreed)
        region = self._region()
        # where the page marks its article cleanly, a vote could only take from it
        if agreed & region and agreed <= region:
            return region
        return agreed | frozenset(self._held(agreed))

    def _vote(self, answer: Extracted) -> frozenset[int]:
        """The pieces that an extractor has in its text."""
        return frozenset(
            number
            for number, each in enumerate(self._pieces)
            if (
                answer.has_image(each.element)
                if each.kind is BlockKind.IMAGE
                else answer.has_text(each.text, self._keys[number])
            )
        )

    def _region(self) -> frozenset[int]:
        """The pieces of the page's only <article> or <main>, if it holds but text."""
        for tag in ("article", "main"):
            regions = list(self._root.iter(tag))
            if len(regions) == 1 and is_plain(regions[0]):
                inside = set(regions[0].iter())
                return frozenset(
                    n for n, each in enumerate(self._pieces) if each.element in inside
                )
        return frozenset()

    def _held(self, numbers: frozenset[int]) -> Iterator[int]:
        """The pieces that stand beside paragraphs of these, and that extractors lose.

        Lists, code and tables count between two of them; posts and films anywhere.
        """
        prose = (n for n in numbers if len(self._pieces[n].text) >= PROSE)
        holders = frozenset(_holder(self._pieces[number]) for number in prose)
        between = range(min(numbers, default=0), max(numbers, default=0))
        for number, piece in enumerate(self._pieces):
            if number in numbers:
                continue
            if _is_lent(piece, holders):
                yield number
            elif piece.kind in HELD_KINDS and number in between:
                holder = _holder(piece)
                if holder in holders and not _is_box(piece, holder):
                    yield number

    def _letters(self, numbers: Iterable[int]) -> int:
        return sum(len(self._pieces[number].text) for number in numbers)

    def _outside_of_navigation(self) -> Iterator[int]:
        for number, each in enumerate(self._pieces):
            if not is_navigation(each.element):
                yield number

    def _reach(self, numbers: frozenset[int]) -> frozenset[int]:
        """The pieces from a little before the long ones of these to a little behind."""
        long = [n for n in numbers if len(self._pieces[n].text) >= PROSE] or numbers
        first, last = min(long, default=0), max(long, default=-1)
        return frozenset(range(first - REACH, last + REACH))


def _holder(piece: Piece) -> HtmlElement:
    """What holds the piece, or the outermost list of which it is an item."""
    is_loose = piece.written is not piece.element
    if is_loose and piece.element.tag in CONTAINER_TAGS:
        return piece.element
    above = piece.element.iterancestors()
    if piece.kind is BlockKind.LIST_ITEM:
        return next(each for each in above if each.tag not in {*LIST_TAGS, "li"})
    return next(above)


def _is_lent(piece: Piece, holders: frozenset[HtmlElement]) -> bool:
    """Whether it is a post or a film of another site beside what these hold."""
    lent = piece.element if is_embed(piece.written) else _post_of(piece.element)
    if lent is None:
        return False
    return not holders.isdisjoint((lent, *islice(lent.iterancestors(), WRAPPERS)))


def _post_of(element: HtmlElement) -> HtmlElement | None:
    if element.tag == POST_TAG and _POST_SIGN.search(str(element.get("class", ""))):
        return element
    around = next(element.iterancestors(POST_TAG), None)
    return None if around is None else _post_of(around)


def _is_box(piece: Piece, holder: HtmlElement) -> bool:
    """Whether it leads elsewhere, by its links or by what it is called."""
    linked = sum(len("".join(a.itertext()).split()) for a in piece.written.iter("a"))
    if linked > MOST_LINKED * len(piece.text.split()):
        return True
    for each in (piece.element, *piece.element.iterancestors()):
        if each is holder:
            return False
        if is_box(each):
            return True
    return False
