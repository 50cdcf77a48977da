"""What comes out on a schedule: newsletters, their slots, and an issue for each slot.

Values like those of model, whose glossary has the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from digest.design import Design
from digest.model import EntryFacts


class Grouping(StrEnum):
    """Under which headings the entries of an issue stand."""

    NONE = "none"
    TAG = "tag"
    AUTHOR = "author"


class Shown(StrEnum):
    """How much of an entry stands in a letter."""

    #: whatever its theme is made for
    THEME = "theme"
    TEASER = "teaser"
    WHOLE = "whole"


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
    #: BCP 47 tag of the words that its letters say themselves; "": the site's language
    language: str = ""
    group: Grouping = Grouping.NONE
    show: Shown = Shown.THEME
    #: below so many new entries a slot brings no issue, and they wait for the next
    min_entries: int = 1
    #: entries told in one letter; the rest are counted, and stand on the web
    max_entries: int = 20
    #: a template of the subject, `{{ newsletter }} {{ number }}: {{ title }}`; "": the
    #: title of the first entry
    subject: str = ""
    #: where answers go; "": to the sender
    reply_to: str = ""
    #: whether each issue waits for `digest issues approve` before it goes out
    approve: bool = False
    design: Design = field(default_factory=Design)
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
class Note:
    """What the editor says in one issue, above its entries; any part may be empty."""

    #: relative to the content folder, with forward slashes
    path: str
    #: SHA-256 of the file's bytes (of both, where there is an own text), hexadecimal
    fingerprint: str
    #: sanitised, every URL in it absolute
    html: str = ""
    #: in the place of the subject and preheader that the issue would have
    subject: str = ""
    preheader: str = ""
    #: in the place of everything that the text part would say of the issue
    own_text: str = ""


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
    note: Note | None = None
    #: why the owner sent it although its letter had errors; "" where it had none
    forced: str = ""
