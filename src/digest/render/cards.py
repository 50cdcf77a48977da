"""What the lists of the archive are made of: entries, tags, issues, each with a link.

A link leads from the top of the tree to the folder of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from digest import paths
from digest.issues import Issue, Newsletter
from digest.model import EntryFacts, Feed, Site
from digest.render.origins import Provenance, own_authors, provenance
from digest.render.words import direction, words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag, or several that share a page."""

    name: str
    folder: str
    feed: Feed | None
    entries: tuple[EntryFacts, ...]

    @property
    def href(self) -> str:
        """From the top of the tree to the page."""
        return link(self.folder)

    @property
    def count(self) -> int:
        """How many entries have the tag."""
        return len(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entry as lists and its own page show it."""

    entry: EntryFacts
    #: from the top of the tree to its page; "" where the page is gone
    href: str
    #: empty where nobody but the site itself is named
    authors: tuple[str, ...]
    #: `rtl` or `ltr`
    direction: str
    tags: tuple[Tag, ...] = ()
    #: None of an article of our own
    origin: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The entries of one year, or those without a date."""

    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """An issue as lists show it."""

    #: of its newsletter
    title: str
    issue: Issue

    @property
    def href(self) -> str:
        """From the top of the tree to the page."""
        return link(paths.issue_path(self.issue.newsletter, self.issue.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A newsletter with its issues, newest first; perhaps one that is given up."""

    name: str
    title: str
    description: str
    issues: tuple[IssueCard, ...]

    @property
    def href(self) -> str:
        """From the top of the tree to the page."""
        return link(paths.newsletter_path(self.name))


def link(folder: str) -> str:
    """From the top of the tree to the page of the folder, percent-encoded."""
    return quote(folder)


def make_tags(entries: Sequence[EntryFacts], feeds: Iterable[Feed]) -> tuple[Tag, ...]:
    """Every tag by its name; of several spellings the newest entry's counts."""
    found: dict[str, list[EntryFacts]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        for folder, tag in _folders(entry).items():
            found.setdefault(folder, []).append(entry)
            names.setdefault(folder, tag)
    by_path = {feed.path: feed for feed in feeds if feed.tag}
    tags = (
        Tag(
            name=names[folder],
            folder=folder,
            feed=by_path.get(folder),
            entries=tuple(found[folder]),
        )
        for folder in found
    )
    return tuple(sorted(tags, key=lambda tag: (tag.name.casefold(), tag.name)))


def make_cards(
    entries: Iterable[EntryFacts], tags: Iterable[Tag], site: Site
) -> tuple[Card, ...]:
    """The entries as cards, in their order."""
    by_folder = {tag.folder: tag for tag in tags}
    words = words_for(site.language)
    return tuple(
        Card(
            entry=entry,
            href=link(paths.entry_path(entry.slug)),
            authors=_named(entry, site),
            direction=direction(entry.language),
            tags=tuple(by_folder[folder] for folder in _folders(entry)),
            origin=provenance(entry, words),
        )
        for entry in entries
    )


def make_series(
    newsletters: Iterable[Newsletter], issues: Iterable[Issue]
) -> tuple[Series, ...]:
    """The newsletters in their order, then those that only their issues remember."""
    known = {newsletter.name: newsletter for newsletter in newsletters}
    by_name: dict[str, list[Issue]] = {name: [] for name in known}
    for issue in issues:
        by_name.setdefault(issue.newsletter, []).append(issue)
    return tuple(
        _one_series(name, known.get(name), found) for name, found in by_name.items()
    )


def frozen_cards(
    issue: Issue, live: Mapping[str, Card], site: Site
) -> tuple[Card, ...]:
    """The issue's entries as they were then, each linked if it still has a page."""
    words = words_for(site.language)
    return tuple(
        Card(
            entry=entry,
            href=live[entry.id].href if entry.id in live else "",
            authors=_named(entry, site),
            direction=direction(entry.language),
            origin=provenance(entry, words),
        )
        for entry in issue.entries
    )


def by_year(cards: Iterable[Card]) -> tuple[Year, ...]:
    """The cards by year, newest first, then those whose date nobody knows."""
    cards = tuple(cards)
    dated = (card for card in cards if card.entry.is_dated)
    years = [
        Year(name=str(year), cards=tuple(group))
        for year, group in groupby(dated, key=lambda card: card.entry.published.year)
    ]
    undated = tuple(card for card in cards if not card.entry.is_dated)
    return (*years, Year(name="Undated", cards=undated)) if undated else tuple(years)


def _folders(entry: EntryFacts) -> dict[str, str]:
    """The folders of the entry's tags, each with the first tag that leads there."""
    found: dict[str, str] = {}
    for tag in entry.tags:
        found.setdefault(paths.tag_path(tag), tag)
    return found


def _named(entry: EntryFacts, site: Site) -> tuple[str, ...]:
    """The authors, unless it is just the site, ours or another, that stands in."""
    authors = own_authors(entry)
    return () if authors == (site.author or site.title,) else authors


def _one_series(
    name: str, newsletter: Newsletter | None, issues: Iterable[Issue]
) -> Series:
    title = newsletter.title if newsletter else name
    return Series(
        name=name,
        title=title,
        description=newsletter.description if newsletter else "",
        issues=tuple(IssueCard(title=title, issue=issue) for issue in issues),
    )
