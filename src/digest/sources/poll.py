"""One poll of one source: ask, choose, file, remember."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from digest.config import Source
from digest.errors import DigestError, FetchError, ImportingError, StoreError
from digest.lines import one_line
from digest.records.sources import SourceRecord
from digest.sources.asking import Answer, Web, ask
from digest.sources.choice import choose_first, choose_new
from digest.sources.filed import Filed
from digest.sources.filing import Filing, origin_of
from digest.sources.polled import Polled
from digest.sources.timing import wait_after_failure, wait_after_reading
from digest.store.protocols import SourceStore

GONE = 410
#: answers of a site that has nothing at this address (RFC 9110 15.5), but for one that
#: asks for patience
NOTHING_THERE = frozenset(range(400, 500)) - {429}
#: characters
LONGEST_FAULT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a poll works with."""

    store: SourceStore
    web: Web
    #: the content folder
    content: Path
    #: whether digest ends, so that another may be at work already
    is_stopping: Callable[[], bool]


def poll_source(source: Source, desk: Desk, *, now: datetime) -> Polled | None:
    """Ask the source for news, and file what is new.

    Whatever goes wrong with the source is told and remembered, and it is left alone for
    a while; only a StoreError is raised. None where digest ends meanwhile: then nothing
    was filed or remembered.
    """
    records = {record.name: record for record in desk.store.source_records()}
    record = _begun(source, records.get(source.name), now)
    try:
        answer = ask(record, desk.web, now=now)
        if desk.is_stopping():
            return None
        filed = _file(source, answer, record, desk, now)
    except StoreError:
        raise
    # a feed is a stranger's: whatever it does to us, it stops no other
    except Exception as error:  # noqa: BLE001
        if desk.is_stopping():
            return None
        after = _after_failure(source, record, error, now)
        desk.store.record_poll(after, ())
        return _failed(after)
    after = _after_reading(source, record, answer, filed, now)
    desk.store.record_poll(after, filed.items)
    return _read(after, filed)


def _begun(source: Source, record: SourceRecord | None, now: datetime) -> SourceRecord:
    """What is known of the source; nothing where digest.toml names another URL."""
    if record is not None and record.url == source.url:
        return record
    return SourceRecord(
        name=source.name,
        url=source.url,
        feed_url=source.url,
        last_poll=now,
        next_poll=now,
    )


def _file(
    source: Source, answer: Answer, record: SourceRecord, desk: Desk, now: datetime
) -> Filed:
    """What became of the items; of a feed that has not changed, nothing."""
    if answer.feed is None:
        return Filed()
    known = desk.store.taken_items(source.name)
    done = {key: item for key, item in known.items() if item.is_filed}
    choice = (
        choose_first(answer.feed.items, done, newest=source.newest)
        if record.last_read is None
        else choose_new(answer.feed.items, done)
    )
    origin = origin_of(source, answer.feed, answer.feed_url)
    filing = Filing(source=source, content=desk.content, origin=origin, known=known)
    announced = filing.announce(choice, now=now)
    if announced:
        # whoever comes after us knows by it which files are of a run that died
        desk.store.record_poll(record, announced)
    return filing.file(choice, announced, now=now)


def _after_reading(
    source: Source, record: SourceRecord, answer: Answer, filed: Filed, now: datetime
) -> SourceRecord:
    """What is known of the source once its feed was read, or is still the same."""
    fetched = answer.fetched
    floors = (fetched.max_age, fetched.retry_after, answer.delay)
    read = SourceRecord(
        name=source.name,
        url=source.url,
        feed_url=answer.feed_url,
        last_poll=now,
        next_poll=now + wait_after_reading(source, *floors),
        last_read=now,
    )
    if filed.has_more:
        # with validators the rest would never be sent again
        return read
    old = record if answer.feed is None else read
    return replace(
        read,
        etag=fetched.etag or old.etag,
        last_modified=fetched.last_modified or old.last_modified,
    )


def _after_failure(
    source: Source, record: SourceRecord, error: Exception, now: datetime
) -> SourceRecord:
    """What is known of the source once it could not be read."""
    status = error.status if isinstance(error, FetchError) else 0
    wait = error.retry_after if isinstance(error, FetchError) else None
    failures = record.failures + 1
    failed = replace(
        record,
        last_poll=now,
        next_poll=now + wait_after_failure(source, failures, wait),
        failures=failures,
        fault=_told(source, error),
        is_gone=status == GONE and record.feed_url == record.url,
    )
    if status in NOTHING_THERE or isinstance(error, ImportingError):
        # where it moved to there is nothing any more: begin again where it began
        return replace(failed, feed_url=record.url, etag="", last_modified="")
    return failed


def _told(source: Source, error: Exception) -> str:
    if isinstance(error, DigestError):
        return one_line(str(error), longest=LONGEST_FAULT)
    fact = f"set off a fault of digest ({type(error).__name__})"
    return f"{source.url}: {fact}; please report it"


def _read(after: SourceRecord, filed: Filed) -> Polled:
    return Polled(
        source=after.name,
        taken=filed.taken,
        renewed=filed.renewed,
        problems=filed.problems,
        next_poll=after.next_poll,
    )


def _failed(after: SourceRecord) -> Polled:
    return Polled(
        source=after.name,
        fault=after.fault,
        is_gone=after.is_gone,
        next_poll=after.next_poll,
    )
