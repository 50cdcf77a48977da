"""The store in numbers, for who watches over it."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW
from digest.deliveries import DeliveryState, Outcome, OutcomeKind
from digest.issues import Slot, SlotState
from digest.readers import SubscriberState
from digest.store.protocols import Answer, Store
from store_steps import add_readers, publish

LATER = NOW + timedelta(minutes=5)


def test_an_empty_store_has_no_numbers(store: Store) -> None:
    """And nothing waits in it."""
    vitals = store.vitals(now=NOW)
    assert vitals.slots == {}
    assert vitals.oldest_slot is None
    assert vitals.deliveries == {}
    assert vitals.in_doubt == 0
    assert vitals.oldest_delivery is None
    assert vitals.subscribers == {}
    assert vitals.suppressed == 0
    assert vitals.answers == {}


def test_what_waits_is_counted_by_state(store: Store) -> None:
    """What is settled is not, however much of it there is."""
    add_readers(store, "ann@example.net", "bob@example.net", "eve@example.net")
    publish(store)
    one, other, _ = store.claim_deliveries(9, now=NOW, lease_until=LATER)
    store.write([one.id, other.id], (), now=NOW)
    accepted = Answer(
        delivery=one.id,
        outcome=Outcome(kind=OutcomeKind.ACCEPTED, code=250),
        state=DeliveryState.ACCEPTED,
        due=NOW,
        relay="main",
    )
    store.write((), [accepted], now=NOW)
    vitals = store.vitals(now=NOW + timedelta(minutes=1))
    assert vitals.deliveries == {DeliveryState.CLAIMED: 1, DeliveryState.PENDING: 1}
    assert vitals.in_doubt == 1
    assert vitals.oldest_delivery == NOW
    assert vitals.subscribers == {("weekly", SubscriberState.CONFIRMED): 3}
    assert vitals.slots == {("weekly", SlotState.DONE): 1}
    assert vitals.answers == {"main": 1}
    assert store.vitals(now=NOW + timedelta(minutes=2)).answers == {}


def test_the_oldest_slot_without_an_issue_is_known(store: Store) -> None:
    """The lag that somebody is to be woken for."""
    slots = [
        Slot(newsletter="weekly", name=f"2026-11-16T0{hour}:00", due_at=moment)
        for hour, moment in ((8, NOW - timedelta(hours=1)), (9, NOW))
    ]
    store.watermark("weekly", "0 * * * * UTC", start=NOW, latest=NOW)
    store.record_slots("weekly", slots, watermark=NOW)
    vitals = store.vitals(now=NOW)
    assert vitals.oldest_slot == NOW - timedelta(hours=1)
    assert vitals.slots == {("weekly", SlotState.DUE): 2}


def test_a_server_has_a_clock_and_a_file_has_none(store: Store) -> None:
    """It is aware, and goes on."""
    first = store.server_time()
    second = store.server_time()
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert first.tzinfo is not None
        assert first <= second
