"""Held slots while their issues are made: their leases are prolonged, however long.

Who lost one all the same, as a process that slept, is refused by its fence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from digest.errors import StoreError
from digest.issues import Slot
from digest.slots import Due
from digest.store.protocols import SlotStore

#: renewals in the time of a lease, so that one may fail
RENEWALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keeper:
    store: SlotStore
    lease: timedelta
    #: the time by the clock that gave the leases
    clock: Callable[[], datetime]
    is_over: Event

    def work(self, slots: list[Slot]) -> None:
        """Prolong the leases until it is over, or all of them are lost."""
        pause = self.lease.total_seconds() / RENEWALS
        while slots and not self.is_over.wait(pause):
            slots = [slot for slot in slots if self._renew(slot)]

    def _renew(self, slot: Slot) -> bool:
        """Whether the slot is held on."""
        until = self.clock() + self.lease
        try:
            return self.store.renew_slot(
                slot.newsletter, slot.name, fence=slot.fence, lease_until=until
            )
        except StoreError:
            # it may answer the next time, before the lease is over
            return True


@contextmanager
def keep(
    store: SlotStore,
    due: Iterable[Due],
    *,
    lease: timedelta,
    now: datetime,
    clock: Callable[[], float] = monotonic,
) -> Iterator[None]:
    """Hold the slots for as long as this lasts; `clock` tells how much of it passed."""
    began = clock()
    keeper = _Keeper(
        store=store,
        lease=lease,
        clock=lambda: now + timedelta(seconds=clock() - began),
        is_over=Event(),
    )
    slots = [held.slot for held in due]
    thread = Thread(target=keeper.work, args=(slots,), name="slots", daemon=True)
    thread.start()
    try:
        yield
    finally:
        keeper.is_over.set()
        thread.join()
