"""Logs for tests, a line a request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def a_line(
    *,
    after: int = 0,
    agent: str = "Tiny Reader/1.0",
    client: str = "192.0.2.0",
    path: str = "/atom.xml",
    status: int = 200,
    octets: int = 84_000,
    rest: str = " conditional=no",
) -> str:
    """A request, so many seconds after the start."""
    moment = START + timedelta(seconds=after)
    return (
        f"{client} - - [{moment:%d/Nov/%Y:%H:%M:%S} +0000] "
        f'"GET {path} HTTP/1.1" {status} {octets} "-" "{agent}"{rest}'
    )


def lines_every(seconds: int, count: int, **values: object) -> Iterator[str]:
    """So many requests of one reader, at even distances."""
    for number in range(count):
        yield a_line(after=number * seconds, **values)  # type: ignore[arg-type]
