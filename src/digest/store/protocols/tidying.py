"""What is asked of the store about what has had its time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class TidyStore(Protocol):
    """Erases what nobody needs any more: asked by tidy."""

    def forget_unanswered(self, count: int, *, asked_before: datetime) -> int:
        """Erase up to `count` of those who never answered; how many there were.

        That is who came by a form, which had a letter sent to them before that moment
        and none since, and who neither confirmed nor left anything. A suppression of
        the address goes on without naming it.
        """
        ...

    def forget_wishes(self, *, asked_before: datetime) -> int:
        """Erase the new addresses of letters that asked them before that moment.

        Returns how many there were; who moved in the meantime has moved.
        """
        ...

    def forget_answer_counts(self, *, before: datetime) -> int:
        """Erase how many messages relays answered in minutes before that moment."""
        ...
