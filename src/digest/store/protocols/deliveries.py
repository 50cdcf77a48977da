"""What is asked of the store about deliveries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from digest.deliveries import Delivery, DeliveryState, Outcome, Purpose
from digest.readers import Suppression


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
