"""What a letter tells of its issue in each extent: teasers, titles, and a count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape, unescape
from typing import Any

from digest.errors import ThemeError
from digest.issues import Issue, Newsletter
from digest.model import Entry, EntryFacts, Site
from digest.render.letters.bodies import Beginning, Surroundings, make_beginning
from digest.render.letters.extent import LARGEST_HTML, Extent
from digest.render.letters.groups import group_entries
from digest.render.letters.plain import plain_text
from digest.render.letters.shortening import letter_line, without_placeholders
from digest.render.letters.teasers import Teaser, make_teaser
from digest.render.theme import as_markup
from digest.words import Words

#: what gives the body of an entry
Fill = Callable[[EntryFacts], Entry]
#: levels of headings: of an entry, and under the heading of a group
ALONE, GROUPED = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNote:
    """The editor's note, as the templates get it."""

    #: markup
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeaserGroup:
    """Teasers that stand together; without a heading where its title is empty."""

    title: str
    teasers: tuple[Teaser, ...]


class Telling:
    """One issue for the readers of one newsletter; bodies are made once, if at all."""

    def __init__(
        self,
        issue: Issue,
        *,
        site: Site,
        newsletter: Newsletter,
        words: Words,
        column: int,
        fill: Fill | None,
    ) -> None:
        self._issue = issue
        self._site = site
        self._newsletter = newsletter
        self._words = words
        self._column = column
        self._fill = fill
        self.count = min(len(issue.entries), newsletter.max_entries)
        self.has_bodies = fill is not None
        self._beginning = cache(self._make_beginning)
        self._note_beginning = cache(self._make_note_beginning)

    def _letter_note(self, largest: int) -> LetterNote | None:
        """What the editor says above the entries; None where that is nothing."""
        html = self._note_beginning(largest).html
        if not html:
            return None
        return LetterNote(html=as_markup(html), text=_words_in(html).strip())

    def told(self, extent: Extent) -> dict[str, Any]:
        """The values of the templates that differ with the extent."""
        entries = self._issue.entries
        listed = entries[extent.told : extent.told + extent.listed]
        left_out = len(entries) - extent.told - len(listed)
        return {
            "note": self._letter_note(extent.note),
            "groups": self._groups(entries[: extent.told], extent),
            "listed": tuple(self._title(entry) for entry in listed),
            "left_out": left_out,
        }

    def is_too_much(self, extent: Extent) -> bool:
        """Whether its bodies alone are too heavy; made are no more than it takes."""
        if not extent.body:
            return False
        total = 0
        for entry in self._issue.entries[: extent.told]:
            total += self._beginning(entry, ALONE, extent.body).weight
            if total > LARGEST_HTML:
                return True
        return False

    def shortened(self, extent: Extent, fullest: Extent) -> str:
        """What it has no room for, told to the owner; "" where it has all."""
        facts = []
        if self._issue.note and self._note_beginning(extent.note).is_cut:
            facts.append("the note is cut")
        if fullest.body and not extent.body:
            facts.append("entries stand as teasers")
        elif cut := self._count_cut(extent):
            facts.append(f"bodies cut: {cut}")
        if extent.summary < fullest.summary:
            facts.append(f"summaries have {extent.summary} characters at the most")
        if extent.listed:
            facts.append(f"entries by title alone: {extent.listed}")
        counted = fullest.told - extent.told - extent.listed
        if counted:
            facts.append(f"entries only counted: {counted}")
        return "; ".join(facts)

    def _count_cut(self, extent: Extent) -> int:
        if not extent.body:
            return 0
        return sum(
            self._beginning(entry, ALONE, extent.body).is_cut
            for entry in self._issue.entries[: extent.told]
        )

    def _groups(
        self, entries: tuple[EntryFacts, ...], extent: Extent
    ) -> tuple[TeaserGroup, ...]:
        groups = group_entries(self._newsletter, entries, self._words)
        return tuple(
            TeaserGroup(
                title=group.title,
                teasers=tuple(
                    replace(
                        self._teaser(entry, extent, GROUPED if group.title else ALONE),
                        is_lead=not number and not index,
                    )
                    for index, entry in enumerate(group.entries)
                ),
            )
            for number, group in enumerate(groups)
        )

    def _teaser(self, entry: EntryFacts, extent: Extent, level: int) -> Teaser:
        teaser = make_teaser(
            entry,
            self._site,
            self._words,
            longest=extent.summary,
            column=self._column,
        )
        body = self._beginning(entry, level, extent.body).html if extent.body else ""
        if not body:
            return replace(teaser, level=level)
        picture = teaser.picture
        is_in_body = picture and f'src="{escape(picture.url)}"' in body
        return replace(
            teaser,
            level=level,
            body=as_markup(body),
            text=_words_in(body).strip("\n"),
            picture=None if is_in_body else picture,
        )

    def _title(self, entry: EntryFacts) -> Teaser:
        return make_teaser(
            entry, self._site, self._words, longest=0, column=self._column
        )

    def _make_note_beginning(self, largest: int) -> Beginning:
        note = self._issue.note
        around = self._around(self._issue.url, level=1)
        return make_beginning(note.html if note else "", around, largest=largest)

    def _make_beginning(self, facts: EntryFacts, level: int, largest: int) -> Beginning:
        assert self._fill
        entry = self._fill(facts)
        around = replace(
            self._around(entry.url, level=level),
            pictures=entry.pictures,
            is_foreign=entry.origin is not None,
        )
        return make_beginning(entry.html, around, largest=largest)

    def _around(self, url: str, *, level: int) -> Surroundings:
        return Surroundings(
            url=url,
            name=letter_line(self._site.title),
            words=self._words,
            column=self._column,
            level=level,
        )


def _words_in(html: str) -> str:
    """The HTML as plain text; what its tags kept apart may be a placeholder there."""
    return without_placeholders(plain_text(html))


def demand_entries(html: str, groups: Sequence[TeaserGroup], place: str) -> None:
    """Refuse a theme that leaves out an entry, as it does with a block that is missing.

    Nobody would tell of it ever again.
    """
    shown = unescape(html)
    for teaser in (each for group in groups for each in group.teasers):
        if teaser.url not in shown:
            fact = f"nowhere leads to the entry {teaser.title!r}"
            remedy = "show all groups in the block content, which frame.html needs, too"
            raise ThemeError(f"{place}: {fact}; {remedy}")
