"""Entries -> the Issue of a slot, if there is anything to tell."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from digest import paths
from digest.model import (
    Entry,
    Issue,
    Newsletter,
    Site,
    Slot,
)

#: characters of a subject that most lists of mail show
LARGEST_SUBJECT = 78
LARGEST_PREHEADER = 130


def compose_issue(
    site: Site,
    newsletter: Newsletter,
    slot: Slot,
    *,
    number: int,
    entries: Sequence[Entry],
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
        subject=_cut(fresh[0].title, LARGEST_SUBJECT),
        preheader=_preheader(fresh),
        url=f"{site.url}/{paths.issue_path(newsletter.name, number)}",
        published=slot.due_at,
        # an issue freezes what it told of each entry; the body has its own page
        entries=tuple(replace(entry, html="", text="") for entry in fresh),
    )


def _preheader(entries: Sequence[Entry]) -> str:
    """What follows the subject in a list of mail: the other titles, or the summary."""
    others = " · ".join(entry.title for entry in entries[1:])
    return _cut(others or entries[0].summary, LARGEST_PREHEADER)


def _cut(text: str, largest: int) -> str:
    """The text in one line, cut at a word with an ellipsis where it is too long."""
    line = " ".join(text.split())
    if len(line) <= largest:
        return line
    head = line[: largest - 1]
    at_a_word = head.rsplit(" ", 1)[0] if " " in head[largest // 2 :] else head
    return at_a_word.rstrip(" ,.;:·-–—") + "…"
