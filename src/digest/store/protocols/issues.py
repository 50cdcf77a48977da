"""What is asked of the store about issues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from digest.deliveries import DeliveryState, Letter
from digest.issues import Issue, IssueState


class LetterReader(Protocol):
    """Reads frozen letters; as long as the store is open, and pickled elsewhere too."""

    def __call__(self, newsletter: str, number: int) -> Letter:
        """The frozen letter of an issue; StoreError where there is no such issue."""
        ...


class IssueStore(Protocol):
    """Issues with their frozen letters: asked by the pipeline, deliver and status."""

    def issues(
        self, newsletter: str, state: IssueState = IssueState.PUBLISHED
    ) -> tuple[Issue, ...]:
        """The newsletter's issues in this state, newest first, as they were frozen.

        A discarded one has no entries any more.
        """
        ...

    def last_number(self, newsletter: str) -> int:
        """The highest number that any issue of the newsletter had, 0 before the first.

        Those that wait or were discarded have numbers, too.
        """
        ...

    def issued_entries(self, newsletter: str) -> frozenset[str]:
        """Ids of the entries that some issue of the newsletter carries or will."""
        ...

    def used_notes(self, newsletter: str) -> frozenset[str]:
        """Fingerprints of the files whose words stand in some issue, or will."""
        ...

    def publish_issue(
        self,
        issue: Issue,
        letter: Letter,
        *,
        fence: int,
        now: datetime,
        paused: str = "",
    ) -> int | None:
        """Issue, letter, entries, a delivery per confirmed subscription, slot done.

        Returns how many deliveries were planned; suppressed addresses get none. None
        where the claim on the slot was lost, and only then. Raises StoreError where
        another issue has its number, slot or one of its entries. Nothing was written
        in both cases. `paused` is the reason for which its letters stay here until the
        issue is resumed; "" where they may go out.
        """
        ...

    def hold_issue(self, issue: Issue, letter: Letter, *, fence: int) -> bool:
        """Issue, letter and entries, waiting for approval; slot done.

        False where the claim on the slot was lost, else as `publish_issue`.
        """
        ...

    def approve_issue(
        self, issue: Issue, letter: Letter, *, now: datetime, paused: str = ""
    ) -> int | None:
        """A waiting issue is published with this letter, and its deliveries planned.

        Returns how many; None where it does not wait, and then nothing was written.
        `paused` is as that of `publish_issue`.
        """
        ...

    def discard_issue(self, newsletter: str, number: int) -> bool:
        """A waiting issue lets go of its entries and its note; its number is used up.

        False where it does not wait.
        """
        ...

    def letter(self, newsletter: str, number: int) -> Letter:
        """The frozen letter of an issue; StoreError where there is no such issue."""
        ...

    def letter_reader(self) -> LetterReader:
        """What reads letters for recipes, also in other processes."""
        ...

    def delivery_counts(
        self, newsletter: str, number: int
    ) -> Mapping[DeliveryState, int]:
        """How many deliveries of the issue are in each state; absent where none."""
        ...
