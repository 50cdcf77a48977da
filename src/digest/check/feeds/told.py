"""What a feed document says, in whatever format: values only, as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Format(StrEnum):
    """How a feed is written."""

    ATOM = "Atom"
    RSS = "RSS"
    JSON = "JSON Feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date as it is written."""

    #: "" where there is none
    written: str = ""
    #: None where it is not written as the format asks
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a document leads, and what is there."""

    rel: str
    url: str
    line: int
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEnclosure:
    """A file of an entry."""

    url: str
    media_type: str
    #: octets, as they are written
    length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEntry:
    """An atom:entry, an item of RSS, or an item of JSON Feed."""

    #: from 1
    line: int
    id: str
    title: str
    #: of Atom: how the title is to be read
    title_type: str = "text"
    url: str
    summary: str
    html: str
    authors: tuple[str, ...]
    published: Moment
    updated: Moment
    language: str
    tags: tuple[str, ...] = ()
    enclosures: tuple[ToldEnclosure, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def urls(self) -> Iterator[str]:
        """Every address that it names outside of its body."""
        yield self.url
        yield from (enclosure.url for enclosure in self.enclosures)
        yield from self.images


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An entry that is gone, and since when (at:deleted-entry, RFC 6721)."""

    line: int
    id: str
    when: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something that the format itself does not allow."""

    line: int
    fact: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFeed:
    """One document: a feed that one subscribes to, or an archive of it (RFC 5005)."""

    #: in the published tree
    path: str
    format: Format
    #: octets
    size: int
    #: of Atom; the others have none but their address
    id: str = ""
    title: str
    #: the page that shows the same
    home_url: str
    language: str
    updated: Moment
    links: tuple[Link, ...] = ()
    entries: tuple[ToldEntry, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    is_archive: bool = False
    images: tuple[str, ...] = ()
    #: of the style sheet for browsers
    style_url: str = ""
    #: what RSS says of it for directories of podcasts: names of Apple's elements
    podcast: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def folder(self) -> str:
        """Where it lies, with a slash behind; "" for the top."""
        folder, slash, _ = self.path.rpartition("/")
        return folder + slash

    def links_to(self, rel: str) -> tuple[Link, ...]:
        """The links of this kind, in their order."""
        return tuple(link for link in self.links if link.rel == rel)
