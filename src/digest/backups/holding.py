"""What a restored store must not do by itself, as it may have been done since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from digest.issues import Newsletter, Slot
from digest.store.copies.snapshots import settle_file
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import HeldBack
from digest.store.sql import SqlStore
from digest.timetable import moments_of, pause_at


def hold_back(
    file: Path, newsletters: Iterable[Newsletter], made: datetime, now: datetime
) -> HeldBack:
    """Hold what the store in this file would send twice; raises StoreError.

    `made` is the moment of its backup. It is of the newest schema then, and one file.
    """
    reason = (
        f"restored from a backup of {made:%Y-%m-%d %H:%M} UTC: "
        "may have gone out since then"
    )
    with closing(open_sqlite(file)) as store:
        slots = [
            slot for each in newsletters for slot in _uncertain_slots(store, each, now)
        ]
        held = store.hold_restored(slots, reason, now=now)
    settle_file(file)
    return held


def _uncertain_slots(
    store: SqlStore, newsletter: Newsletter, now: datetime
) -> Iterator[Slot]:
    """The slots that may have brought an issue: open ones, and what came since."""
    yield from store.open_slots(newsletter.name, now=now)
    mark = store.find_watermark(newsletter.name)
    moments = moments_of(newsletter, mark.moment, now) if mark else ()
    names = [each.name for each in moments]
    first, last = min(names, default=""), max(names, default="")
    known = store.recorded_slots(newsletter.name, first=first, last=last)
    for each in moments:
        if each.name not in known and pause_at(newsletter, each.name) is None:
            yield Slot(newsletter=newsletter.name, name=each.name, due_at=each.due_at)
