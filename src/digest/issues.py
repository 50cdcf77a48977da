"""What comes out on a schedule: newsletters, their slots, and an issue for each slot.

Values like those of model, whose glossary has the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from digest import paths
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


class CatchUp(StrEnum):
    """What becomes of slots that came due while nobody was there to see it."""

    #: one issue covers them all
    LATEST = "latest"
    #: each brings an issue, oldest first
    ALL = "all"
    #: only one that is on time does
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days without issues, the first and the last of them included."""

    begin: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A publication one can subscribe to: one section [newsletters.NAME]."""

    name: str
    title: str
    #: a cron expression, read in the newsletter's zone; "" where there is `once`
    schedule: str = ""
    #: the local time of its only issue; None where there is a schedule
    once: datetime | None = None
    #: IANA name
    zone: str
    #: one mailbox, `Name <address>` (RFC 5322)
    sender: str
    description: str = ""
    #: the folder of its templates
    theme: str = "digest"
    #: only entries with one of these; empty: every entry
    tags: tuple[str, ...] = ()
    #: BCP 47 tag of its title and of the words that its letters say themselves; "": the
    #: site's language
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
    #: whether who confirms is greeted with a letter
    welcome: bool = True
    #: whether who confirms gets the last issue at once
    last_issue: bool = False
    #: whether the form to subscribe shows it
    listed: bool = True
    #: whether clicks on its links are counted, by link and for all readers together
    clicks: bool = False
    design: Design = field(default_factory=Design)
    #: local time from which slots count; None: from the first start of the daemon
    start: datetime | None = None
    #: days without issues; none of their slots is made up for
    pauses: tuple[Pause, ...] = ()
    #: what becomes of slots that were missed
    catch_up: CatchUp = CatchUp.LATEST
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
    #: in a pause, or resumed from one
    SKIPPED = "skipped"


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
class Watermark:
    """Between which moments the slots of a newsletter are recorded."""

    #: expression and zone; another schedule starts anew
    schedule: str
    #: no slot up to it was ever meant to come
    begun: datetime
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the editor says in one issue, above its entries; any part may be empty."""

    #: relative to the content folder, with forward slashes
    path: str
    #: SHA-256 of the bytes of each of its files, hexadecimal, with blanks between them
    fingerprint: str
    #: sanitised, every URL in it absolute
    html: str = ""
    #: in the place of the subject and preheader that the issue would have
    subject: str = ""
    preheader: str = ""
    #: in the place of everything that the text part would say of the issue
    own_text: str = ""

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprint of each of its files."""
        return tuple(self.fingerprint.split())


class IssueState(StrEnum):
    """How far an issue has come."""

    #: frozen, and for nobody's eyes until its owner has approved it
    WAITING = "waiting"
    PUBLISHED = "published"
    #: its owner did not want it: its number is used up, its entries are not
    DISCARDED = "discarded"
    #: may have gone out after the backup that the store was restored from: its number
    #: is used up, and nothing else is known of it
    LOST = "lost"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries of an issue that stand under one heading."""

    #: "" for those that stand under none
    title: str
    entries: tuple[EntryFacts, ...]


def grouped(newsletter: Newsletter, entries: Iterable[EntryFacts]) -> tuple[Group, ...]:
    """The entries under the headings that the newsletter wants, each of them once.

    Groups come in the order of their first entries, and last what has no heading. A tag
    or author is the same however it is written; its first writing is the heading.
    """
    titles: dict[str, str] = {}
    members: dict[str, list[EntryFacts]] = {}
    for entry in entries:
        title = _heading(newsletter, entry)
        place = paths.tag_path(title) if title else ""
        titles.setdefault(place, title)
        members.setdefault(place, []).append(entry)
    places = sorted(members, key=lambda place: not place)
    return tuple(Group(title=titles[p], entries=tuple(members[p])) for p in places)


def _heading(newsletter: Newsletter, entry: EntryFacts) -> str:
    """The one of its tags that the newsletter names, or the first; or the author."""
    if newsletter.group is Grouping.AUTHOR:
        return next(iter(entry.authors), "")
    if newsletter.group is Grouping.NONE:
        return ""
    named = {paths.tag_path(tag) for tag in newsletter.tags}
    ours = (tag for tag in entry.tags if paths.tag_path(tag) in named)
    return next(ours, next(iter(entry.tags), ""))
