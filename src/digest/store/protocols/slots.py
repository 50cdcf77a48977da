"""What is asked of the store about slots."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from digest.issues import Slot, SlotState, Watermark


class SlotStore(Protocol):
    """Which slots came due and who works on them: asked by the pipeline and status."""

    def watermark(
        self, newsletter: str, schedule: str, *, start: datetime, latest: datetime
    ) -> Watermark:
        """The moment up to which the newsletter's slots are recorded.

        A newsletter not seen before, or whose schedule (expression and zone) changed,
        has `start` as its watermark from now on, so nothing is sent backwards. Of two
        processes that see it first at the same moment one decides. One that lies after
        `latest`, as a clock was wrong once, comes back to it, and the slots after it
        that brought no issue are forgotten: their time is still to come.
        """
        ...

    def find_watermark(self, newsletter: str) -> Watermark | None:
        """The same without a change; None for a newsletter that nobody looked at."""
        ...

    def recorded_slots(
        self, newsletter: str, *, first: str, last: str
    ) -> frozenset[str]:
        """The names that are recorded, from the first to the last in their order."""
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

    def renew_slot(
        self, newsletter: str, name: str, *, fence: int, lease_until: datetime
    ) -> bool:
        """Prolong the lease of a slot that is held by this fence.

        False where the claim was lost to another, or the slot is settled.
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
