"""One newsletter, as `digest status` tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from digest.cli.records import Records, issue_record
from digest.cli.upcoming import next_slots
from digest.cli.words import state_words
from digest.issues import IssueState, Newsletter, SlotState
from digest.lines import escape_invisible

#: of each newsletter
NEXT_SLOTS = 3
LAST_ISSUES = 3
LAST_SLOTS = 3


def newsletter_record(
    records: Records, newsletter: Newsletter, now: datetime, readers: Mapping[str, int]
) -> dict[str, Any]:
    """What comes next of it, what came last, and how many readers it has."""
    store, name = records.store, newsletter.name
    return {
        "name": name,
        "title": newsletter.title,
        "schedule": newsletter.schedule,
        "zone": newsletter.zone,
        "next": [
            {
                "slot": slot.name,
                "due_at": slot.due_at.isoformat(),
                "local": slot.local,
                "distance": slot.distance,
            }
            for slot in next_slots(newsletter, now, NEXT_SLOTS)
        ],
        "last_slots": [
            {"slot": slot.name, "state": str(slot.state), "note": slot.note}
            for slot in store.recent_slots(name, LAST_SLOTS)
        ],
        "waiting_issues": [
            issue_record(store, issue, IssueState.WAITING)
            for issue in store.issues(name, IssueState.WAITING)
        ],
        "last_issues": [
            issue_record(store, issue) for issue in store.issues(name)[:LAST_ISSUES]
        ],
        "subscribers": {str(state): readers[state] for state in sorted(readers)},
    }


def newsletter_lines(newsletter: Mapping[str, Any]) -> Iterator[str]:
    """The same in words, a line each."""
    yield f"{newsletter['name']}: {newsletter['title']}"
    for slot in newsletter["next"][:1]:
        yield f"  next issue   {slot['local']} ({slot['distance']})"
    if not newsletter["next"]:
        told = f"none to come; `digest schedule {newsletter['name']}` says why"
        yield f"  next issue   {told}"
    for issue in newsletter["waiting_issues"]:
        approve = f"`digest issues approve {newsletter['name']} {issue['number']}`"
        told = f"“{issue['subject']}” waits for approval: {approve}"
        yield f"  issue {issue['number']:<6} {told}"
    for issue in newsletter["last_issues"]:
        counts = state_words(issue["deliveries"]) or "no deliveries"
        yield f"  issue {issue['number']:<6} “{issue['subject']}”: {counts}"
        if issue["forced"]:
            yield f"    sent in spite of errors: {issue['forced']}"
    for slot in newsletter["last_slots"]:
        # one that is done brought an issue, which stands above
        if slot["note"] and slot["state"] != SlotState.DONE:
            yield f"  slot         {slot['slot']}: {_slot_words(slot)}"
    readers = state_words(newsletter["subscribers"])
    yield f"  readers      {readers or 'none yet; see `digest subscribers --help`'}"


def _slot_words(slot: Mapping[str, Any]) -> str:
    """What became of the slot, and of its issue where that is not out yet."""
    note = escape_invisible(slot["note"])
    if slot["state"] in (SlotState.DUE, SlotState.BUSY):
        return f"its issue goes out once this is mended: {note}"
    return f"{slot['state']}, {note}"
