"""Entries -> the Issue of a slot, if there is anything to tell."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from digest import paths
from digest.issues import Issue, Newsletter, Slot
from digest.model import EntryFacts, Site

#: of an issue that stand in its subject and preheader; a letter cuts them to fit
TITLES = 4


def compose_issue(
    site: Site,
    newsletter: Newsletter,
    slot: Slot,
    *,
    number: int,
    entries: Sequence[EntryFacts],
    issued: AbstractSet[str],
) -> Issue | None:
    """The issue with every entry that none before it carried; None if there is none.

    Featured entries come first, then the newest. It is dated by its slot, not by the
    moment of the run, so a late run or a second try makes the same issue.
    """
    fresh = [entry for entry in entries if entry.id not in issued]
    if newsletter.tags:
        wanted = {paths.slugify(tag) for tag in newsletter.tags}
        fresh = [e for e in fresh if wanted & {paths.slugify(tag) for tag in e.tags}]
    if not fresh:
        return None
    fresh.sort(key=lambda entry: not entry.is_featured)
    return Issue(
        newsletter=newsletter.name,
        number=number,
        slot=slot.name,
        subject=fresh[0].title,
        preheader=_preheader(fresh),
        url=f"{site.url}/{paths.issue_path(newsletter.name, number)}",
        published=slot.due_at,
        # an issue freezes what it told of each entry; the body has its own page
        entries=tuple(fresh),
    )


def _preheader(entries: Sequence[EntryFacts]) -> str:
    """What follows the subject in a list of mail: the next titles, or the summary."""
    others = " · ".join(entry.title for entry in entries[1:TITLES])
    return others or entries[0].summary
