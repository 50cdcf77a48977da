"""Entries -> the Issue of a slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from digest import paths
from digest.issues import Issue, Newsletter, Note, Slot
from digest.model import EntryFacts, Site

#: of an issue that stand in its subject and preheader; a letter cuts them to fit
TITLES = 4


def new_entries(
    newsletter: Newsletter, entries: Iterable[EntryFacts], issued: AbstractSet[str]
) -> tuple[EntryFacts, ...]:
    """The newsletter's entries that no issue carried: featured ones, then the newest.

    `entries` are all there are, the newest first.
    """
    fresh = [entry for entry in entries if entry.id not in issued]
    if newsletter.tags:
        wanted = {paths.tag_path(tag) for tag in newsletter.tags}
        fresh = [e for e in fresh if wanted & {paths.tag_path(tag) for tag in e.tags}]
    return tuple(sorted(fresh, key=lambda entry: not entry.is_featured))


def compose_issue(
    site: Site,
    newsletter: Newsletter,
    slot: Slot,
    *,
    number: int,
    entries: Sequence[EntryFacts],
    note: Note | None = None,
) -> Issue:
    """The issue of these entries, of which there is one at least.

    It is dated by its slot, not by the moment of the run, so a late run or a second try
    makes the same issue.
    """
    return Issue(
        newsletter=newsletter.name,
        number=number,
        slot=slot.name,
        subject=(note and note.subject) or entries[0].title,
        preheader=(note and note.preheader) or _preheader(entries),
        url=f"{site.url}/{paths.issue_path(newsletter.name, number)}",
        published=slot.due_at,
        # an issue freezes what it told of each entry; the body has its own page
        entries=tuple(entries),
        note=note,
    )


def _preheader(entries: Sequence[EntryFacts]) -> str:
    """What follows the subject in a list of mail: the next titles, or the summary."""
    others = " · ".join(entry.title for entry in entries[1:TITLES])
    return others or entries[0].summary
