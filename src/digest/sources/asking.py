"""A source -> its feed as it is now, also where a page only names it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.errors import FetchError, ImportingError
from digest.fetch.fetcher import Fetched, Fetcher
from digest.fetch.robots import Manners, Robots
from digest.imports.discovery import find_feed_url
from digest.imports.feeds import read_feed
from digest.imports.readfeed import ReadFeed
from digest.polls import SourceRecord

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
class Told:
    """What a source said when it was asked."""

    #: None where it is still what was read last
    feed: ReadFeed | None
    #: where the feed is to be asked for from now on
    feed_url: str
    answer: Fetched
    #: how long its host wants to be left alone between two requests
    delay: timedelta


def ask(record: SourceRecord, web: Web, *, now: datetime) -> Told:
    """What the source says now; raises FetchError or ImportingError."""
    told = _answer(record.feed_url, web, now, record.etag, record.last_modified)
    if told.answer.status == NOT_MODIFIED:
        return told
    try:
        return _with_feed(told)
    except ImportingError:
        found = find_feed_url(_text(told.answer), told.answer.url)
        if found is None or found == told.answer.url:
            raise
    return _with_feed(_answer(found, web, now))


def _answer(
    url: str, web: Web, now: datetime, etag: str = "", last_modified: str = ""
) -> Told:
    manners = _manners(url, web, now)
    answer = web.fetcher.fetch(
        url, etag=etag, last_modified=last_modified, accept=ACCEPT
    )
    if answer.url != url:
        # who sends us on does not speak for the site that we come to
        _manners(answer.url, web, now)
    feed_url = answer.url if answer.is_permanently_moved else url
    return Told(feed=None, feed_url=feed_url, answer=answer, delay=manners.delay)


def _manners(url: str, web: Web, now: datetime) -> Manners:
    """What the site asks of us at this URL; FetchError where we are to stay away."""
    manners = web.robots.manners(url, fetch=web.fetcher.fetch, now=now)
    if manners.fault:
        raise FetchError(manners.fault)
    return manners


def _with_feed(told: Told) -> Told:
    return replace(told, feed=read_feed(told.answer.data, url=told.answer.url))


def _text(answer: Fetched) -> str:
    """A page's text, near enough to find its links."""
    try:
        return answer.data.decode(answer.charset or "utf-8", "replace")
    except (LookupError, ValueError):
        # no charset, or none of text
        return answer.data.decode("utf-8", "replace")
