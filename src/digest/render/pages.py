"""Entries and issues -> the archive: pages, site map, list of feeds, styles, icons.

What a page says stands in templates/site/; which pages there are, and what each is
given, is decided here. Links between pages are relative, so that the tree works under
any address; what others keep (canonical, feeds, shared links) is public and absolute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any
from urllib.parse import quote, urlsplit

from digest import paths
from digest.documents import Target
from digest.issues import Issue, Newsletter
from digest.model import EntryFacts, Feed, Site
from digest.render.cards import (
    Card,
    Series,
    Tag,
    by_year,
    frozen_cards,
    make_cards,
    make_series,
    make_tags,
)
from digest.render.entry_page import entry_values, lead_picture
from digest.render.icon import icon_ico, icon_png
from digest.render.local import Place
from digest.render.tools import Tools

#: what the front page shows of each
FRONT_ENTRIES = 20
FRONT_ISSUES = 5
FRONT_TAGS = 30
#: addresses that one site map may hold (sitemaps.org)
LARGEST_SITE_MAP = 50_000
ICON_PIXELS = 512
#: octets that stand for no character of HTML or XML 1.0 (section 2.2); UTF-8 uses them
#: for nothing else
CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))


def plan_pages(
    site: Site,
    *,
    entries: Sequence[EntryFacts],
    issues: Sequence[Issue],
    newsletters: Sequence[Newsletter],
    feeds: Sequence[Feed],
) -> tuple[Target[Tools], ...]:
    """The whole archive: `entries` and `issues` newest first, the site's feed first."""
    tags = make_tags(entries, feeds)
    cards = make_cards(entries, tags, site)
    series = make_series(newsletters, issues)
    archive = _Archive(site=site, feed=feeds[0], newsletters=tuple(newsletters))
    return (
        archive.front(cards, series, tags),
        archive.page("articles/", "articles", title="Articles", years=by_year(cards)),
        archive.page("tags/", "tags", title="Tags", tags=tags),
        archive.page("issues/", "issues", title="Issues", series=series, is_one=False),
        *archive.entries(cards),
        *archive.tags(cards, tags),
        *archive.series(cards, series),
        archive.missing(),
        archive.site_map(cards, tags, series),
        *archive.fixed(feeds),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTemplate:
    """The recipe of a page that a template and these values come to."""

    name: str
    values: Mapping[str, Any]

    def __call__(self, tools: Tools) -> bytes:
        """The page in UTF-8."""
        return _encode(tools.theme.fill(self.name, site=tools.site, **self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """The recipe of an entry's page."""

    page: FilledTemplate
    card: Card
    place: Place

    def __call__(self, tools: Tools) -> bytes:
        """The page in UTF-8, with the body of the entry."""
        entry = tools.fill(self.card.entry)
        own = entry_values(self.card, entry, tools.site, self.place)
        values = {**self.page.values, **own}
        return replace(self.page, values=values)(tools)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Archive:
    """The pages of one site, each its template filled."""

    site: Site
    #: of the whole site; its home is the top of the tree
    feed: Feed
    newsletters: tuple[Newsletter, ...]

    def page(self, folder: str, template: str, **values: Any) -> Target[Tools]:
        """The page of a folder of the tree."""
        place = self._place(folder)
        given = {
            "address": place.address,
            "feed": self.feed,
            "newsletters": self.newsletters,
            "root": place.root,
            **values,
        }
        return self._file(folder + paths.PAGE, "text/html", f"{template}.html", given)

    def front(
        self, cards: Sequence[Card], series: Sequence[Series], tags: Sequence[Tag]
    ) -> Target[Tools]:
        """The first page: what is new, and every way to follow."""
        issues = sorted(
            chain.from_iterable(one.issues for one in series),
            key=lambda card: card.issue.published,
            reverse=True,
        )
        by_count = sorted(tags, key=lambda tag: -tag.count)
        busiest = {tag.folder for tag in by_count[:FRONT_TAGS]}
        return self.page(
            "",
            "index",
            cards=cards[:FRONT_ENTRIES],
            picture=lead_picture(cards[0].entry, self._place("")) if cards else None,
            count=len(cards),
            has_more=len(cards) > FRONT_ENTRIES,
            issues=issues[:FRONT_ISSUES],
            tags=[tag for tag in tags if tag.folder in busiest],
        )

    def entries(self, cards: Sequence[Card]) -> Iterator[Target[Tools]]:
        """One page an entry, each with its neighbours in time."""
        for index, card in enumerate(cards):
            folder = paths.entry_path(card.entry.slug)
            plain = self.page(folder, "entry", **_neighbours(cards, index))
            place = self._place(folder)
            assert isinstance(plain.recipe, FilledTemplate)
            recipe = EntryPage(page=plain.recipe, card=card, place=place)
            yield replace(plain, recipe=recipe)

    def tags(
        self, cards: Iterable[Card], tags: Iterable[Tag]
    ) -> Iterator[Target[Tools]]:
        """One page a tag."""
        by_id = {card.entry.id: card for card in cards}
        for tag in tags:
            yield self.page(
                tag.folder,
                "tag",
                title=tag.name,
                tag=tag,
                tag_feed=tag.feed,
                cards=[by_id[entry.id] for entry in tag.entries],
            )

    def series(
        self, cards: Iterable[Card], series: Iterable[Series]
    ) -> Iterator[Target[Tools]]:
        """One page a newsletter, and one each of its issues."""
        live = {card.entry.id: card for card in cards}
        for one in series:
            yield self.page(
                paths.newsletter_path(one.name),
                "issues",
                title=one.title,
                description=one.description,
                series=[one],
                is_one=True,
            )
            for index, issue_card in enumerate(one.issues):
                issue = issue_card.issue
                yield self.page(
                    paths.issue_path(one.name, issue.number),
                    "issue",
                    title=issue.subject,
                    issue=issue,
                    series=one,
                    cards=frozen_cards(issue, live, self.site),
                    **_neighbours(one.issues, index),
                )

    def missing(self) -> Target[Tools]:
        """What a server shows for any wrong address, so its links start at the top."""
        values = {
            "title": "There is no page here",
            "feed": self.feed,
            "newsletters": self.newsletters,
            "root": self._top(),
        }
        return self._file("404.html", "text/html", "missing.html", values)

    def site_map(
        self, cards: Sequence[Card], tags: Iterable[Tag], series: Iterable[Series]
    ) -> Target[Tools]:
        """Every page with the moment of its last change, for search machines."""
        site_changed = self.feed.updated if cards else None
        places: list[tuple[str, datetime | None]] = [
            (self.feed.home_url, site_changed),
            *((card.entry.url, card.entry.updated) for card in cards),
        ]
        for tag in tags:
            changed = max(entry.updated for entry in tag.entries)
            places.append((self._address(tag.folder), changed))
        for one in series:
            places.append((self._address(paths.newsletter_path(one.name)), None))
            places += [(card.issue.url, card.issue.published) for card in one.issues]
        values = {"places": places[:LARGEST_SITE_MAP]}
        return self._file(paths.SITE_MAP, "application/xml", "sitemap.xml", values)

    def fixed(self, feeds: Sequence[Feed]) -> Iterator[Target[Tools]]:
        """What hangs on no entry."""
        yield self._file(
            paths.FEED_LIST, "text/x-opml", "opml.xml", {"feeds": tuple(feeds)}
        )
        robots = {"top": self._top(), "site_map": self._address(paths.SITE_MAP)}
        yield self._file("robots.txt", "text/plain", "robots.txt", robots)
        for name in (paths.STYLE, paths.FEED_STYLE):
            yield self._file(name, "text/css", name, {})
        yield self._file("favicon.svg", "image/svg+xml", "favicon.svg", {})
        yield Target(
            path="favicon.ico",
            media_type="image/vnd.microsoft.icon",
            needs=(),
            recipe=_favicon,
        )
        yield Target(path=paths.ICON, media_type="image/png", needs=(), recipe=_icon)

    def _file(
        self, path: str, media_type: str, template: str, values: dict[str, Any]
    ) -> Target[Tools]:
        return Target(
            path=path,
            media_type=f"{media_type}; charset=utf-8",
            needs=(),
            recipe=FilledTemplate(name=f"site/{template}", values=values),
        )

    def _place(self, folder: str) -> Place:
        return Place(
            base=self.feed.home_url,
            root="../" * folder.count("/") or "./",
            address=self._address(folder),
        )

    def _address(self, path: str) -> str:
        return self.feed.home_url + quote(path)

    def _top(self) -> str:
        """The top of the tree as a path from the host's root."""
        return urlsplit(self.feed.home_url).path or "/"


def _encode(text: str) -> bytes:
    """The text in UTF-8, without what no document may hold."""
    data = text.encode(errors="ignore").translate(None, CONTROLS)
    return data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")


def _neighbours(cards: Sequence[Any], index: int) -> dict[str, Any]:
    """What stands beside the card of this index, in a sequence that is newest first."""
    return {
        "newer": cards[index - 1] if index else None,
        "older": cards[index + 1] if index + 1 < len(cards) else None,
    }


def _favicon(tools: Tools) -> bytes:  # noqa: ARG001  as recipes are called
    return icon_ico()


def _icon(tools: Tools) -> bytes:  # noqa: ARG001  as recipes are called
    return icon_png(ICON_PIXELS)
