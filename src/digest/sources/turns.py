"""Whose turn it is to be polled: never two sources of one host at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from digest.config import Source
from digest.records.sources import SourceRecord
from digest.sources.timing import is_due


def due_sources(
    sources: Iterable[Source], records: Mapping[str, SourceRecord], now: datetime
) -> tuple[Source, ...]:
    """Those that are due: first those never polled, then who waited for longest."""
    due = [one for one in sources if is_due(one, records.get(one.name), now)]
    return tuple(
        sorted(
            due,
            key=lambda one: (
                one.name in records,
                records[one.name].next_poll if one.name in records else now,
            ),
        )
    )


def one_of_each_host(
    sources: Iterable[Source], records: Mapping[str, SourceRecord]
) -> tuple[Source, ...]:
    """The first source of each host; the others come in later rounds."""
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(_host(source, records.get(source.name)), source)
    return tuple(first.values())


def _host(source: Source, record: SourceRecord | None) -> str:
    """Who is asked for the source's feed."""
    is_known = record is not None and record.url == source.url
    url = record.feed_url if record is not None and is_known else source.url
    return urlsplit(url).hostname or ""
