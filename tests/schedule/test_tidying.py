"""What is erased, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from builders import NOW
from digest.reasons import Reason
from digest.records.bounces import Bounce, BounceKind
from digest.schedule.lanes.tidying import Tidying
from digest.schedule.log import open_log
from digest.schedule.tidying import GRACE, KEEP_BOUNCES, PAGE, Tidied, tidy
from digest.store.databases.sqlite import open_memory
from digest.store.sql import SqlStore
from onlooker import LogBook
from publications import Clock, a_press, write_publication
from waiting import until

FORTNIGHT = timedelta(days=14)


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """More sign-ups than one page has, and a report of a bounce."""
    with closing(open_memory()) as store:
        for number in range(PAGE + 1):
            sign_up(store, f"r{number}@example.net")
        store.record_bounce(
            Bounce(
                kind=BounceKind.TRANSIENT,
                reason=Reason.MAILBOX_FULL,
                received=NOW,
                source="mailbox",
                id="1",
            )
        )
        yield store


def sign_up(store: SqlStore, address: str) -> None:
    """Somebody types the address into a form, and nothing follows."""
    store.request_subscription(address, "", ["weekly"], confirm_after=NOW, now=NOW)


def tidy_after(store: SqlStore, after: timedelta, *, stops: bool = False) -> Tidied:
    """So long after they signed up."""
    return tidy(
        store,
        confirm_within=FORTNIGHT,
        now=NOW + after,
        is_stopping=lambda: stops,
    )


def test_an_address_is_kept_as_long_as_its_link_may_be_used(store: SqlStore) -> None:
    """And some days more, as the letter may have waited for its relay."""
    assert tidy_after(store, FORTNIGHT + GRACE) == Tidied()
    later = FORTNIGHT + GRACE + timedelta(seconds=1)
    assert tidy_after(store, later) == Tidied(unanswered=PAGE + 1)
    assert tidy_after(store, later) == Tidied()


def test_old_reports_go(store: SqlStore) -> None:
    """After more than a year, so that one can compare with the last."""
    assert tidy_after(store, KEEP_BOUNCES).bounces == 0
    assert tidy_after(store, KEEP_BOUNCES + timedelta(days=1)).bounces == 1


def test_a_stop_is_heard_between_pages(store: SqlStore) -> None:
    """The rest waits for another day."""
    assert tidy_after(store, 2 * FORTNIGHT, stops=True).unanswered == 0


def test_the_lane_tells_only_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In numbers."""
    clock = Clock(NOW)
    with a_press(write_publication(tmp_path), clock) as press:
        press.store.request_subscription(
            "ann@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        lane = Tidying(press, open_log(), is_stopping=lambda: False)
        lane.work()
        clock.now += timedelta(days=99)
        lane.work()
        lane.work()
    (told,) = LogBook(capsys).events("tidied")
    assert (told["unanswered"], told["wishes"], told["bounces"]) == (1, 0, 0)


def test_nothing_is_erased_while_letters_are_held(tmp_path: Path) -> None:
    """By a clock in 2037 all would have had its time; it is made up for soon after."""
    clock, is_held = Clock(NOW), [True]
    with a_press(write_publication(tmp_path), clock) as press:
        press.store.request_subscription(
            "ann@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        clock.now += timedelta(days=3700)
        lane = Tidying(
            press, open_log(), is_stopping=lambda: False, is_held=lambda: is_held[0]
        )
        lane.work()
        assert "weekly" in press.store.count_subscribers()
        lane.lane.start()
        is_held[0] = False
        lane.catch_up()
        until(lambda: "weekly" not in press.store.count_subscribers())
        until(lambda: not lane.lane.is_busy)
        lane.catch_up()
        lane.lane.close()
        assert lane.lane.has_ended(60)
    assert lane.lane.runs == 1


def test_a_clock_that_jumps_stops_the_tidying(tmp_path: Path) -> None:
    """Between two pages."""
    clock, looks = Clock(NOW), iter([False, True])
    with a_press(write_publication(tmp_path), clock) as press:
        press.store.request_subscription(
            "ann@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        clock.now += timedelta(days=3700)
        Tidying(
            press, open_log(), is_stopping=lambda: False, is_held=lambda: next(looks)
        ).work()
        assert "weekly" in press.store.count_subscribers()
