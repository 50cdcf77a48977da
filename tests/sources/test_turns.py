from __future__ import annotations

from datetime import timedelta

from builders import NOW
from digest.config import Source
from digest.records.sources import SourceRecord
from digest.sources.turns import due_sources, one_of_each_host

HOUR = timedelta(hours=1)


def a_source(name: str, host: str = "") -> Source:
    """A source on a host of its own, or on this one."""
    return Source(name=name, url=f"https://{host or name}.example.org/{name}")


def polled(source: Source, ago: timedelta, feed_url: str = "") -> SourceRecord:
    """It was last polled so long ago, and is due an hour later."""
    return SourceRecord(
        name=source.name,
        url=source.url,
        feed_url=feed_url or source.url,
        last_poll=NOW - ago,
        next_poll=NOW - ago + HOUR,
    )


def test_who_waits_for_longest_comes_first() -> None:
    """Before them those that were never polled; who is not due does not come."""
    ferry, pier, quay, buoy = map(a_source, ("ferry", "pier", "quay", "buoy"))
    records = {
        "ferry": polled(ferry, 2 * HOUR),
        "pier": polled(pier, 3 * HOUR),
        "quay": polled(quay, HOUR / 2),
    }
    due = due_sources([ferry, pier, quay, buoy], records, NOW)
    assert [source.name for source in due] == ["buoy", "pier", "ferry"]


def test_two_sources_of_one_host_are_not_asked_in_one_round() -> None:
    """Names and ports apart, a host is one machine."""
    news, notes = a_source("news", "town"), a_source("notes", "town")
    other = a_source("ferry")
    assert one_of_each_host([news, notes, other], {}) == (news, other)
    assert one_of_each_host([notes], {}) == (notes,)


def test_the_host_is_the_one_that_is_asked_in_truth() -> None:
    """Where a page on one host names its feed on another."""
    page, feed = a_source("page"), a_source("feed")
    records = {"page": polled(page, HOUR, "https://feed.example.org/of-page")}
    assert one_of_each_host([page, feed], records) == (page,)


def test_what_was_known_of_another_address_says_nothing() -> None:
    """The owner named a new one since."""
    page, feed = a_source("page"), a_source("feed")
    old = a_source("page", "old")
    records = {"page": polled(old, HOUR, "https://feed.example.org/of-page")}
    assert one_of_each_host([page, feed], records) == (page, feed)


def test_without_sources_there_is_no_round() -> None:
    """Nothing is asked."""
    assert due_sources([], {}, NOW) == ()
    assert one_of_each_host([], {}) == ()
