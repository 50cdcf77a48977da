"""The slots that are still to come, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.cli.words import distance_words, local_words
from digest.issues import Newsletter
from digest.timetable import upcoming


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSlot:
    """A slot of a newsletter that is still to come."""

    name: str
    due_at: datetime
    #: clock and calendar of the newsletter's zone
    local: str
    #: `in 3 days`
    distance: str


def next_slots(newsletter: Newsletter, now: datetime, count: int) -> list[NextSlot]:
    """The next slots of the newsletter, soonest first."""
    return [
        NextSlot(
            name=moment.name,
            due_at=moment.due_at,
            local=local_words(moment.due_at, newsletter.zone),
            distance=distance_words(moment.due_at - now),
        )
        for moment in upcoming(newsletter, now, count)
    ]
