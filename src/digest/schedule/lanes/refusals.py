"""Newsletters whose issue was refused: when to try them again.

A refused slot is due until its cause is mended, and each try reads the whole folder.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.issues import SlotState
from digest.pipeline import Publication
from digest.schedule.rest import Rest


class Refusals:
    """Lets newsletters rest until a file changes, or else for pauses that grow.

    `look` differs where a file does that issues are made of. Moments are seconds of any
    clock that only goes forward.
    """

    def __init__(self, look: Callable[[], str]) -> None:
        self._look = look
        self._seen = ""
        self._rests: dict[str, Rest] = {}

    def resting(self, now: float) -> frozenset[str]:
        """The newsletters that need not be tried at this moment."""
        if not self._rests:
            return frozenset()
        # before the try: what is mended during it is seen at the next
        seen = self._look()
        if seen != self._seen:
            self._seen = seen
            self._rests.clear()
        return frozenset(
            name for name, rest in self._rests.items() if not rest.is_over(now)
        )

    def note(self, publication: Publication, now: float) -> None:
        """Remember whose issue was refused by this run, and whose is settled."""
        for name in settled_newsletters(publication):
            self._rests.pop(name, None)
        for slot in publication.given_back:
            self._rests.setdefault(slot.newsletter, Rest()).begin(now)


def settled_newsletters(publication: Publication) -> frozenset[str]:
    """Those of which a slot came to its end by itself, with an issue or without."""
    ends = (SlotState.EMPTY, SlotState.MISSED, SlotState.SKIPPED)
    return frozenset(
        (
            *(new.issue.newsletter for new in publication.issues),
            *(issue.newsletter for issue in publication.waiting),
            *(s.newsletter for s in publication.settled if s.state in ends),
        )
    )
