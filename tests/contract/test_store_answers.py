"""The group commit: answers kept, intents granted, both or neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from builders import NOW, a_suppression
from digest.deliveries import Delivery, DeliveryState, Outcome, OutcomeKind
from digest.store.databases.connection import BATCH
from digest.store.protocols import Answer, DeliveryQuery, Store
from store_steps import ACCEPTED, DEFERRED, LEASE, add_readers, claim, publish

HOUR = timedelta(hours=1)
READERS = ("ann@example.net", "bob@example.net", "cy@example.net")
UNKNOWN = Outcome(kind=OutcomeKind.UNKNOWN, reply="no answer came")


def some_deliveries(store: Store, *addresses: str) -> tuple[Delivery, ...]:
    """An issue on its way to each, leased."""
    add_readers(store, *(addresses or READERS))
    publish(store)
    return claim(store, 2 * BATCH)


def an_answer(delivery: Delivery, **changes: Any) -> Answer:
    """The relay took it."""
    answer = Answer(
        delivery=delivery.id,
        outcome=ACCEPTED,
        state=DeliveryState.ACCEPTED,
        due=NOW,
        relay="main",
    )
    return replace(answer, **changes)


def test_answers_and_intents_go_together(store: Store) -> None:
    """What one turn of the sender gathered is one transaction."""
    ann, bob, cy = some_deliveries(store)
    assert store.write([ann.id, bob.id], [], now=NOW) == {ann.id, bob.id}
    assert store.write([cy.id], [an_answer(ann), an_answer(bob)], now=NOW) == {cy.id}
    assert store.write([], [an_answer(cy)], now=NOW) == frozenset()
    assert store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 3}
    assert store.write([], [], now=NOW) == frozenset()


def test_only_what_may_go_out_is_granted(store: Store) -> None:
    """Not who left or was suppressed or forgotten, nor what nobody knows."""
    addresses = (*READERS, "dan@example.net")
    ann, bob, cy, dan = some_deliveries(store, *addresses)
    store.unsubscribe(ann.subscriber.id, "weekly", now=NOW)
    store.suppress(a_suppression("bob@example.net"))
    store.forget(cy.subscriber.id)
    asked = [ann.id, bob.id, cy.id, dan.id, 999_999]
    assert store.write(asked, [], now=NOW) == {dan.id}


def test_an_intent_is_granted_once(store: Store) -> None:
    """The second is a mistake, or another process's."""
    (ann,) = some_deliveries(store, "ann@example.net")
    assert store.write([ann.id, ann.id], [], now=NOW) == {ann.id}
    assert store.write([ann.id], [], now=NOW) == frozenset()


def test_an_intent_after_the_lease_is_refused(store: Store) -> None:
    """Unless the lease was extended before."""
    ann, bob, cy = some_deliveries(store)
    store.extend_lease([ann.id, 999_999], NOW + 2 * LEASE)
    store.extend_lease([], NOW)
    later = NOW + LEASE
    assert store.write([ann.id, bob.id, cy.id], [], now=later) == {ann.id}
    assert {one.id for one in claim(store, now=later)} == {bob.id, cy.id}


def test_what_is_put_off_comes_back_at_its_moment(store: Store) -> None:
    """Untried, as its domain rests."""
    (ann,) = some_deliveries(store, "ann@example.net")
    store.put_off([(ann.id, NOW + HOUR)])
    store.put_off([])
    assert store.write([ann.id], [], now=NOW) == frozenset()
    assert claim(store) == ()
    assert store.next_due(now=NOW) == NOW + HOUR
    (again,) = claim(store, now=NOW + HOUR)
    assert (again.id, again.attempts) == (ann.id, 0)


@pytest.mark.parametrize("state", [DeliveryState.HELD, DeliveryState.FAILED])
def test_an_answer_that_never_came_can_be_left_to_the_owner(
    store: Store, state: DeliveryState
) -> None:
    """Held or given up: it does not go out, and is listed as in doubt."""
    (ann,) = some_deliveries(store, "ann@example.net")
    store.write([ann.id], [], now=NOW)
    store.write([], [an_answer(ann, outcome=UNKNOWN, state=state)], now=NOW)
    assert claim(store, now=NOW + HOUR) == ()
    assert store.next_due(now=NOW) is None
    (record,) = store.find_deliveries(DeliveryQuery(in_doubt=True))
    assert (record.state, record.attempts, record.due) == (state, 1, None)


def test_a_delivery_in_doubt_that_waits_is_claimed_as_such(store: Store) -> None:
    """Whoever sends it again knows that its reader may have two."""
    (ann,) = some_deliveries(store, "ann@example.net")
    store.write([ann.id], [], now=NOW)
    waiting = an_answer(ann, outcome=UNKNOWN, state=DeliveryState.DEFERRED)
    store.write([], [waiting], now=NOW)
    (again,) = claim(store)
    assert again.is_in_doubt
    assert again.attempts == 1
    store.write([again.id], [an_answer(again)], now=NOW)
    assert not [*store.find_deliveries(DeliveryQuery(in_doubt=True))]


def test_answers_are_counted_by_relay_and_minute(store: Store) -> None:
    """So that a rate holds over a restart; what never reached a relay is no answer."""
    ann, bob, cy = some_deliveries(store)
    later = NOW + timedelta(minutes=5)
    silence = replace(DEFERRED, code=0)
    store.write([], [an_answer(ann), an_answer(bob, relay="other")], now=NOW)
    store.write([], [an_answer(cy)], now=later)
    store.write([], [an_answer(cy, outcome=silence)], now=later)
    assert store.answered_since(NOW) == 3
    assert store.answered_since(NOW, "main") == 2
    assert store.answered_since(later, "main") == 1
    assert store.answered_since(NOW + HOUR) == 0
    store.release_all(now=NOW + timedelta(days=2, minutes=3))
    assert store.answered_since(NOW) == 1


def test_a_page_may_be_any_number(store: Store) -> None:
    """More than a statement takes values."""
    names = (f"r{number}@example.net" for number in range(BATCH + 7))
    deliveries = some_deliveries(store, *names)
    numbers = [one.id for one in deliveries]
    assert store.write(numbers, [], now=NOW) == set(numbers)
    store.write([], [an_answer(one) for one in deliveries], now=NOW)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: BATCH + 7}
