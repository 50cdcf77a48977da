"""Entries that are public no more: since when, and how long readers are told so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.feeds import Withdrawal
from digest.model import ArticleFacts, EntryRecord

#: how long a feed tells of an entry that is gone (RFC 6721), and of how many
TOLD_FOR = timedelta(days=90)
MOST_TOLD = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What became of the entries that were ever known."""

    #: the records that are not as they were, by their ids
    news: tuple[EntryRecord, ...]
    #: ids of entries that are neither there nor gone: their files could not be read
    unread: frozenset[str]
    #: what readers are told to forget, the last to go first
    withdrawals: tuple[Withdrawal, ...]


def take_stock(
    known: Iterable[EntryRecord],
    composed: Iterable[EntryRecord],
    *,
    unread: AbstractSet[str],
    now: datetime,
) -> Stock:
    """Compare what was known with what is there now.

    What stands in a file that cannot be read just now, `unread` by its path, is not
    gone; any other entry is from this moment on.
    """
    before = {record.id: record for record in known}
    there = {record.id: record for record in composed}
    absent = [
        record
        for record in before.values()
        if record.gone is None and record.path and record.id not in there
    ]
    went = {
        record.id: replace(record, gone=now)
        for record in absent
        if record.path not in unread
    }
    after = before | went | there
    return Stock(
        news=tuple(
            after[each] for each in sorted(after) if _is_new(after[each], before)
        ),
        unread=frozenset(each.id for each in absent if each.path in unread),
        withdrawals=list_withdrawals(after.values(), now=now),
    )


def _is_new(record: EntryRecord, before: Mapping[str, EntryRecord]) -> bool:
    return before.get(record.id) != record


def list_withdrawals(
    records: Iterable[EntryRecord], *, now: datetime
) -> tuple[Withdrawal, ...]:
    """Of what readers are told that it is gone, the last to go first."""
    told = [
        Withdrawal(entry_id=record.id, when=record.gone)
        for record in records
        if record.gone is not None and now < record.gone + TOLD_FOR
    ]
    told.sort(key=lambda each: each.entry_id)
    told.sort(key=lambda each: each.when, reverse=True)
    return tuple(told[:MOST_TOLD])


def next_change(
    articles: Iterable[ArticleFacts],
    withdrawals: Sequence[Withdrawal],
    *,
    now: datetime,
) -> datetime | None:
    """When the same articles will come to something else; None: they never will.

    One becomes public, or counts as changed, at a date that its author gave; and at
    some time a feed tells no longer that an entry is gone.
    """
    dates = (
        moment
        for article in articles
        if not article.is_draft
        for moment in (article.date, article.updated)
    )
    given = (moment for moment in dates if moment is not None and moment > now)
    ends = (each.when + TOLD_FOR for each in withdrawals)
    return min((*given, *ends), default=None)
