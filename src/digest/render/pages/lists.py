"""Long lists, cut into pages whose addresses stay.

Pages are numbered from the oldest: what is full never changes when something new comes.
The newest page has no number and holds the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from digest import paths
from digest.documents import Need, Target
from digest.model import Site
from digest.render.local import Place
from digest.render.pages.cards import Card, Link
from digest.render.pages.frame import Offered
from digest.render.pages.linked_data import list_data
from digest.render.pages.plan import Plan, digest_of
from digest.render.tools import Tools
from digest.words.dates import MONTHS


class Leaf(NamedTuple):
    """One page of a list."""

    #: 0 of the newest
    number: int
    cards: Sequence[Card]


class Listing(NamedTuple):
    """A whole list, before it is cut into pages."""

    #: what its pages are called, and the folder of the newest
    link: Link
    template: str
    section: str
    cards: Sequence[Card]
    #: how a page's cards are grouped: "year", "month", or "" for not at all
    by: str
    #: its own, beside the site's
    feed: Offered | None = None
    #: what only the newest page is given
    values: Mapping[str, Any] | None = None


class Turn(NamedTuple):
    """The way to another page of a list."""

    name: str
    href: str


class ListContent(NamedTuple):
    """What is one page's of a list own."""

    listing: Listing
    number: int
    newer: Turn | None
    older: Turn | None
    #: told on the newest page alone, for it changes with each new entry
    total: int

    def shown(self, tools: Tools, place: Place) -> dict[str, Any]:
        """Cards in their groups, and the ways to the next pages."""
        name = self.listing.link.name
        section = self.listing.section
        return {
            "home_name": name,
            "title": f"{name}, page {self.number}" if self.number else name,
            "number": self.number,
            "home": self.listing.link.href,
            "count": self.total,
            "newer": self.newer and self.newer._asdict(),
            "older": self.older and self.older._asdict(),
            "feeds": [self.listing.feed.shown()] if self.listing.feed else [],
            "linked_data": list_data(name, section, tools.site, place),
            "groups": shown_groups(self.listing.cards, self.listing.by, tools.site),
            **(self.listing.values or {}),
        }


def plan_list(plan: Plan, listing: Listing, *, size: int) -> Iterator[Target[Tools]]:
    """The pages of a list, the newest first, with about `size` cards each."""
    leaves = cut(listing.cards, size)
    turns = [None, *(_turn(listing.link, leaf.number) for leaf in leaves), None]
    for index, leaf in enumerate(leaves):
        own = listing._replace(
            cards=tuple(leaf.cards), values=None if leaf.number else listing.values
        )
        total = 0 if leaf.number else len(listing.cards)
        content = ListContent(own, leaf.number, turns[index], turns[index + 2], total)
        told = (*content[1:], own.link, own.feed, own.values)
        yield plan.page(
            _folder(listing.link, leaf.number),
            listing.template,
            content,
            Need(listing.link.name, digest_of(told)),
            *(card.need for card in leaf.cards),
            section=listing.section,
        )


def cut(cards: Sequence[Card], size: int) -> list[Leaf]:
    """The pages, the newest first: all full but that one, which has at least half.

    So it has up to one and a half times as many; there is no page with a lone entry.
    """
    numbered = max(0, (len(cards) - (size + 1) // 2) // size)
    rest = len(cards) - numbered * size
    leaves = [Leaf(0, cards[:rest])]
    for number in range(numbered, 0, -1):
        start = rest + (numbered - number) * size
        leaves.append(Leaf(number, cards[start : start + size]))
    return leaves


def shown_groups(cards: Sequence[Card], by: str, site: Site) -> list[dict[str, Any]]:
    """What a template is given of the cards, in groups with a heading each."""
    # those whose date nobody knows come last
    ordered = sorted(cards, key=lambda card: not card.entry.is_dated) if by else cards
    return [
        {"name": name, "href": href, "cards": [card.shown(site) for card in group]}
        for (name, href), group in groupby(ordered, key=lambda card: _group(card, by))
    ]


def _group(card: Card, by: str) -> tuple[str, str]:
    """The heading above the card, and where that leads."""
    entry = card.entry
    if not by:
        return "", ""
    if not entry.is_dated:
        return "Undated", ""
    if by == "month":
        return MONTHS[entry.published.month - 1], ""
    year = entry.published.year
    return str(year), paths.year_path(year)


def _turn(link: Link, number: int) -> Turn:
    """The way to a page of the list, 0 for the newest."""
    name = f"Page {number}" if number else link.name
    return Turn(name, link._replace(folder=_folder(link, number)).href)


def _folder(link: Link, number: int) -> str:
    return paths.numbered_path(link.folder, number) if number else link.folder
