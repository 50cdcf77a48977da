from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW, a_suppression
from digest.deliveries import Delivery, DeliveryState, Purpose
from digest.readers import Addressee
from digest.reasons import Reason
from digest.store.databases.connection import BATCH
from digest.store.protocols import Store
from store_steps import (
    ACCEPTED,
    DEFERRED,
    LEASE,
    accept,
    add_readers,
    addresses,
    claim,
    defer,
    intend,
    publish,
    record_outcome,
)

HOUR = timedelta(hours=1)
READERS = ("ann@example.net", "bob@example.net", "cy@example.net")


def one_delivery(store: Store) -> Delivery:
    """An issue on its way to Ann, leased."""
    add_readers(store, "ann@example.net")
    publish(store)
    (delivery,) = claim(store)
    return delivery


def test_a_claim_brings_letter_and_reader(store: Store) -> None:
    """All that is needed to address the message; the state does not change yet."""
    (ann,) = add_readers(store, "ann@example.net")
    publish(store, 1)
    (delivery,) = claim(store)
    assert delivery == Delivery(
        id=delivery.id,
        purpose=Purpose.ISSUE,
        newsletter="weekly",
        issue=1,
        subscriber=Addressee(id=ann, address="ann@example.net"),
        state=DeliveryState.PENDING,
        planned=NOW,
        due=NOW,
    )
    assert store.delivery_counts("weekly", 1) == {DeliveryState.PENDING: 1}


def test_a_leased_delivery_is_not_given_to_another(store: Store) -> None:
    """Until the lease runs out; then it is untried, not in doubt."""
    add_readers(store, *READERS)
    publish(store)
    assert len(claim(store, 2)) == 2
    assert len(claim(store)) == 1
    assert claim(store) == ()
    again = claim(store, now=NOW + LEASE)
    assert len(again) == 3
    assert not any(delivery.is_in_doubt for delivery in again)


def test_confirmations_come_first_then_the_oldest(store: Store) -> None:
    """Somebody waits for a confirmation; issues go by when they are due."""
    add_readers(store, "ann@example.net")
    publish(store, 1)
    (delivery,) = claim(store)
    defer(store, delivery, due=NOW + HOUR)
    publish(store, 2)
    store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW + HOUR
    )
    order = [(d.purpose, d.issue) for d in claim(store, now=NOW + HOUR)]
    assert order == [
        (Purpose.CONFIRMATION, 0),
        (Purpose.ISSUE, 2),
        (Purpose.ISSUE, 1),
    ]


def test_nothing_is_claimed_before_it_is_due(store: Store) -> None:
    """A deferred delivery comes back at its time, with what the relay said."""
    delivery = one_delivery(store)
    assert intend(store, delivery.id, now=NOW)
    defer(store, delivery, due=NOW + HOUR)
    assert claim(store) == ()
    assert store.next_due(now=NOW) == NOW + HOUR
    (again,) = claim(store, now=NOW + HOUR)
    assert again.state is DeliveryState.DEFERRED
    assert (again.attempts, again.reply) == (1, DEFERRED.reply)
    assert not again.is_in_doubt


def test_a_claim_takes_what_it_asks_for_over_all_pages(store: Store) -> None:
    """Though the first ones found are all withdrawn."""
    add_readers(store, *(f"a{number}@example.net" for number in range(BATCH + 10)))
    publish(store)
    for subscriber in list(store.subscribers())[: BATCH + 5]:
        store.unsubscribe(subscriber.id, "weekly", now=NOW)
    assert len(claim(store, 3)) == 3
    assert len(claim(store, BATCH)) == 2
    assert claim(store, 0) == ()


def test_who_was_suppressed_or_left_is_withdrawn_at_the_claim(store: Store) -> None:
    """Whatever waits in the outbox."""
    add_readers(store, *READERS)
    publish(store)
    store.suppress(a_suppression("ANN@example.net"))
    assert addresses(claim(store)) == ["bob@example.net", "cy@example.net"]
    assert store.delivery_counts("weekly", 1)[DeliveryState.WITHDRAWN] == 1


def test_an_intent_makes_a_delivery_claimed(store: Store) -> None:
    """Written once; the second process that comes with the same one must not send."""
    delivery = one_delivery(store)
    assert intend(store, delivery.id, now=NOW)
    assert not intend(store, delivery.id, now=NOW)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.CLAIMED: 1}
    assert store.open_deliveries() == 1


def test_no_intent_after_leaving_or_suppression(store: Store) -> None:
    """Though the delivery was leased before."""
    add_readers(store, *READERS)
    publish(store)
    ann, bob, cy = claim(store)
    store.unsubscribe(ann.subscriber.id, "", now=NOW)
    store.suppress(a_suppression("bob@example.net"))
    store.forget(cy.subscriber.id)
    assert not any(intend(store, d.id, now=NOW) for d in (ann, bob, cy))


def test_no_intent_without_a_lease(store: Store) -> None:
    """A process that slept through it would send what another sends, too."""
    delivery = one_delivery(store)
    assert not intend(store, delivery.id, now=NOW + LEASE)
    store.release([delivery.id])
    assert not intend(store, delivery.id, now=NOW)


def test_what_a_dead_process_left_is_in_doubt(store: Store) -> None:
    """By name, with the lost try counted, and sent again by just one process."""
    delivery = one_delivery(store)
    intend(store, delivery.id, now=NOW)
    assert claim(store) == ()
    later = NOW + LEASE
    (doubtful,) = claim(store, now=later)
    assert doubtful.is_in_doubt
    assert doubtful.state is DeliveryState.CLAIMED
    assert doubtful.attempts == 1
    assert intend(store, delivery.id, now=later)
    assert not intend(store, delivery.id, now=later)
    (again,) = claim(store, now=later + LEASE)
    assert again.is_in_doubt
    assert again.attempts == 2


def test_a_doubtful_delivery_given_back_stays_in_doubt(store: Store) -> None:
    """It was tried once, whatever the second process did with it."""
    delivery = one_delivery(store)
    intend(store, delivery.id, now=NOW)
    claim(store, now=NOW + LEASE)
    store.release([delivery.id])
    (again,) = claim(store, now=NOW + LEASE)
    assert again.is_in_doubt
    assert again.attempts == 1


def test_who_left_while_in_doubt_is_not_mailed_again(store: Store) -> None:
    """Twice would be bad enough; after leaving it is worse."""
    delivery = one_delivery(store)
    intend(store, delivery.id, now=NOW)
    store.unsubscribe(delivery.subscriber.id, "weekly", now=NOW)
    assert claim(store, now=NOW + LEASE) == ()
    assert store.delivery_counts("weekly", 1) == {DeliveryState.WITHDRAWN: 1}


def test_an_answer_that_comes_after_leaving_is_kept_but_not_acted_on(
    store: Store,
) -> None:
    """Accepted is what happened; deferred would mail them later."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    ann, bob = claim(store)
    for delivery in (ann, bob):
        intend(store, delivery.id, now=NOW)
        store.unsubscribe(delivery.subscriber.id, "", now=NOW)
    accept(store, ann)
    defer(store, bob, due=NOW)
    assert store.delivery_counts("weekly", 1) == {
        DeliveryState.ACCEPTED: 1,
        DeliveryState.WITHDRAWN: 1,
    }
    assert store.next_due(now=NOW) is None


@pytest.mark.parametrize("state", list(DeliveryState))
def test_what_the_relay_accepted_stays_accepted(
    store: Store, state: DeliveryState
) -> None:
    """A late process that had no luck cannot make it go out again."""
    delivery = one_delivery(store)
    intend(store, delivery.id, now=NOW)
    accept(store, delivery)
    record_outcome(store, delivery.id, DEFERRED, state, due=NOW, now=NOW)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 1}
    assert claim(store, now=NOW + LEASE) == ()


def test_a_failed_delivery_is_not_tried_again(store: Store) -> None:
    """Unless the truth turns out to be better: another process had it accepted."""
    delivery = one_delivery(store)
    intend(store, delivery.id, now=NOW)
    record_outcome(store, delivery.id, DEFERRED, DeliveryState.FAILED, due=NOW, now=NOW)
    defer(store, delivery, due=NOW)
    assert claim(store, now=NOW + HOUR) == ()
    record_outcome(
        store, delivery.id, ACCEPTED, DeliveryState.ACCEPTED, due=NOW, now=NOW
    )
    assert store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 1}


def test_released_deliveries_can_be_claimed_at_once(store: Store) -> None:
    """They were not tried, and that is not counted."""
    add_readers(store, *READERS)
    publish(store)
    store.release(delivery.id for delivery in claim(store))
    store.release([])
    again = claim(store)
    assert [d.attempts for d in again] == [0, 0, 0]


def test_the_next_due_moment_counts_leases_and_both_purposes(store: Store) -> None:
    """So that the daemon can sleep until then."""
    assert store.next_due(now=NOW) is None
    add_readers(store, "ann@example.net")
    publish(store)
    assert store.next_due(now=NOW) == NOW
    (delivery,) = claim(store)
    assert store.next_due(now=NOW) == NOW + LEASE
    defer(store, delivery, due=NOW + 2 * HOUR)
    assert store.next_due(now=NOW) == NOW + 2 * HOUR
    store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW + HOUR
    )
    assert store.next_due(now=NOW) == NOW + HOUR


def test_open_deliveries_are_counted_by_purpose(store: Store) -> None:
    """Waiting or claimed; settled ones are not open."""
    delivery = one_delivery(store)
    store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
    )
    assert store.open_deliveries() == 2
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
    accept(store, delivery)
    assert store.open_deliveries(Purpose.ISSUE) == 0


def test_an_outcome_for_who_was_forgotten_changes_nothing(store: Store) -> None:
    """The process that asked was faster than its relay."""
    delivery = one_delivery(store)
    intend(store, delivery.id, now=NOW)
    store.forget(delivery.subscriber.id)
    accept(store, delivery)
    assert store.delivery_counts("weekly", 1) == {}


def test_suppressions_are_listed_by_address(store: Store) -> None:
    """Each once, with its first reason."""
    for address, reason in [
        ("b@c.d", "user-unknown"),
        ("a@c.d", "owner"),
        ("B@c.d", "spam"),
    ]:
        store.suppress(a_suppression(address, Reason(reason)))
    assert store.suppressions() == (
        a_suppression("a@c.d", Reason.OWNER),
        a_suppression("b@c.d"),
    )


def test_a_suppression_holds_for_who_comes_later(store: Store) -> None:
    """The address need not be known when it is suppressed."""
    store.suppress(a_suppression("ann@example.net", Reason.OWNER))
    add_readers(store, "Ann@Example.net")
    assert publish(store) == 0
