"""What is asked of the store by who brings backups back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.issues import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class LostIssue:
    """One that may have gone out after the backup."""

    newsletter: str
    number: int
    #: name of its slot
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """What does not go out by itself, as it may have gone out before."""

    lost: tuple[LostIssue, ...] = ()
    #: newsletter and number of issues that had letters to go
    paused: tuple[tuple[str, int], ...] = ()
    #: how many letters to single readers wait for their owner
    letters: int = 0
    #: newsletter and number of issues that waited for approval
    waiting: tuple[tuple[str, int], ...] = ()


class BackupStore(Protocol):
    """What a restored store holds back: asked by backups and the pipeline."""

    def hold_restored(
        self, slots: Sequence[Slot], reason: str, *, now: datetime
    ) -> HeldBack:
        """Let nothing go out that may have gone out since the backup.

        Of these slots, each may have brought an issue: its number is used up. Issues
        with letters to go are paused for this reason, letters to single readers held,
        watermarks moved up to now, and numbers of readers and deliveries left out that
        may have been given since. All of it or nothing.
        """
        ...

    def follows_lost(self, newsletter: str) -> bool:
        """Whether its next issue is the first one after a restore.

        It may bring entries again that an issue brought which nobody here knows of.
        """
        ...
