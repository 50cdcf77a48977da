"""What is asked of the store about deliveries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.deliveries import (
    Batch,
    Delivery,
    DeliveryState,
    OnDoubt,
    Outcome,
    Purpose,
)
from digest.readers import Suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one message, and what that makes of its delivery."""

    delivery: int
    outcome: Outcome
    state: DeliveryState
    #: of a deferred one: not before
    due: datetime
    #: name of the relay that answered
    relay: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedIssue:
    """An issue whose letters stay here until its owner resumes it."""

    newsletter: str
    number: int
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryQuery:
    """Which deliveries are meant: those that meet all that is given."""

    #: "" for every newsletter
    newsletter: str = ""
    #: of the issue; 0 for all issues, and what goes to single readers
    number: int = 0
    #: none for every state
    states: tuple[DeliveryState, ...] = ()
    #: of the reader, in any writing; "" for every reader
    address: str = ""
    #: only those of which nobody knows whether the relay took them
    in_doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """What the ledger says about one delivery."""

    id: int
    purpose: Purpose
    newsletter: str
    #: 0 where it belongs to none
    issue: int
    address: str
    state: DeliveryState
    attempts: int
    planned: datetime
    #: the next try, or the end of its lease; None once settled
    due: datetime | None
    #: when the relay answered last; None where it never did
    answered: datetime | None
    code: int
    status: str
    reply: str
    is_in_doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureCount:
    """How often a relay said the same to letters of one issue."""

    code: int
    status: str
    #: the words of one of them
    reply: str
    count: int


class SendingStore(Protocol):
    """The ledger, as asked by whoever sends."""

    def claim_deliveries(
        self,
        count: int,
        *,
        now: datetime,
        lease_until: datetime,
        on_doubt: OnDoubt = OnDoubt.RESEND,
        newsletters: Collection[str] | None = None,
        batch: Batch | None = None,
    ) -> tuple[Delivery, ...]:
        """Lease up to `count` deliveries that are due, oldest first, to this process.

        Pending or deferred ones whose time has come, or lies further away than any
        pause: a clock was wrong then. And claimed ones whose lease ran out: those are
        in doubt, and are resent, held or given up. The state stays what it is until
        `write`. Who unsubscribed since, takes a pause or is suppressed is withdrawn
        instead, and so is a confirmation that came too late. What is for one reader
        alone comes before issues; of those, only issues of these newsletters (None:
        all) that are not paused. Where a batch is named, only what belongs to it.
        """
        ...

    def write(
        self, intents: Sequence[int], answers: Sequence[Answer], *, now: datetime
    ) -> frozenset[int]:
        """Keep the answers, then write the intents to send, all or nothing of both.

        Returns the intents that were granted: not what was withdrawn meanwhile, whose
        lease ran out or is another's by now, or whose issue is paused. An answer ends
        the lease and counts the attempt. What the relay accepted stays accepted, and
        what was withdrawn or failed meanwhile is never tried again.
        """
        ...

    def extend_lease(self, deliveries: Iterable[int], until: datetime) -> None:
        """Keep those of the deliveries that this store has leased until then."""
        ...

    def release(self, deliveries: Iterable[int]) -> None:
        """Give back untried those of the deliveries that this store has leased."""
        ...

    def put_off(self, turns: Iterable[tuple[int, datetime]]) -> None:
        """Give back untried, as `release` does; each is due at its own moment."""
        ...

    def release_own(self, *, now: datetime) -> None:
        """End the leases on deliveries that this store has from a run that broke off.

        What that run may have sent without writing down an answer is in doubt.
        """
        ...

    def release_all(self, *, now: datetime) -> int:
        """End every lease whose owner is dead for certain.

        Returns how many deliveries are in doubt and nobody's now. Leases of slots end,
        too: whoever held one has a fence that is refused once it is claimed again. Who
        lives goes on with what they hold, so that anybody may call this at any time.
        """
        ...

    def next_due(
        self, *, now: datetime, newsletters: Collection[str] | None = None
    ) -> datetime | None:
        """When the next delivery can be claimed; None where there is none.

        What another process holds is due when its lease ends; what lies further away
        than any pause is due now. Looks at what `claim_deliveries` would give.
        """
        ...

    def answered_since(self, moment: datetime, relay: str | None = None) -> int:
        """How many messages the relay, or any, answered since then, by whole minutes.

        The last two days are known.
        """
        ...


class DeliveryStore(SendingStore, Protocol):
    """The outbox: asked by deliver, status, subscribers and deliveries."""

    def pause_issue(
        self,
        newsletter: str,
        number: int,
        reason: str,
        *,
        now: datetime,
        instead_of: str = "",
    ) -> bool:
        """Let none of the issue's letters go out; False where it is paused already.

        False, too, where there is no such issue. What is on its way arrives. A pause
        for the reason `instead_of`, as one that ends by itself, gives way to this one.
        """
        ...

    def resume_issue(
        self, newsletter: str, number: int, *, now: datetime, reason: str = ""
    ) -> bool:
        """Let the issue's letters go out again; False where it is not paused.

        Where a reason is given, only if that is what it is paused for.
        """
        ...

    def paused_issues(self) -> tuple[PausedIssue, ...]:
        """All, by newsletter and number."""
        ...

    def find_deliveries(self, query: DeliveryQuery) -> Iterator[DeliveryRecord]:
        """Those that are meant, as they were planned; read a page at a time."""
        ...

    def count_deliveries(self, query: DeliveryQuery) -> Mapping[DeliveryState, int]:
        """How many of those that are meant are in each state."""
        ...

    def count_failures(self, query: DeliveryQuery) -> tuple[FailureCount, ...]:
        """What was said to those that are meant and failed or wait; often first."""
        ...

    def retry(self, query: DeliveryQuery, now: datetime) -> int:
        """Let those that failed, are held or were withdrawn go out; how many there are.

        Never to somebody who left, takes a pause or is suppressed.
        """
        ...

    def withdraw(self, query: DeliveryQuery) -> int:
        """Let none of those that wait or are held go out; how many there were."""
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
