"""What the store keeps of bounces, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest

from builders import NOW
from digest.reasons import Reason
from digest.records.bounces import Bounce, BounceCounts, BounceKind, Recorded
from digest.store.databases.sqlite import open_memory
from digest.store.sql import SqlStore
from returned_mail import send_issue, state_of
from store_steps import add_readers

DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """One reader."""
    with closing(open_memory()) as opened:
        add_readers(opened, "ann@example.org")
        yield opened


def a_bounce(**changes: Any) -> Bounce:
    """A full mailbox."""
    values: dict[str, Any] = {
        "kind": BounceKind.TRANSIENT,
        "reason": Reason.MAILBOX_FULL,
        "detail": "no room",
        "received": NOW,
        "source": "mailbox",
        "id": str(changes.get("delivery", "x")),
        **changes,
    }
    return Bounce(**values)


def bounce_weekly(store: SqlStore, count: int, **changes: Any) -> list[Recorded]:
    """An issue every five days, each of which comes back a minute later."""
    found = []
    for number in range(1, count + 1):
        sent = NOW + 5 * number * DAY
        (delivery,) = send_issue(store, number, now=sent)
        received = sent + timedelta(minutes=1)
        bounce = a_bounce(delivery=delivery, received=received, **changes)
        found.append(store.record_bounce(bounce))
    return found


def test_five_failures_in_a_month_suppress(store: SqlStore) -> None:
    """The fifth one does, as a mailbox that is closed."""
    found = bounce_weekly(store, 5)
    assert [one.suppressed for one in found] == [None] * 4 + [Reason.NOT_ACCEPTED]
    (suppression,) = store.suppressions()
    assert (suppression.reason, suppression.detail) == ("not-accepted", "no room")


def test_failures_that_are_ours_never_suppress(store: SqlStore) -> None:
    """Who blocks us, or does not believe us, has a reader."""
    for_us = bounce_weekly(store, 6, reason=Reason.AUTHENTICATION)
    assert all(one.suppressed is None for one in for_us)
    assert store.suppressions() == ()


def test_a_success_between_begins_the_count_anew(store: SqlStore) -> None:
    """Also after a long time of failures."""
    bounce_weekly(store, 4)
    send_issue(store, 5, now=NOW + 21 * DAY)
    (delivery,) = send_issue(store, 6, now=NOW + 22 * DAY)
    recorded = store.record_bounce(
        a_bounce(delivery=delivery, received=NOW + 22 * DAY + timedelta(minutes=1))
    )
    assert recorded == Recorded(is_new=True, is_believed=True)


def test_old_failures_do_not_count(store: SqlStore) -> None:
    """A month later it is another matter."""
    bounce_weekly(store, 4)
    (delivery,) = send_issue(store, 5, now=NOW + 60 * DAY)
    late = a_bounce(delivery=delivery, received=NOW + 60 * DAY)
    assert store.record_bounce(late).suppressed is None


def test_a_vouched_address_needs_a_letter_of_ours(store: SqlStore) -> None:
    """A service may tell of letters that others of its customers sent."""
    told: dict[str, Any] = {
        "kind": BounceKind.COMPLAINT,
        "reason": Reason.COMPLAINT,
        "address": "Ann@example.org",
        "source": "ses",
        "is_vouched": True,
    }
    assert not store.record_bounce(a_bounce(id="1", **told)).is_believed
    send_issue(store, 1)
    assert store.record_bounce(a_bounce(id="2", **told)).suppressed == "complaint"
    assert not store.record_bounce(a_bounce(id="2", **told)).is_new
    nobody = {**told, "address": ""}
    assert not store.record_bounce(a_bounce(id="3", **nobody)).is_believed


def test_an_address_alone_is_a_hint(store: SqlStore) -> None:
    """It is shown, and changes nothing."""
    send_issue(store, 1)
    dead = a_bounce(
        kind=BounceKind.PERMANENT,
        reason=Reason.USER_UNKNOWN,
        address="ann@example.org",
    )
    assert store.record_bounce(dead) == Recorded(is_new=True)
    (record,) = store.bounces(since=NOW)
    assert (record.bounce.address, record.is_believed) == ("ann@example.org", False)
    assert state_of(store, 1)[0] == "accepted"


def test_a_signed_link_names_the_newest_letter(store: SqlStore) -> None:
    """It says who, and not which letter."""
    send_issue(store, 1)
    (newest,) = send_issue(store, 2, now=NOW + DAY)
    gone = a_bounce(kind=BounceKind.PERMANENT, reason=Reason.MOVED, subscriber=1)
    assert store.record_bounce(gone).suppressed is Reason.MOVED
    assert state_of(store, newest) == ("failed", "no room")


def test_the_first_reason_stays(store: SqlStore) -> None:
    """What comes later is kept, and suppresses nobody anew."""
    (delivery,) = send_issue(store, 1)
    dead = {"kind": BounceKind.PERMANENT, "delivery": delivery}
    store.record_bounce(a_bounce(reason=Reason.MOVED, id="1", **dead))
    again = store.record_bounce(a_bounce(reason=Reason.HOST_UNKNOWN, id="2", **dead))
    assert again == Recorded(is_new=True, is_believed=True)
    (suppression,) = store.suppressions()
    assert suppression.reason is Reason.MOVED


def test_bounces_are_listed_and_counted(store: SqlStore) -> None:
    """The newest first, by reason and domain; what nothing proves is apart."""
    bounce_weekly(store, 2)
    store.record_bounce(a_bounce(id="hint", address="x@example.net"))
    records = list(store.bounces(since=NOW))
    assert [record.issue for record in records] == [0, 2, 1]
    assert [*store.bounces(since=NOW, domain="example.net")] == [records[0]]
    assert [*store.bounces(since=NOW, reason="moved")] == []
    assert store.count_bounces(since=NOW) == BounceCounts(
        reasons={"mailbox-full": 2}, domains={"example.org": 2}, unproven=1
    )
    assert store.forget_bounces(before=NOW + 7 * DAY) == 2
    assert len([*store.bounces(since=NOW)]) == 1


def test_who_is_forgotten_leaves_no_bounce(store: SqlStore) -> None:
    """Of a stranger nothing but the domain is kept from the beginning."""
    bounce_weekly(store, 1)
    store.forget(1)
    assert [*store.bounces(since=NOW)] == []


@pytest.mark.parametrize(
    ("moved", "reason"), [(NOW + DAY, None), (NOW, Reason.USER_UNKNOWN)]
)
def test_what_comes_back_from_an_old_address_says_nothing_of_the_new(
    store: SqlStore, moved: datetime, reason: Reason | None
) -> None:
    """People move because a mailbox dies; its last report must not stop their mail."""
    (letter,) = send_issue(store, 1)
    store.ask_to_move(1, "ann@new.example", ask_after=moved, now=moved)
    assert store.move(1, "ann@new.example", now=moved)
    gone = a_bounce(
        kind=BounceKind.PERMANENT, reason=Reason.USER_UNKNOWN, delivery=letter
    )
    recorded = store.record_bounce(gone)
    assert (recorded.is_believed, recorded.suppressed) == (True, reason)


def test_a_letter_that_several_report_failed_once(store: SqlStore) -> None:
    """The relay, the mailbox and a service may all know of it."""
    for number in range(1, 3):
        (delivery,) = send_issue(store, number, now=NOW + number * DAY)
        for source in ("relay", "mailbox", "ses"):
            bounce = a_bounce(
                delivery=delivery, source=source, received=NOW + number * DAY
            )
            assert store.record_bounce(bounce).suppressed is None


def test_refusals_are_kept_as_bounces(store: SqlStore) -> None:
    """All of a turn at once, each once."""
    (delivery,) = send_issue(store, 1)
    gone = a_bounce(
        kind=BounceKind.PERMANENT,
        reason=Reason.USER_UNKNOWN,
        delivery=delivery,
        source="relay",
    )
    store.record_refusals([gone, gone])
    store.record_refusals([gone])
    assert len(list(store.bounces(since=NOW))) == 1
    assert [one.reason for one in store.suppressions()] == [Reason.USER_UNKNOWN]
