"""What feeds are: the newest entries, what stood in them before, what was withdrawn.

Values like those of model, whose glossary has the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from digest.model import Entry, EntryFacts


class FeedKind(StrEnum):
    """Which entries a feed tells of."""

    SITE = "site"
    TAG = "tag"
    AUTHOR = "author"
    LANGUAGE = "language"
    #: the issues of one newsletter
    NEWSLETTER = "newsletter"
    #: the site's entries and the private ones, for one subscriber
    PRIVATE = "private"


class Version(NamedTuple):
    """An entry as it stood in a feed at some time."""

    entry_id: str
    #: differs when readers have to be told of a change
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An entry that readers are to forget (at:deleted-entry, RFC 6721)."""

    entry_id: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedArchive:
    """What a document of the site's feed holds; it is kept, so that archives last."""

    #: from 1, the oldest first; 0 is the feed itself, with what no archive holds yet
    number: int
    #: in the order in which they came
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest entries of the site, or of one tag, author, ...; newest first."""

    title: str
    #: the page that lists the same entries
    home_url: str
    #: absolute URLs that the three formats are served from
    atom_url: str
    rss_url: str
    json_url: str
    #: the feed's own id, as stable as an entry's
    id: str
    language: str
    description: str
    author: str
    #: of the newest change in it; never the time of the build
    updated: datetime
    entries: tuple[EntryFacts, ...]
    #: folder of the three files in the published tree, "" or `tags/TAG/`
    path: str = ""
    kind: FeedKind = FeedKind.SITE
    #: of the tag, author or newsletter, the code of the language; "" for the whole site
    name: str = ""
    #: which archive of the site's feed this is; 0 for a feed to subscribe to
    archive: int = 0
    #: the archive with what came before; 0 where there is none
    older: int = 0
    #: of an archive, the one after it; 0 of the newest, to which things are still added
    newer: int = 0
    #: of an archive, in the place of what its entries say today: differs only when an
    #: entry comes to it or leaves it, for otherwise it stays as it was written
    seal: str = ""
    #: what readers are told to forget, the last to go first
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def tag(self) -> str:
        """The tag whose feed this is; "" for any other."""
        return self.name if self.kind is FeedKind.TAG else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullFeed(Feed):
    """A feed whose entries have their bodies."""

    entries: tuple[Entry, ...]
