"""What is asked of the store where several processes and machines work on one site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from digest.deliveries import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What a sweep found to do."""

    #: batches that wait for a worker now, and did not before
    added: int = 0
    #: batches whose worker died, and that wait for another
    recovered: int = 0


class WorkQueue(Protocol):
    """Where batches wait for workers.

    What it is told is part of the transaction that the driver's own connection is in:
    it happened with all the rest, or not at all.
    """

    def is_ready(self, connection: Any) -> bool:
        """Whether what it keeps in the database is there, of its own version."""
        ...

    def prepare(self, connection: Any) -> None:
        """Make what it keeps in the database, or make it anew for its own version.

        Raises StoreError where workers of another version are at work.
        """
        ...

    def put(self, connection: Any, batches: Sequence[Batch]) -> int:
        """Have each sent by a worker, unless it waits or is being sent already.

        Returns how many are new.
        """
        ...

    def recover(self, connection: Any) -> int:
        """Let batches whose worker died wait for another; how many there were."""
        ...


class MachineStore(Protocol):
    """What processes on one or many machines settle among themselves."""

    def turn(self, name: str) -> AbstractContextManager[bool]:
        """Whether this process alone does what has this name, until the end of `with`.

        Always, where one machine has the store for itself: there, a lock on a file says
        who works. It spares double work and makes nothing safe.
        """
        ...

    def reserve_turns(
        self, name: str, count: int, pause: timedelta, *, now: datetime
    ) -> timedelta:
        """How long until the first of `count` turns, which nobody else has.

        They follow each other by the pause, behind those of all who asked before. Where
        machines share the store, its clock counts, and `now` does not.
        """
        ...

    def agree(self, name: str, value: str) -> str:
        """What all machines have under this name: the first that anybody told."""
        ...

    def use_queue(self, queue: WorkQueue) -> None:
        """Leave issues to workers from now on, as far as this store plans them."""
        ...

    def hand_out(
        self, *, now: datetime, newsletters: Collection[str] | None = None
    ) -> HandedOut:
        """Have workers send all that is due, of these newsletters (None: all).

        Nothing where the store was opened without workers. What a worker has already
        is not given to another one, unless it died.
        """
        ...
