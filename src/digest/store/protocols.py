"""What is asked of the store, cut by who asks.

Each method is one transaction: all of it happened, or nothing. A constraint of the
database decides every race, and the loser is told by a value. Whatever a driver raises
becomes StoreError. Times go in and come out aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.model import (
    EntryRecord,
    Issue,
    Slot,
    SlotState,
)
from digest.readers import (
    Delivery,
    DeliveryState,
    Letter,
    Outcome,
    Purpose,
    Subscriber,
    Suppression,
)


class EntryStore(Protocol):
    """The ids and dates of entries: asked by the pipeline."""

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """Every entry ever published, in the order of their ids."""
        ...

    def save_entry_records(self, records: Iterable[EntryRecord]) -> None:
        """Add or replace the records of these ids; all others stay for ever."""
        ...


class SlotStore(Protocol):
    """Which slots came due and who works on them: asked by the pipeline and status."""

    def watermark(self, newsletter: str, schedule: str, *, start: datetime) -> datetime:
        """The moment up to which the newsletter's slots are recorded.

        A newsletter not seen before, or whose schedule (expression and zone) changed,
        has `start` as its watermark from now on, so nothing is sent backwards.
        """
        ...

    def record_slots(
        self, newsletter: str, slots: Iterable[Slot], *, watermark: datetime
    ) -> None:
        """Add the slots whose names are new, and move the watermark, never back."""
        ...

    def open_slots(self, newsletter: str) -> tuple[Slot, ...]:
        """Slots that are due or busy, oldest first."""
        ...

    def claim_slot(
        self, newsletter: str, name: str, *, now: datetime, lease_until: datetime
    ) -> int | None:
        """The fence of the claim, or None where another holds it or it is settled."""
        ...

    def settle_slot(
        self, newsletter: str, name: str, *, fence: int, state: SlotState, note: str
    ) -> bool:
        """Give the slot its last state; False where the claim was lost to another."""
        ...

    def recent_slots(self, newsletter: str, count: int) -> tuple[Slot, ...]:
        """The newest slots, newest first."""
        ...


class IssueStore(Protocol):
    """Issues with their frozen letters: asked by the pipeline, deliver and status."""

    def issues(self, newsletter: str) -> tuple[Issue, ...]:
        """All issues of the newsletter, newest first, as they were published."""
        ...

    def issued_entries(self, newsletter: str) -> frozenset[str]:
        """Ids of the entries that some issue of the newsletter carried."""
        ...

    def publish_issue(
        self, issue: Issue, letter: Letter, *, fence: int, now: datetime
    ) -> int | None:
        """Issue, letter, entries, a delivery per confirmed subscription, slot done.

        One transaction. Returns how many deliveries were planned, or None where the
        claim on the slot was lost or its issue exists: then nothing was written.
        Suppressed addresses get no delivery.
        """
        ...

    def letter(self, newsletter: str, number: int) -> Letter:
        """The frozen letter of an issue."""
        ...

    def delivery_counts(
        self, newsletter: str, number: int
    ) -> Mapping[DeliveryState, int]:
        """How many deliveries of the issue are in each state; absent where none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubscriber:
    """One row of an import."""

    address: str
    name: str = ""


class SubscriberStore(Protocol):
    """Addresses and their consent: asked by subscribers."""

    def subscriber(self, number: int) -> Subscriber | None:
        """The subscriber of this id."""
        ...

    def find_subscriber(self, address: str) -> Subscriber | None:
        """The subscriber whose address has the same key (addresses.address_key)."""
        ...

    def subscribers(self, newsletter: str | None = None) -> Iterable[Subscriber]:
        """All, or those with any subscription to this newsletter; by address key.

        Read page by page: memory does not grow with their number.
        """
        ...

    def count_subscribers(self) -> Mapping[str, Mapping[str, int]]:
        """By newsletter and state, how many subscriptions there are."""
        ...

    def import_subscribers(
        self,
        rows: Sequence[NewSubscriber],
        newsletters: Sequence[str],
        *,
        consent: str,
        now: datetime,
    ) -> int:
        """Add the rows as confirmed; returns how many addresses were new.

        Who is known keeps name, state and every subscription ended by themselves: an
        import never undoes an unsubscription.
        """
        ...

    def request_subscription(
        self,
        address: str,
        name: str,
        newsletters: Sequence[str],
        *,
        confirm_after: datetime,
        now: datetime,
    ) -> Subscriber:
        """Add or find the subscriber; plan a confirmation for what is unconfirmed.

        Each newsletter not confirmed yet becomes an unconfirmed subscription, and gets
        one delivery with Purpose.CONFIRMATION, unless one was planned for the address
        since `confirm_after` (so nobody can be flooded) or it is suppressed.
        """
        ...

    def confirm(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """Confirm the subscription; False where there is none. Repeating it is safe."""
        ...

    def unsubscribe(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """End the subscription ("": every one) and withdraw its open deliveries.

        False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def forget(self, number: int) -> bool:
        """Erase the subscriber and what hangs on them; False where there is none."""
        ...


class DeliveryStore(Protocol):
    """The outbox: asked by deliver and status."""

    def claim_deliveries(
        self, count: int, *, now: datetime, lease_until: datetime
    ) -> tuple[Delivery, ...]:
        """Lease up to `count` deliveries that are due, oldest first, to this process.

        Pending or deferred ones whose time has come, and claimed ones whose lease ran
        out: those are in doubt. Who unsubscribed since or is suppressed is withdrawn
        instead. Confirmations come before issues.
        """
        ...

    def intend(self, delivery: int, *, now: datetime) -> bool:
        """Write the intent to send; False where it was withdrawn meanwhile."""
        ...

    def record_outcome(
        self,
        delivery: int,
        outcome: Outcome,
        state: DeliveryState,
        *,
        due: datetime,
        now: datetime,
    ) -> None:
        """Keep the answer: the state it leads to and, where deferred, the next try.

        Ends the lease and counts the attempt.
        """
        ...

    def release(self, deliveries: Iterable[int]) -> None:
        """Give leased deliveries back untried."""
        ...

    def release_all(self, *, now: datetime) -> int:
        """End every lease at once, in doubt or not; returns how many were in doubt.

        Only for a process that holds the site's lock, at its start.
        """
        ...

    def next_due(self) -> datetime | None:
        """When the next open delivery is due; None where there is none."""
        ...

    def suppress(self, suppression: Suppression) -> None:
        """Send nothing more to the address, and withdraw its open deliveries."""
        ...

    def suppressions(self) -> tuple[Suppression, ...]:
        """All, by address."""
        ...

    def open_deliveries(self, purpose: Purpose | None = None) -> int:
        """How many wait or are claimed."""
        ...


class Store(
    EntryStore, SlotStore, IssueStore, SubscriberStore, DeliveryStore, Protocol
):
    """The one memory; only the wiring knows which database it is."""

    def close(self) -> None:
        """Let go of the database."""
        ...
