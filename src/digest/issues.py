"""What comes out on a schedule: newsletters, their slots, and an issue for each slot.

Values like those of model, whose glossary has the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model import EntryFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A publication one can subscribe to: one section [newsletters.NAME]."""

    name: str
    title: str
    #: a cron expression, read in the newsletter's zone
    schedule: str
    #: IANA name
    zone: str
    #: one mailbox, `Name <address>` (RFC 5322)
    sender: str
    description: str = ""
    #: the folder of its templates
    theme: str = "digest"
    #: only entries with one of these; empty: every entry
    tags: tuple[str, ...] = ()
    #: entries told in one letter; the rest are counted, and stand on the web
    max_entries: int = 20
    #: local time from which slots count; None: from the first start of the daemon
    start: datetime | None = None
    #: hours after which a missed slot is given up
    catch_up_within: int = 24
    #: RFC 2919 identifier, never changed once letters went out
    list_id: str


class SlotState(StrEnum):
    """How far the issue of a slot has come."""

    DUE = "due"
    BUSY = "busy"
    DONE = "done"
    EMPTY = "empty"
    COALESCED = "coalesced"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The moment an issue was scheduled for; (newsletter, name) is its key."""

    newsletter: str
    #: nominal local time, `2027-03-28T02:30`, with `#2` for a repeated hour
    name: str
    due_at: datetime
    state: SlotState = SlotState.DUE
    #: rises with each claim; what a late process writes with an old one is refused
    fence: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One number of a newsletter."""

    newsletter: str
    number: int
    #: name of its slot
    slot: str
    subject: str
    #: the line that mail programs show after the subject
    preheader: str
    #: the issue's page in the archive
    url: str
    published: datetime
    entries: tuple[EntryFacts, ...]
