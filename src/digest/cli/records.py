"""What the store remembers, for commands that only look: they make no file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.config import Config, load_config
from digest.model import Issue
from digest.store.protocols import Store
from digest.store.sqlite import open_memory, open_sqlite
from digest.wiring import DATABASE


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
    path = config.state_folder / DATABASE
    has_begun = path.exists()
    store = open_sqlite(path) if has_begun else open_memory()
    try:
        yield Records(config=config, store=store, has_begun=has_begun)
    finally:
        store.close()


def issue_record(store: Store, issue: Issue) -> dict[str, Any]:
    """The issue with its deliveries, as every --json tells it."""
    counts = store.delivery_counts(issue.newsletter, issue.number)
    return {
        "newsletter": issue.newsletter,
        "number": issue.number,
        "slot": issue.slot,
        "published": issue.published.isoformat(),
        "subject": issue.subject,
        "url": issue.url,
        "entries": len(issue.entries),
        "deliveries": {str(state): counts[state] for state in sorted(counts)},
    }
