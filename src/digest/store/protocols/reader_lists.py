"""What is asked of the store about many readers at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from digest.readers import Subscriber, SubscriberState, Suppression
from digest.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberQuery:
    """Which readers are meant: those that meet all that is said here."""

    #: the address, however it is written
    exactly: str = ""
    #: a part of address or name, however it is written
    text: str = ""
    #: each of these
    tags: tuple[str, ...] = ()
    #: they have any subscription to it
    newsletter: str = ""
    #: of the subscription to that newsletter, or of the reader as a whole
    state: SubscriberState | None = None
    language: str = ""
    #: they were first seen then, or later
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A reader as a list has them."""

    reader: Subscriber
    #: newsletters by what the reader said to them, sorted
    confirmed: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    #: when that was said, by newsletter, in the order of their names
    since: Mapping[str, datetime] = field(default_factory=dict)
    #: None: mail goes there
    suppression: Suppression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What one month brought."""

    #: such as 2026-11, in UTC
    month: str
    came: int
    #: subscriptions that were ended in it
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderStatistics:
    """All readers in numbers."""

    readers: int
    #: the months in which anything happened, in order
    growth: tuple[Growth, ...]
    #: the most frequent first
    domains: tuple[tuple[str, int], ...]
    #: "" for who chose none
    languages: tuple[tuple[str, int], ...]
    suppressions: tuple[tuple[Reason, int], ...]


class ReaderListStore(Protocol):
    """Readers in numbers and by what they have in common: asked by subscribers.lists.

    What goes through many readers takes some at a time, each in a transaction of its
    own: memory does not grow with their number, and nobody has to wait for its end.
    """

    def count_known(self, addresses: Iterable[str]) -> int:
        """How many of these addresses there are, by their keys."""
        ...

    def find_subscribers(
        self, query: SubscriberQuery, *, after: str = ""
    ) -> Iterator[Listed]:
        """Those who meet the query, by address key; from the one after that address."""
        ...

    def tag(self, query: SubscriberQuery, tags: Collection[str]) -> int:
        """Give the tags to all who meet the query; how many had not all of them."""
        ...

    def untag(self, query: SubscriberQuery, tags: Collection[str]) -> int:
        """Take the tags from all who meet the query; how many had any of them."""
        ...

    def reader_statistics(self, domains: int) -> ReaderStatistics:
        """All readers in numbers, with so many of their domains."""
        ...
