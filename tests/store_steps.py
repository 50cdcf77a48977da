"""Steps that tests of the store take again and again, each in one line."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

from builders import NOW, a_letter, an_issue
from digest.deliveries import Delivery, DeliveryState, Outcome, OutcomeKind
from digest.issues import Slot
from digest.store.owner import name_owner
from digest.store.protocols import Answer, NewSubscriber, Store

LEASE = timedelta(minutes=5)
ACCEPTED = Outcome(kind=OutcomeKind.ACCEPTED, code=250, reply="2.0.0 queued")
DEFERRED = Outcome(kind=OutcomeKind.DEFERRED, code=451, status="4.7.1", reply="later")


def a_slot(number: int = 1, newsletter: str = "weekly") -> Slot:
    """The slot of this week, or of one after it."""
    due = NOW + timedelta(weeks=number - 1)
    return Slot(newsletter=newsletter, name=f"{due:%Y-%m-%d}T07:00", due_at=due)


def hold_slot(store: Store, slot: Slot | None = None) -> int:
    """Record the slot and claim it; its fence."""
    slot = slot or a_slot()
    store.record_slots(slot.newsletter, [slot], watermark=slot.due_at)
    fence = store.claim_slot(
        slot.newsletter, slot.name, now=NOW, lease_until=NOW + LEASE
    )
    assert fence is not None
    return fence


def a_dead_owner() -> str:
    """The name of a process that was, and is no more."""
    command = [sys.executable, "-S", "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603
        return name_owner(process.pid, "dead")


def add_readers(store: Store, *addresses: str, newsletter: str = "weekly") -> list[int]:
    """Import them as confirmed; their ids."""
    rows = [NewSubscriber(address=address) for address in addresses]
    store.import_subscribers(rows, [newsletter], consent="owner", now=NOW)
    return [number_of(store, address) for address in addresses]


def number_of(store: Store, address: str) -> int:
    """The id of the subscriber who has this address."""
    subscriber = store.find_subscriber(address)
    assert subscriber is not None
    return subscriber.id


def publish(store: Store, number: int = 1, newsletter: str = "weekly") -> int:
    """Publish an issue without entries for a slot of its own; planned deliveries."""
    slot = a_slot(number, newsletter)
    issue = an_issue(newsletter=newsletter, number=number, slot=slot.name, entries=())
    planned = store.publish_issue(
        issue, a_letter(), fence=hold_slot(store, slot), now=NOW
    )
    assert planned is not None
    return planned


def claim(
    store: Store, count: int = 100, *, now: datetime = NOW
) -> tuple[Delivery, ...]:
    """Lease what is due."""
    return store.claim_deliveries(count, now=now, lease_until=now + LEASE)


def addresses(deliveries: tuple[Delivery, ...]) -> list[str]:
    """Whom the deliveries are for, in their order."""
    return [delivery.subscriber.address for delivery in deliveries]


def intend(store: Store, delivery: int, *, now: datetime) -> bool:
    """Write the one intent to send; whether it is granted."""
    return delivery in store.write([delivery], [], now=now)


def record_outcome(
    store: Store,
    delivery: int,
    outcome: Outcome,
    state: DeliveryState,
    *,
    due: datetime,
    now: datetime,
) -> None:
    """Keep one answer."""
    answer = Answer(delivery=delivery, outcome=outcome, state=state, due=due)
    store.write([], [answer], now=now)


def accept(store: Store, delivery: Delivery, *, now: datetime = NOW) -> None:
    """The relay takes the message."""
    record_outcome(
        store, delivery.id, ACCEPTED, DeliveryState.ACCEPTED, due=now, now=now
    )


def defer(store: Store, delivery: Delivery, *, due: datetime) -> None:
    """The relay asks for another try."""
    record_outcome(
        store, delivery.id, DEFERRED, DeliveryState.DEFERRED, due=due, now=NOW
    )
