from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from digest.config import Source
from digest.records.sources import SourceRecord
from digest.sources.timing import is_due, wait_after_failure, wait_after_reading

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = 7 * DAY
SOURCE = Source(name="ferries", url="https://ferries.example.org/feed")
RECORD = SourceRecord(
    name=SOURCE.name,
    url=SOURCE.url,
    feed_url=SOURCE.url,
    last_poll=NOW,
    next_poll=NOW + HOUR,
)


def test_a_source_that_was_never_polled_is_due() -> None:
    """At once."""
    assert is_due(SOURCE, None, NOW)


def test_a_source_that_moved_in_digest_toml_is_due() -> None:
    """Whatever was known of the old address."""
    moved = replace(SOURCE, url="https://ferries.example.org/new")
    assert is_due(moved, replace(RECORD, is_gone=True), NOW)


@pytest.mark.parametrize(
    ("since", "due"),
    [(timedelta(), False), (HOUR - MINUTE, False), (HOUR, True), (WEEK, True)],
)
def test_a_source_is_due_when_its_time_has_come(since: timedelta, *, due: bool) -> None:
    """And not before, and however late."""
    assert is_due(SOURCE, RECORD, NOW + since) is due


def test_a_longer_interval_counts_at_once() -> None:
    """An owner who wants to ask less often need not wait for it."""
    slower = replace(SOURCE, every=120)
    assert not is_due(slower, RECORD, NOW + HOUR)
    assert is_due(slower, RECORD, NOW + 2 * HOUR)


def test_a_feed_that_is_gone_is_never_due() -> None:
    """Its site said so."""
    assert not is_due(SOURCE, replace(RECORD, is_gone=True), NOW + 9 * WEEK)


@pytest.mark.parametrize(
    ("step", "due"),
    [(MINUTE, False), (HOUR, False), (HOUR + MINUTE, True), (365 * DAY, True)],
)
def test_a_clock_that_was_ahead_does_not_lose_a_source(
    step: timedelta, *, due: bool
) -> None:
    """It waits for twice its time at the most, and not until that year comes."""
    assert is_due(SOURCE, RECORD, NOW - step) is due


@pytest.mark.parametrize(
    ("floors", "wait"),
    [
        ((), HOUR),
        ((None, None), HOUR),
        ((MINUTE, None), HOUR),
        ((2 * HOUR, 3 * HOUR), 3 * HOUR),
        ((365 * DAY,), DAY),
    ],
)
def test_after_reading_the_longest_wish_counts(
    floors: tuple[timedelta | None, ...], wait: timedelta
) -> None:
    """The owner's or the site's, but no site is asked less than daily for that."""
    assert wait_after_reading(SOURCE, *floors) == wait


def test_an_owner_may_ask_less_than_daily() -> None:
    """Then failures wait as long, too."""
    weekly = replace(SOURCE, every=7 * 24 * 60)
    assert wait_after_reading(weekly) == WEEK
    assert wait_after_failure(weekly, 5, None) == WEEK


def test_failures_wait_twice_as_long_each_time_up_to_a_day() -> None:
    """Never less than the interval, and a little more than the double."""
    waits = [wait_after_failure(SOURCE, count, None) for count in range(1, 9)]
    for count, wait in enumerate(waits[:4]):
        assert HOUR * 2**count <= wait < HOUR * 2**count * 1.25
    assert waits[5:] == [DAY] * 3
    assert wait_after_failure(SOURCE, 10**6, None) == DAY


def test_the_spread_is_of_name_and_count_alone() -> None:
    """Sources that fail together come apart, and each run says the same."""
    others = [replace(SOURCE, name=f"ferries-{number}") for number in range(20)]
    waits = [wait_after_failure(other, 2, None) for other in others]
    assert len(set(waits)) == 20
    assert waits == [wait_after_failure(other, 2, None) for other in others]


@pytest.mark.parametrize(
    ("asked", "wait"), [(3 * HOUR, 3 * HOUR), (2 * DAY, 2 * DAY), (99 * DAY, WEEK)]
)
def test_a_site_that_asks_for_patience_gets_it(
    asked: timedelta, wait: timedelta
) -> None:
    """For a week at the most."""
    assert wait_after_failure(SOURCE, 1, asked) == wait


@given(
    st.integers(min_value=15, max_value=525_600),
    st.integers(min_value=1, max_value=10**9),
    st.none() | st.timedeltas(),
)
def test_no_wait_is_shorter_than_the_interval(
    every: int, failures: int, asked: timedelta | None
) -> None:
    """Whatever a site says, and however often it fails."""
    source = replace(SOURCE, every=every)
    least = timedelta(minutes=every)
    assert wait_after_failure(source, failures, asked) >= least
    assert wait_after_reading(source, asked) >= least
