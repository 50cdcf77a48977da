"""Under which headings the entries of a letter stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.issues import Group, Newsletter, grouped
from digest.model import EntryFacts
from digest.render.letters.shortening import shorten
from digest.words import Words

LARGEST_HEADING = 80


def group_entries(
    newsletter: Newsletter, entries: Iterable[EntryFacts], words: Words
) -> tuple[Group, ...]:
    """The groups as `grouped` makes them, with headings that a letter has room for."""
    groups = grouped(newsletter, entries)
    # a group without a heading would seem to belong to the one before it
    rest = words.gettext("More in this issue") if len(groups) > 1 else ""
    return tuple(
        replace(group, title=shorten(group.title or rest, LARGEST_HEADING))
        for group in groups
    )
