"""When a source is polled: as often as its owner and its site allow. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from digest.config import Source
from digest.records.sources import SourceRecord

DAY, WEEK = timedelta(days=1), timedelta(days=7)
#: of a day at the longest, more doublings change nothing
MOST_DOUBLINGS = 10
#: failures of several sources drift apart by this share of the wait at the most
SPREAD = 0.25


def interval(source: Source) -> timedelta:
    """The shortest time between two polls that nobody asks for."""
    return timedelta(minutes=source.every)


def is_due(source: Source, record: SourceRecord | None, now: datetime) -> bool:
    """Whether the source is to be polled now.

    A next poll that lies twice as far away as it was put off was set by a clock that
    went wrong: then it is due, too, and not lost until that time comes.
    """
    if record is None or record.url != source.url:
        return True
    if record.is_gone:
        return False
    wait = record.next_poll - record.last_poll
    was_set_ahead = record.last_poll - now > wait
    earliest = max(record.next_poll, record.last_poll + interval(source))
    return was_set_ahead or now >= earliest


def wait_after_reading(source: Source, *floors: timedelta | None) -> timedelta:
    """How long to wait after a poll that went well.

    As long as [[sources]] says, and longer where the site asks for it (max-age,
    Retry-After, Crawl-delay), up to a day: some sites would have us wait for a year.
    """
    asked = max((floor for floor in floors if floor), default=timedelta())
    return max(interval(source), min(asked, DAY))


def wait_after_failure(
    source: Source, failures: int, retry_after: timedelta | None
) -> timedelta:
    """How long to wait after so many failures in a row.

    Twice as long each time, up to a day; a site that says how long is believed, up to
    a week.
    """
    doubled = interval(source) * (1 << min(failures - 1, MOST_DOUBLINGS))
    spread = doubled * (1 + SPREAD * _share(source.name, failures))
    asked = min(retry_after or timedelta(), WEEK)
    return max(interval(source), min(spread, DAY), asked)


def _share(name: str, count: int) -> float:
    """A share from 0 to 1 that looks like chance, and is the same each time."""
    digest = sha256(f"{name} {count}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32
