"""What is asked of the store about issues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from digest.issues import Issue
from digest.readers import DeliveryState, Letter


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
