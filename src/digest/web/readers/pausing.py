"""A pause: a reader keeps their subscriptions, and nothing comes for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from digest import subscribers
from digest.web.readers.errand import Errand, field

#: how long a pause can be
WEEKS = (1, 2, 4, 12)


async def pause_of(errand: Errand) -> datetime:
    """Pause for the weeks of the form, else for the shortest time; returns its end."""
    written = field(await errand.form(), "weeks")
    weeks = next((count for count in WEEKS if str(count) == written), WEEKS[0])
    now = errand.now
    until = now + timedelta(weeks=weeks)
    await errand.ask_store(subscribers.pause, errand.known.id, until, now=now)
    return until
