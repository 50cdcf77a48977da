"""What one run made public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.errors import DigestError
from digest.issues import Issue, Slot
from digest.publish import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue that became public in this run."""

    issue: Issue
    #: deliveries that wait for the relay now
    planned: int
    #: why they stay here for now; "" where they may go
    paused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one run made public, and what it had to leave out."""

    published: Published
    #: how many entries are public
    entries: int
    issues: tuple[NewIssue, ...] = ()
    #: issues that are frozen, and wait for their owner's approval
    waiting: tuple[Issue, ...] = ()
    #: slots that came due and brought no issue, with the reason in their note
    settled: tuple[Slot, ...] = ()
    #: slots that are due again, as their issue was refused, with the reason in their
    #: note; it is among the problems, too
    given_back: tuple[Slot, ...] = ()
    problems: tuple[DigestError, ...] = ()
    #: what their owner should know of issues that are well
    remarks: tuple[str, ...] = ()
    #: whether slots waited for these to be settled, and are due at the next run
    has_more: bool = False
    #: when the same files will come to another tree; None: never
    horizon: datetime | None = None
