"""What the store remembers, for commands that only look: they make no file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.config import Config, Source, load_config
from digest.issues import Issue, IssueState
from digest.records.sources import SourceRecord
from digest.store.databases import opening
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The settings and the store of one site."""

    config: Config
    #: empty where there is none yet
    store: Store
    #: whether digest was at work here before
    has_begun: bool


@contextmanager
def open_records(site: Path) -> Iterator[Records]:
    """The records of the site in this folder; raises ConfigError or StoreError."""
    config = load_config(site)
    with open_store(config) as store:
        yield Records(config=config, store=store, has_begun=_has_store(config))


@contextmanager
def open_store(config: Config) -> Iterator[Store]:
    """The store of these settings, an empty one where there is none yet."""
    store = opening.open_store(config) if _has_store(config) else open_memory()
    try:
        opening.refuse_left_behind(config, store)
        yield store
    finally:
        store.close()


def _has_store(config: Config) -> bool:
    """Whether there is something to open; a server's database is there by itself."""
    return bool(config.store.url) or opening.has_file(config)


def issue_record(
    store: Store, issue: Issue, state: IssueState = IssueState.PUBLISHED
) -> dict[str, Any]:
    """The issue with its deliveries, as every --json tells it."""
    counts = store.delivery_counts(issue.newsletter, issue.number)
    paused = {(one.newsletter, one.number): one.reason for one in store.paused_issues()}
    return {
        "newsletter": issue.newsletter,
        "number": issue.number,
        "state": str(state),
        "slot": issue.slot,
        "published": issue.published.isoformat(),
        "subject": issue.subject,
        "url": issue.url,
        "entries": len(issue.entries),
        "note": issue.note.path if issue.note else None,
        "forced": issue.forced or None,
        "paused": paused.get((issue.newsletter, issue.number)),
        "deliveries": {str(state): counts[state] for state in sorted(counts)},
    }


def source_records(records: Records) -> list[dict[str, Any]]:
    """The sources in the order of digest.toml, as every --json tells them."""
    known = {record.name: record for record in records.store.source_records()}
    counts = records.store.count_taken()
    return [
        _source_record(source, known.get(source.name), counts.get(source.name, 0))
        for source in records.config.sources
    ]


def _source_record(
    source: Source, record: SourceRecord | None, count: int
) -> dict[str, Any]:
    return {
        "name": source.name,
        "url": source.url,
        "feed_url": record.feed_url if record else source.url,
        "last_poll": record.last_poll.isoformat() if record else None,
        "next_poll": (
            record.next_poll.isoformat(timespec="seconds")
            if record and not record.is_gone
            else None
        ),
        "articles": count,
        "failures": record.failures if record else 0,
        "fault": record.fault if record else "",
        "is_gone": bool(record and record.is_gone),
    }
