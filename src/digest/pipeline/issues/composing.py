"""The next issue of a newsletter: its number, its entries, and its editor's note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digest import paths
from digest.compose.issue import compose_issue, new_entries
from digest.config import Config
from digest.errors import ContentError
from digest.issues import CatchUp, Issue, Newsletter, Note, Slot
from digest.load.markup import find_links, find_pictures
from digest.load.notes import find_note
from digest.mail.messages.signing import Signer
from digest.model import EntryFacts
from digest.pipeline.content import Content
from digest.references import content_path
from digest.render.theme import Theme
from digest.secret import Secret
from digest.store.protocols import Store

#: why a slot brings no issue
NOTHING_NEW = "nothing is new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What issues are made of and with: a record without verbs."""

    config: Config
    store: Store
    theme: Theme
    content: Content
    #: signs the links of specimens
    key: Secret
    #: signs their messages; None where the relay does, or nobody
    signer: Signer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """An issue, before it is rendered."""

    issue: Issue = field(repr=False)
    #: what its owner should know of it
    remarks: tuple[str, ...] = ()


def waiting_entries(
    workshop: Workshop, newsletter: Newsletter, slot: Slot
) -> tuple[EntryFacts, ...]:
    """The entries that the issue of the slot would carry.

    Where each slot brings an issue, what came out after it waits for the next.
    """
    issued = workshop.store.issued_entries(newsletter.name)
    entries: Sequence[EntryFacts] = workshop.content.composition.entries
    if newsletter.catch_up is CatchUp.ALL:
        entries = [entry for entry in entries if entry.published <= slot.due_at]
    return new_entries(newsletter, entries, issued)


def lack(newsletter: Newsletter, count: int) -> str:
    """Why so many new entries are too few for an issue; "" where they are enough."""
    if count >= newsletter.min_entries:
        return ""
    if not count:
        return NOTHING_NEW
    wait = "entry waits" if count == 1 else "entries wait"
    return f"{count} {wait}, and an issue takes {newsletter.min_entries}"


def compose_next(
    workshop: Workshop,
    newsletter: Newsletter,
    slot: Slot,
    entries: Sequence[EntryFacts],
) -> Composed:
    """The issue of these entries, with what its editor says above them.

    Raises ContentError where the editor's note is at fault.
    """
    config, store, name = workshop.config, workshop.store, newsletter.name
    number = store.last_number(name) + 1
    found = find_note(
        config.content_folder, config.content, name, number, store.used_notes(name)
    )
    issue = compose_issue(
        config.site, newsletter, slot, number=number, entries=entries, note=found.note
    )
    if issue.note:
        issue = replace(issue, note=_resolved(issue.note, workshop.content, issue.url))
    remarks = (_told(config, path) for path in found.passed_over)
    return Composed(issue=issue, remarks=tuple(remarks))


def _resolved(note: Note, content: Content, page_url: str) -> Note:
    """The note with every URL absolute; what it refers to is public."""
    if lost := next(_unpublished(note, content), None):
        fact = f"refers to {lost}, which is not published"
        remedy = "let an article show or link it, or write an https address"
        raise ContentError(note.path, fact, remedy=remedy, url=lost)
    references = content.composition.references
    body = references.resolve_html(note.html, path=note.path, page_url=page_url)
    return replace(note, html=body.html)


def _unpublished(note: Note, content: Content) -> Iterator[str]:
    """What the note refers to in the content folder, and readers cannot have."""
    references = content.composition.references
    media = {target.path for target in content.media}
    for url in (*find_pictures(note.html), *find_links(note.html)):
        path = content_path(note.path, url)
        if path is None or path in references.pages or path in references.pictures:
            continue
        if paths.media_path(path) not in media:
            yield url


def _told(config: Config, path: str) -> str:
    place = f"{config.content.folder}/{path}"
    fact = "an earlier issue brought it, so this one leaves it out"
    return f"{place}: {fact}; change it for the next"
