"""What the lists of the archive are made of: cards, and the groups that they are in.

A link leads from the top of the tree to the folder of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import quote

from digest import paths
from digest.documents import Need
from digest.model import EntryFacts, Site
from digest.render.origins import onward_url, own_authors, provenance
from digest.render.theme import day
from digest.words import direction, words_for

#: octets of a digest of what a card shows
DIGEST_SIZE = 12
#: of a moment as it is written, up to its seconds
SECONDS = len("2026-11-16T09:00:00")
direction_of = cache(direction)
quoted = cache(quote)


class Link(NamedTuple):
    """A word that leads to a page of ours."""

    name: str
    #: of the page, in the tree
    folder: str

    @property
    def href(self) -> str:
        """From the top of the tree to the page, percent-encoded."""
        return quoted(self.folder)

    def shown(self) -> dict[str, Any]:
        """What a template is given of it."""
        return {"name": self.name, "href": self.href}


class Card(NamedTuple):
    """An entry as lists and its own page show it."""

    entry: EntryFacts
    #: from the top of the tree to its page; "" where the page is gone
    href: str
    #: what a list depends on of the entry; its body is no part of it
    need: Need
    #: empty where nobody but the site itself is named
    authors: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()

    def mention(self) -> Need:
        """What a page depends on that only names the entry and leads to it."""
        each = self.entry
        return Need(each.path or each.id, f"{self.href} {each.language} {each.title}")

    def shown(self, site: Site) -> dict[str, Any]:
        """What a template is given of it: plain values, for they are quick to reach."""
        entry = self.entry
        return {
            "title": entry.title,
            "href": self.href,
            "language": entry.language,
            "direction": direction_of(entry.language),
            "summary": "" if entry.summary == entry.title else entry.summary,
            "date": moment(entry.published) if entry.is_dated else None,
            "authors": [link.shown() for link in self.authors],
            "tags": [link.shown() for link in self.tags],
            "minutes": entry.reading_minutes,
            "is_featured": entry.is_featured,
            "origin": _origin(entry, site) if entry.origin else None,
        }

    def named(self) -> dict[str, Any]:
        """What a template is given of it to name it and lead to it."""
        language = self.entry.language
        return {
            "title": self.entry.title,
            "href": self.href,
            "language": language,
            "direction": direction_of(language),
        }


def make_card(
    entry: EntryFacts, href: str, authors: tuple[Link, ...], tags: tuple[Link, ...]
) -> Card:
    """The card of an entry whose page is at `href`."""
    links = [link.name for link in (*authors, *tags)]
    told = (
        f"{href}\n{entry.title}\n{entry.summary}\n{links}\n{entry.language}"
        f"\n{entry.published.timestamp()}\n{entry.is_dated}\n{entry.is_featured}"
        f"\n{entry.reading_minutes}\n{entry.origin}\n{onward_url(entry)}"
    ).encode(errors="surrogatepass")
    digest = blake2b(told, digest_size=DIGEST_SIZE).hexdigest()
    return Card(entry, href, Need(entry.path or entry.id, digest), authors, tags)


class Group(NamedTuple):
    """The entries that share a tag, an author or a year, newest first."""

    link: Link
    cards: list[Card]


class Directory:
    """The groups of one kind; of several spellings the newest entry's counts."""

    def __init__(self, folder_of: Callable[[str], str]) -> None:
        self._folder_of = folder_of
        self._by_name: dict[str, Link] = {}
        self._by_names: dict[tuple[str, ...], tuple[Link, ...]] = {}
        self._groups: dict[str, Group] = {}

    def links(self, names: tuple[str, ...]) -> tuple[Link, ...]:
        """Where the names lead, each place once; to be asked newest entry first."""
        found = self._by_names.get(names)
        if found is None:
            found = tuple(dict.fromkeys(map(self._link, names)))
            self._by_names[names] = found
        return found

    def add(self, card: Card, links: Iterable[Link]) -> None:
        """One more card in the groups that the links lead to."""
        for link in links:
            self._groups[link.folder].cards.append(card)

    def groups(self) -> tuple[Group, ...]:
        """All groups by their names."""
        found = self._groups.values()
        return tuple(sorted(found, key=lambda one: _sorted_as(one.link.name)))

    def _link(self, name: str) -> Link:
        link = self._by_name.get(name)
        if link is None:
            folder = self._folder_of(name)
            group = self._groups.setdefault(folder, Group(Link(name, folder), []))
            link = self._by_name[name] = group.link
        return link


class Catalogue(NamedTuple):
    """Every entry as a card, and every group of them."""

    cards: tuple[Card, ...]
    tags: tuple[Group, ...]
    authors: tuple[Group, ...]
    #: newest first; entries whose date nobody knows are in none
    years: tuple[Group, ...]


def make_catalogue(entries: Iterable[EntryFacts], site: Site) -> Catalogue:
    """The entries as cards in their order, newest first, and their groups."""
    tags, authors = Directory(paths.tag_path), Directory(paths.author_path)
    years: dict[int, Group] = {}
    cards = []
    for entry in entries:
        card = make_card(
            entry,
            quoted(paths.entry_path(entry.slug)),
            authors.links(named_authors(entry, site)),
            tags.links(entry.tags),
        )
        tags.add(card, card.tags)
        authors.add(card, card.authors)
        if entry.is_dated:
            year = entry.published.year
            if year not in years:
                years[year] = Group(Link(str(year), paths.year_path(year)), [])
            years[year].cards.append(card)
        cards.append(card)
    newest_first = tuple(years[year] for year in sorted(years, reverse=True))
    return Catalogue(tuple(cards), tags.groups(), authors.groups(), newest_first)


def frozen_card(entry: EntryFacts, known: Mapping[str, str], site: Site) -> Card:
    """The entry as an issue told of it, linked to what is still there.

    `known` has the page of each entry by its id, and each author's by its folder.
    """
    named = ((name, paths.author_path(name)) for name in named_authors(entry, site))
    authors = tuple(Link(name, known.get(folder, "")) for name, folder in named)
    return make_card(entry, known.get(entry.id, ""), authors, ())


def named_authors(entry: EntryFacts, site: Site) -> tuple[str, ...]:
    """The authors, unless it is just the site, ours or another, that stands in."""
    authors = own_authors(entry) if entry.origin else entry.authors
    return () if authors == (site.author or site.title,) else authors


def moment(when: datetime) -> dict[str, Any]:
    """A time for machines and its day for people."""
    return {"iso": f"{when.isoformat()[:SECONDS]}Z", "day": day(when)}


def _origin(entry: EntryFacts, site: Site) -> dict[str, Any] | None:
    found = provenance(entry, words_for(site.language))
    return {name: getattr(found, name) for name in found.__slots__} if found else None


def _sorted_as(name: str) -> tuple[str, str]:
    return name.casefold(), name
