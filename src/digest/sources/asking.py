"""A source -> its feed as it is now, also where a page only names it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.errors import FetchError, ImportingError
from digest.fetch.fetched import Fetched
from digest.fetch.fetcher import Fetcher
from digest.fetch.robots import Manners, Robots
from digest.imports.feed import read_feed
from digest.imports.feed.discovery import find_feed_url
from digest.imports.feed.foreign import ReadFeed
from digest.load.encoding import decode_as
from digest.records.sources import SourceRecord

NOT_MODIFIED = 304
#: feeds rather than pages, where a site offers both under one address
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The fetcher, and what it is to keep to."""

    fetcher: Fetcher
    robots: Robots


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a source said when it was asked."""

    #: None where it is still what was read last
    feed: ReadFeed | None
    #: where the feed is to be asked for from now on
    feed_url: str
    fetched: Fetched
    #: how long its host wants to be left alone between two requests
    delay: timedelta


def ask(record: SourceRecord, web: Web, *, now: datetime) -> Answer:
    """What the source says now; raises FetchError or ImportingError."""
    answer = _answer(record.feed_url, web, now, record.etag, record.last_modified)
    page = answer.fetched
    if page.status == NOT_MODIFIED:
        return answer
    try:
        return _with_feed(answer)
    except ImportingError:
        found = find_feed_url(decode_as(page.data, page.charset), page.url)
        if found is None or found == page.url:
            raise
    return _with_feed(_answer(found, web, now))


def _answer(
    url: str, web: Web, now: datetime, etag: str = "", last_modified: str = ""
) -> Answer:
    manners = _manners(url, web, now)
    fetched = web.fetcher.fetch(
        url, etag=etag, last_modified=last_modified, accept=ACCEPT
    )
    if fetched.url != url:
        # who sends us on does not speak for the site that we come to
        _manners(fetched.url, web, now)
    feed_url = fetched.url if fetched.is_permanently_moved else url
    return Answer(feed=None, feed_url=feed_url, fetched=fetched, delay=manners.delay)


def _manners(url: str, web: Web, now: datetime) -> Manners:
    """What the site asks of us at this URL; FetchError where we are to stay away."""
    manners = web.robots.manners(url, fetch=web.fetcher.fetch, now=now)
    if manners.fault:
        raise FetchError(manners.fault)
    return manners


def _with_feed(answer: Answer) -> Answer:
    fetched = answer.fetched
    return replace(answer, feed=read_feed(fetched.data, url=fetched.url))
