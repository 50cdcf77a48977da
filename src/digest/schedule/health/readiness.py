"""Whether the site can do all that it is for: what /readyz answers."""

from __future__ import annotations

from dataclasses import dataclass

from digest.clock import read_boot_seconds
from digest.errors import StoreError
from digest.schedule.health.bulletin import read_bulletin
from digest.schedule.health.disk import space_fault
from digest.schedule.lock import lock_holder
from digest.wiring import Press

#: seconds without a look for due slots after which the daemon is not well
LONGEST_TICK = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a load balancer should send readers here, and why not."""

    faults: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether there is no fault."""
        return not self.faults


def readiness(press: Press) -> Readiness:
    """Ask the database, the disks, and the daemon where one runs on this machine.

    It may take as long as a database that is away; not to be called in a loop.
    """
    faults = (_store_fault(press), space_fault(press.config), _tick_fault(press))
    return Readiness(faults=tuple(fault for fault in faults if fault))


def _store_fault(press: Press) -> str:
    try:
        press.store.source_records()
    except StoreError as error:
        return str(error)
    return ""


def _tick_fault(press: Press) -> str:
    """What is wrong with the daemon of this state folder; "" where there is none."""
    folder = press.config.state_folder
    if lock_holder(folder) is None:
        return ""
    bulletin = read_bulletin(folder)
    if bulletin is None:
        # it has only just begun, or cannot write: the disk says so
        return ""
    silence = read_boot_seconds() - bulletin.said_at
    if bulletin.tick_age is None or silence + bulletin.tick_age > LONGEST_TICK:
        fact = f"did not look for due issues within {LONGEST_TICK:.0f} seconds"
        return f"daemon: process {bulletin.process} {fact}; look at its log"
    return ""
