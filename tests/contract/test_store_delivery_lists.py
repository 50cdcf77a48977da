"""Deliveries as their owner looks at them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import NOW, a_suppression
from digest.deliveries import DeliveryState, Outcome, OutcomeKind, Purpose
from digest.store.databases.connection import BATCH
from digest.store.protocols import Answer, DeliveryQuery, FailureCount, Store
from store_steps import ACCEPTED, DEFERRED, accept, add_readers, claim, publish

READERS = ("ann@example.net", "bob@example.net", "cy@example.net")
REFUSED = Outcome(
    kind=OutcomeKind.REFUSED, code=550, status="5.1.1", reply="5.1.1 no such user"
)


def fail_all(store: Store) -> None:
    """The relay refuses whatever is due."""
    answers = [
        Answer(delivery=one.id, outcome=REFUSED, state=DeliveryState.FAILED, due=NOW)
        for one in claim(store)
    ]
    store.write([], answers, now=NOW)


def numbers(store: Store, **query: Any) -> list[tuple[str, int, str]]:
    """Newsletter, issue and reader of the deliveries that are meant."""
    meant = replace(DeliveryQuery(), **query)
    return [
        (one.newsletter, one.issue, one.address.partition("@")[0])
        for one in store.find_deliveries(meant)
    ]


@pytest.fixture
def filled(store: Store) -> Store:
    """Two issues of one newsletter and one of another, and a letter to confirm."""
    add_readers(store, "ann@example.net", "bob@example.net")
    add_readers(store, "ann@example.net", newsletter="daily")
    publish(store, 1)
    publish(store, 1, "daily")
    store.request_subscription(
        "new@example.net", "", ["daily"], confirm_after=NOW, now=NOW
    )
    for delivery in claim(store):
        if delivery.subscriber.address == "bob@example.net":
            accept(store, delivery)
    publish(store, 2)
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"newsletter": "daily"}, ["daily 1 ann", "daily 0 new"]),
        ({"newsletter": "daily", "number": 1}, ["daily 1 ann"]),
        ({"number": 2}, ["weekly 2 ann", "weekly 2 bob"]),
        ({"states": (DeliveryState.ACCEPTED,)}, ["weekly 1 bob"]),
        ({"address": "BOB@example.net"}, ["weekly 1 bob", "weekly 2 bob"]),
        ({"address": "new@example.net"}, ["daily 0 new"]),
        ({"address": "new@example.net", "number": 1}, []),
        ({"address": "nobody@example.net"}, []),
        ({"newsletter": "monthly"}, []),
        ({"newsletter": "weekly", "number": 7}, []),
        ({"in_doubt": True}, []),
    ],
)
def test_all_that_is_named_is_met(
    filled: Store, query: dict[str, Any], found: list[str]
) -> None:
    """Who got what is asked in any combination."""
    listed = [f"{name} {issue} {who}" for name, issue, who in numbers(filled, **query)]
    assert listed == found


def test_a_record_says_all_that_is_known(store: Store) -> None:
    """The relay's words, too."""
    add_readers(store, "Ann@Example.net")
    publish(store)
    fail_all(store)
    (record,) = store.find_deliveries(DeliveryQuery())
    assert record.address == "Ann@Example.net"
    assert (record.purpose, record.issue) == (Purpose.ISSUE, 1)
    assert (record.planned, record.due, record.answered) == (NOW, None, NOW)
    assert (record.code, record.status) == (550, "5.1.1")
    assert record.reply == REFUSED.reply
    assert (record.attempts, record.is_in_doubt) == (1, False)


def test_a_list_may_be_longer_than_a_page(store: Store) -> None:
    """Each once, in the order in which they were planned."""
    names = [f"r{number}@example.net" for number in range(BATCH + 3)]
    add_readers(store, *names)
    publish(store)
    listed = [record.address for record in store.find_deliveries(DeliveryQuery())]
    assert listed == sorted(names)


def test_states_and_failures_are_counted(store: Store) -> None:
    """Failures by what the relay said, the most common first."""
    add_readers(store, *READERS)
    publish(store)
    ann, bob, cy = claim(store)
    outcomes = [(ann, REFUSED), (bob, replace(REFUSED, reply="5.1.1 no bob here"))]
    answers = [
        Answer(delivery=one.id, outcome=outcome, state=DeliveryState.FAILED, due=NOW)
        for one, outcome in outcomes
    ]
    later = DeliveryState.DEFERRED
    waits = Answer(delivery=cy.id, outcome=DEFERRED, state=later, due=NOW)
    store.write([], [*answers, waits], now=NOW)
    issue = DeliveryQuery(newsletter="weekly", number=1)
    assert store.count_deliveries(issue) == {
        DeliveryState.DEFERRED: 1,
        DeliveryState.FAILED: 2,
    }
    assert store.count_failures(issue) == (
        FailureCount(code=550, status="5.1.1", reply="5.1.1 no bob here", count=2),
        FailureCount(code=451, status="4.7.1", reply="later", count=1),
    )
    assert store.count_failures(DeliveryQuery(number=9)) == ()


def test_what_failed_can_be_tried_anew(store: Store) -> None:
    """From the first try on."""
    add_readers(store, *READERS)
    publish(store)
    fail_all(store)
    assert claim(store) == ()
    assert store.retry(DeliveryQuery(address="ann@example.net"), NOW) == 1
    (again,) = claim(store)
    assert (again.subscriber.address, again.attempts) == ("ann@example.net", 0)
    assert store.retry(DeliveryQuery(), NOW) == 2


def test_nothing_is_tried_anew_for_who_does_not_want_it(store: Store) -> None:
    """Who left, is suppressed or was forgotten; nor what the relay took."""
    ann, bob, cy, dan = add_readers(store, *READERS, "dan@example.net")
    publish(store)
    (*_, last) = claim(store)
    accept(store, last)
    assert last.subscriber.id == dan
    store.unsubscribe(ann, "weekly", now=NOW)
    store.suppress(a_suppression("bob@example.net"))
    store.forget(cy)
    assert store.retry(DeliveryQuery(), NOW) == 0
    assert numbers(store, states=(DeliveryState.WITHDRAWN,)) == [
        ("weekly", 1, "ann"),
        ("weekly", 1, "bob"),
    ]
    assert bob


def test_what_waits_can_be_withdrawn(store: Store) -> None:
    """And tried anew after all."""
    add_readers(store, *READERS)
    publish(store)
    ann, *_ = claim(store)
    accept(store, ann)
    issue = DeliveryQuery(newsletter="weekly", number=1)
    assert store.withdraw(issue) == 2
    assert store.withdraw(issue) == 0
    assert store.next_due(now=NOW) is None
    assert store.retry(issue, NOW) == 2
    assert len(claim(store)) == 2
    assert ACCEPTED.code == 250


def test_who_is_forgotten_leaves_no_row(store: Store) -> None:
    """Of no issue, and of nothing that was for them alone."""
    ann, bob = add_readers(store, "ann@example.net", "bob@example.net")
    publish(store, 1)
    publish(store, 2)
    store.request_subscription(
        "ann@example.net", "", ["daily"], confirm_after=NOW, now=NOW
    )
    assert len(numbers(store, address="ann@example.net")) == 3
    store.forget(ann)
    assert numbers(store) == [("weekly", 1, "bob"), ("weekly", 2, "bob")]
    assert store.open_deliveries() == 2
    assert bob
