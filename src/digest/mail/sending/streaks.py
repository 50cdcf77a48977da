"""Refusals in a row: the sign that an issue is not wanted as it is. Pure."""

from __future__ import annotations

from digest.deliveries import Delivery, Outcome, OutcomeKind, Purpose


class Streaks:
    """How many letters of each issue were refused since one was taken."""

    def __init__(self, limit: int) -> None:
        #: 0: none is too many
        self.limit = limit
        self._counts: dict[tuple[str, int], int] = {}

    def count(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Whether with this answer there are just as many as pause the issue."""
        if not self.limit or delivery.purpose is not Purpose.ISSUE:
            return False
        issue = (delivery.newsletter, delivery.issue)
        if outcome.kind is OutcomeKind.ACCEPTED:
            self._counts.pop(issue, None)
            return False
        if outcome.kind is not OutcomeKind.REFUSED:
            return False
        refused = self._counts[issue] = self._counts.get(issue, 0) + 1
        return refused == self.limit
