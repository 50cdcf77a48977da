"""Readers -> the text of a file: CSV, JSON lines, or one JSON list."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from digest.store.protocols import Listed
from digest.subscribers.lists.own import COLUMNS


def write_csv(
    listed: Iterable[Listed], write: Callable[[Listed], tuple[str, ...]]
) -> Iterator[str]:
    """The lines of a CSV (RFC 4180), with the names of columns; some at a time."""
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    for one in listed:
        writer.writerow(write(one))
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def write_json_lines(listed: Iterable[Listed]) -> Iterator[str]:
    """An object a line."""
    for one in listed:
        yield json.dumps(listed_record(one), ensure_ascii=False) + "\n"


def json_list(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The text of one JSON list, record by record."""
    start = "[\n"
    for record in records:
        text = json.dumps(record, indent=2, ensure_ascii=False)
        yield start + "  " + text.replace("\n", "\n  ")
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def listed_record(listed: Listed) -> dict[str, Any]:
    """All that a list can say of the reader."""
    reader, suppression = listed.reader, listed.suppression
    return {
        "address": reader.address,
        "name": reader.name,
        "state": str(reader.state),
        "newsletters": list(reader.newsletters),
        "unconfirmed": list(listed.unconfirmed),
        "left": list(listed.left),
        "since": {name: moment.isoformat() for name, moment in listed.since.items()},
        "consent": reader.consent,
        "created": _iso(reader.created),
        "confirmed": _iso(reader.confirmed),
        "language": reader.language,
        "paused_until": _iso(reader.paused_until),
        "tags": list(reader.tags),
        "suppressed": str(suppression.reason) if suppression else None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
