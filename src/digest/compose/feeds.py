"""Entries -> Feeds: of the whole site with its archives, and of a part of it each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from digest import paths
from digest.compose.archives import Arrangement, Room
from digest.compose.issue_entries import issue_entry
from digest.feeds import Feed, FeedArchive, FeedKind, Withdrawal
from digest.issues import Issue, Newsletter
from digest.model import EntryFacts, EntryRecord, Site
from digest.urls import encode_url

#: of a feed that never had an entry; any moment but "now" does, for builds must agree
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def feed_record(
    site: Site, entries: Sequence[EntryFacts], known: Sequence[EntryRecord]
) -> EntryRecord:
    """The record that keeps the feed's own id (RFC 4287 4.2.6); its path is empty."""
    for record in known:
        if not record.path:
            return record
    first = min((entry.published for entry in entries), default=BEFORE_ALL)
    host = urlsplit(site.url).hostname or "localhost"
    return EntryRecord(
        id=f"tag:{host},{first:%Y-%m-%d}:feed",
        path="",
        slug="",
        identity="",
        revision="",
        published=first,
        updated=first,
    )


def version_stamps(records: Iterable[EntryRecord]) -> Mapping[str, str]:
    """What tells the version of each entry, by its id: archives remember it."""
    return {
        record.id: f"{record.revision[:20]}.{int(record.updated.timestamp()):x}"
        for record in records
    }


def compose_feeds(
    site: Site,
    entries: Sequence[EntryFacts],
    *,
    feed_id: str,
    room: Room,
    newsletters: Sequence[Newsletter] = (),
    issues: Sequence[Issue] = (),
) -> tuple[Feed, ...]:
    """The site's feed first, then those of tags, authors, languages and newsletters.

    Each holds the newest entries, and no archive. `issues` come newest first.
    """
    press = _Press(site=site, feed_id=feed_id, room=room)
    whole = press.feed(entries)
    return (
        whole,
        *press.tags(entries),
        *press.authors(entries),
        *press.languages(entries),
        *press.newsletters(newsletters, issues, entries),
    )


def _named_authors(entry: EntryFacts, site: Site) -> tuple[str, ...]:
    """The authors, unless it is just the site, ours or another, that stands in."""
    origin = entry.origin
    own = tuple(name for name in entry.authors if not origin or name != origin.name)
    return () if own == (site.author or site.title,) else own


def with_archives(
    feed: Feed, arrangement: Arrangement, withdrawals: Sequence[Withdrawal]
) -> tuple[Feed, ...]:
    """The site's feed as it is arranged, and its archives, the oldest first."""
    kept = tuple(each for each in arrangement.kept if each.number)
    newest = kept[-1].number if kept else 0
    current = replace(
        feed,
        entries=arrangement.current,
        updated=_latest(arrangement.current),
        older=newest,
        withdrawals=tuple(withdrawals),
    )
    archives = (
        replace(
            _placed(feed, paths.archive_path(each.number), home=feed.home_url),
            entries=arrangement.archives[each.number],
            updated=_latest(arrangement.archives[each.number]),
            archive=each.number,
            older=each.number - 1,
            newer=each.number + 1 if each.number < newest else 0,
            seal=_seal(each),
        )
        for each in kept
    )
    return current, *archives


def compose_private_feed(
    feed: Feed,
    public: Sequence[EntryFacts],
    private: Sequence[EntryFacts],
    *,
    room: Room,
) -> Feed:
    """What a subscriber with a feed of their own gets: the site's feed, and the rest.

    Its addresses hold a word in the place of the subscriber's token.
    """
    every = sorted((*public, *private), key=lambda entry: entry.id)
    every.sort(key=lambda entry: entry.published, reverse=True)
    entries = room.newest(every)
    path = paths.private_path(paths.TOKEN_PLACE)
    return replace(
        _placed(feed, path, home=feed.home_url),
        id=f"{feed.id}/{paths.PRIVATE}",
        entries=entries,
        updated=_latest(entries),
        kind=FeedKind.PRIVATE,
        older=0,
        withdrawals=(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """What the feeds of one site have in common."""

    site: Site
    feed_id: str
    room: Room

    def feed(self, entries: Sequence[EntryFacts]) -> Feed:
        """The feed of the whole site."""
        site = self.site
        newest = self.room.newest(entries)
        home = encode_url(f"{site.url}/")
        return Feed(
            title=site.title,
            home_url=home,
            atom_url=home + paths.ATOM,
            rss_url=home + paths.RSS,
            json_url=home + paths.JSON,
            id=self.feed_id,
            language=site.language,
            description=site.description or site.title,
            author=site.author or site.title,
            updated=_latest(newest),
            entries=newest,
        )

    def tags(self, entries: Sequence[EntryFacts]) -> Iterator[Feed]:
        """One feed a tag, by the paths of the tags."""
        named = ((tag, entry) for entry in entries for tag in entry.tags)
        for path, name, chosen in self._by_path(named, paths.tag_path):
            yield self._part(FeedKind.TAG, path, name, chosen)

    def authors(self, entries: Sequence[EntryFacts]) -> Iterator[Feed]:
        """One feed an author who has a page."""
        named = (
            (author, entry)
            for entry in entries
            for author in _named_authors(entry, self.site)
        )
        for path, name, chosen in self._by_path(named, paths.author_path):
            feed = self._part(FeedKind.AUTHOR, path, name, chosen)
            yield replace(feed, author=name)

    def languages(self, entries: Sequence[EntryFacts]) -> Iterator[Feed]:
        """One feed a language, where there are several; no page lists its entries."""
        named = ((_primary(entry.language), entry) for entry in entries)
        parts = tuple(self._by_path(named, paths.language_path))
        for path, name, chosen in parts if len(parts) > 1 else ():
            feed = self._part(FeedKind.LANGUAGE, path, name, chosen)
            home = encode_url(f"{self.site.url}/")
            yield replace(feed, language=name, home_url=home)

    def newsletters(
        self,
        newsletters: Sequence[Newsletter],
        issues: Sequence[Issue],
        entries: Sequence[EntryFacts],
    ) -> Iterator[Feed]:
        """One feed a newsletter, whose entries are its issues."""
        live = {entry.id: entry for entry in entries}
        for newsletter in newsletters:
            path = paths.newsletter_path(newsletter.name)
            own = [each for each in issues if each.newsletter == newsletter.name]
            told = [
                issue_entry(issue, live, site=self.site, feed_id=self.feed_id)
                for issue in own[: self.room.entries]
            ]
            feed = self._part(FeedKind.NEWSLETTER, path, newsletter.name, told)
            yield replace(
                feed,
                title=newsletter.title,
                description=newsletter.description or newsletter.title,
            )

    def _part(
        self, kind: FeedKind, path: str, name: str, entries: Sequence[EntryFacts]
    ) -> Feed:
        whole = self.feed(entries)
        return replace(
            _placed(whole, path, home=encode_url(f"{self.site.url}/{path}")),
            title=f"{self.site.title}: {name}",
            id=encode_url(f"{self.feed_id}/{path.rstrip('/')}"),
            kind=kind,
            name=name,
        )

    def _by_path(
        self,
        named: Iterable[tuple[str, EntryFacts]],
        path_of: Callable[[str], str],
    ) -> Iterator[tuple[str, str, tuple[EntryFacts, ...]]]:
        """The entries of each name, in the order of their paths.

        Names that come to one path share it; the newest spelling is shown.
        """
        known: dict[str, str] = {}
        names: dict[str, str] = {}
        chosen: dict[str, dict[str, EntryFacts]] = {}
        for name, entry in named:
            path = known.get(name) or known.setdefault(name, path_of(name))
            names.setdefault(path, name)
            chosen.setdefault(path, {})[entry.id] = entry
        for path in sorted(chosen):
            yield path, names[path], tuple(chosen[path].values())


def _placed(feed: Feed, path: str, *, home: str) -> Feed:
    """The feed with the addresses of this folder."""
    top = feed.atom_url.removesuffix(feed.path + paths.ATOM)
    folder = top + encode_url(path)
    return replace(
        feed,
        path=path,
        home_url=home,
        atom_url=folder + paths.ATOM,
        rss_url=folder + paths.RSS,
        json_url=folder + paths.JSON,
    )


def _latest(entries: Iterable[EntryFacts]) -> datetime:
    """When an entry of the feed changed last."""
    return max((entry.updated for entry in entries), default=BEFORE_ALL)


def _seal(archive: FeedArchive) -> str:
    told = "\n".join(map(" ".join, archive.versions))
    return sha256(told.encode()).hexdigest()


def _primary(language: str) -> str:
    """The language without its region and script."""
    return language.replace("_", "-").partition("-")[0].lower()
