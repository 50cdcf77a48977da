"""What is asked of the store, cut by who asks.

Each method is one transaction: all of it happened, or nothing. A constraint of the
database decides every race, and the loser is told by a value. Whatever a driver raises
becomes StoreError. Times go in and come out aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.feeds import FeedArchive
from digest.issues import Issue, Slot, SlotState
from digest.model import EntryRecord
from digest.readers import (
    Delivery,
    DeliveryState,
    FeedAccess,
    Letter,
    Outcome,
    Purpose,
    Subscriber,
    Suppression,
)
from digest.source_records import SourceRecord, TakenItem
from digest.store.hub_protocol import HubStore


class EntryStore(Protocol):
    """The ids and dates of entries: asked by the pipeline."""

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """Every entry ever published, in the order of their ids."""
        ...

    def save_entry_records(self, records: Iterable[EntryRecord]) -> None:
        """Add or replace the records of these ids; all others stay for ever."""
        ...

    def feed_archives(self) -> tuple[FeedArchive, ...]:
        """What stands in each archive of the site's feed, by their numbers."""
        ...

    def save_feed_archives(self, archives: Iterable[FeedArchive]) -> None:
        """Add or replace the archives of these numbers; all others stay as they are."""
        ...


class SlotStore(Protocol):
    """Which slots came due and who works on them: asked by the pipeline and status."""

    def watermark(
        self, newsletter: str, schedule: str, *, start: datetime, latest: datetime
    ) -> datetime:
        """The moment up to which the newsletter's slots are recorded.

        A newsletter not seen before, or whose schedule (expression and zone) changed,
        has `start` as its watermark from now on, so nothing is sent backwards. Of two
        processes that see it first at the same moment one decides. One that lies after
        `latest`, as a clock was wrong once, comes back to it.
        """
        ...

    def record_slots(
        self, newsletter: str, slots: Iterable[Slot], *, watermark: datetime
    ) -> None:
        """Add the slots whose names are new, and move the watermark, never back."""
        ...

    def open_slots(self, newsletter: str, *, now: datetime) -> tuple[Slot, ...]:
        """Slots that came due and are not settled, busy or not, oldest first.

        One that a wrong clock recorded before its time waits for it.
        """
        ...

    def claim_slot(
        self, newsletter: str, name: str, *, now: datetime, lease_until: datetime
    ) -> int | None:
        """The fence of the claim, higher than any before, which ends with its lease.

        None where another holds the slot, or it is settled or was never recorded.
        """
        ...

    def settle_slot(
        self, newsletter: str, name: str, *, fence: int, state: SlotState, note: str
    ) -> bool:
        """Give a slot that is not settled its last state, if the fence is its newest.

        False where the claim was lost to another. A slot that nobody claimed yet has
        the fence it was read with.
        """
        ...

    def settle_free_slots(
        self,
        newsletter: str,
        names: Collection[str],
        *,
        state: SlotState,
        note: str,
        now: datetime,
    ) -> frozenset[str]:
        """Give those of the slots their last state that nobody holds; their names."""
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

        Returns how many deliveries were planned; suppressed addresses get none. None
        where the claim on the slot was lost, and only then. Raises StoreError where
        another issue has its number, slot or one of its entries. Nothing was written
        in both cases.
        """
        ...

    def letter(self, newsletter: str, number: int) -> Letter:
        """The frozen letter of an issue; StoreError where there is no such issue."""
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

        Read some at a time, each in a transaction of its own: memory does not grow with
        their number, and a slow reader holds up nobody.
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

        Of two rows with the same address the first counts. Who is known keeps name,
        state and every subscription ended by themselves: an import never undoes an
        unsubscription. They gain the newsletters that they never had, but only where
        they are confirmed to another: who has yet to confirm, or left altogether, is
        asked by nobody but themselves.
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
        one delivery with Purpose.CONFIRMATION, unless one still waits, or one was
        planned for the address since `confirm_after` (so nobody can be flooded), or it
        is suppressed.
        """
        ...

    def confirm(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """Confirm the subscription; False where there is none. Repeating it is safe.

        One that was ended is none: an old link does not bring back who left.
        """
        ...

    def choose_subscriptions(
        self, number: int, newsletters: Collection[str], *, now: datetime
    ) -> bool:
        """Confirm these subscriptions of the reader, and end all others.

        Plans no confirmation: the reader said so by a link of their own. Open
        deliveries of what was ended are withdrawn, and every question that waits.
        False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def unsubscribe(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """End the subscription ("": every one) and withdraw its open deliveries.

        False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def forget(self, number: int) -> bool:
        """Erase the subscriber and what hangs on them; False where there is none.

        A suppression of the address goes on without naming it.
        """
        ...


class DeliveryStore(Protocol):
    """The outbox: asked by deliver, status and subscribers."""

    def claim_deliveries(
        self, count: int, *, now: datetime, lease_until: datetime
    ) -> tuple[Delivery, ...]:
        """Lease up to `count` deliveries that are due, oldest first, to this process.

        Pending or deferred ones whose time has come, or lies further away than any
        pause: a clock was wrong then. And claimed ones whose lease ran out: those are
        in doubt. The state stays what it is until `intend`. Who
        unsubscribed since or is suppressed is withdrawn instead, and so is a
        confirmation that came too late. Confirmations come before issues.
        """
        ...

    def intend(self, delivery: int, *, now: datetime) -> bool:
        """Write the intent to send; False where it was withdrawn meanwhile.

        False, too, where the lease ran out, or is another's by now.
        """
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

        Ends the lease and counts the attempt. What the relay accepted stays accepted,
        and what was withdrawn or failed meanwhile is never tried again.
        """
        ...

    def release(self, deliveries: Iterable[int]) -> None:
        """Give back untried those of the deliveries that this store has leased."""
        ...

    def release_all(self, *, now: datetime) -> int:
        """End every lease whose owner is dead for certain, or whose time ran out.

        Returns how many deliveries are in doubt and nobody's now. Leases of slots end,
        too: whoever held one has a fence that is refused once it is claimed again. Who
        lives goes on with what they hold, so that anybody may call this at any time.
        """
        ...

    def next_due(self, *, now: datetime) -> datetime | None:
        """When the next open delivery is due; None where there is none.

        What another process holds is due when its lease ends; what lies further away
        than any pause is due now.
        """
        ...

    def suppress(self, suppression: Suppression) -> None:
        """Send nothing more to the address, and withdraw its open deliveries.

        The first reason stays where there are several.
        """
        ...

    def lift_suppression(self, address: str) -> bool:
        """Let mail go to the address again; False where it was not suppressed.

        What was withdrawn stays so.
        """
        ...

    def suppressions(self) -> tuple[Suppression, ...]:
        """All, by address; the address of a forgotten one is empty."""
        ...

    def open_deliveries(self, purpose: Purpose | None = None) -> int:
        """How many wait or are claimed."""
        ...


class SourceStore(Protocol):
    """How the polls of other sites' feeds went: asked by sources and status."""

    def source_records(self) -> tuple[SourceRecord, ...]:
        """Every source that was polled, by name."""
        ...

    def taken_items(self, source: str) -> Mapping[str, TakenItem]:
        """By id, the source's items that were dealt with."""
        ...

    def count_taken(self) -> Mapping[str, int]:
        """By source, how many files were made of its items; absent where none."""
        ...

    def record_poll(self, record: SourceRecord, items: Iterable[TakenItem]) -> None:
        """Add or replace the source's record and these of its items; others stay."""
        ...

    def keep_sources(self, names: Collection[str]) -> None:
        """Forget every source but these, with its items."""
        ...


class PrivateFeedStore(Protocol):
    """Who has a feed of their own: asked by subscribers and the web."""

    def add_private_feed(
        self, number: int, token_digest: str, *, now: datetime
    ) -> bool:
        """Let the token of this digest open the subscriber's feed.

        False where they have a feed that was not taken back, or there is no such
        subscriber: nothing was written then.
        """
        ...

    def revoke_private_feed(self, number: int, *, now: datetime) -> bool:
        """Take back the subscriber's feed; False where they have none."""
        ...

    def feed_access(self, token_digest: str) -> FeedAccess:
        """What the token of this digest opens just now."""
        ...


class Store(
    EntryStore,
    SlotStore,
    IssueStore,
    SubscriberStore,
    DeliveryStore,
    SourceStore,
    PrivateFeedStore,
    HubStore,
    Protocol,
):
    """The one memory; only the wiring knows which database it is.

    It is opened in the name of an owner, who is one process's one store: what it
    leases, deliveries and slots, is leased to that owner.
    """

    def close(self) -> None:
        """Let go of the database."""
        ...
