"""The straight line: load -> compose -> render -> publish.

`build` makes the published tree anew; `publish_due` does so with the issues whose slots
came due. Everything is rendered before anything is written. Then comes crash order:
first the ids, then the tree, last one transaction for each issue. Whatever dies in
between is done again by the next run, to the same result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.compose.entries import Composition, compose_entries, fill_entry
from digest.compose.feeds import compose_feeds, feed_record
from digest.compose.issue import compose_issue
from digest.config import Config
from digest.documents import Document
from digest.errors import DigestError, StoreError
from digest.issues import Issue, Slot, SlotState
from digest.load.folder import read_folder
from digest.model import ArticleBody, EntryRecord
from digest.pictures.darkroom import Darkroom
from digest.publish import Published, publish_documents
from digest.readers import (
    Letter,
)
from digest.render.feed_files import plan_feeds
from digest.render.letters import render_issue
from digest.render.pages import plan_pages
from digest.render.theme import Theme
from digest.render.tools import Tools
from digest.slots import Due, claim_due, give_back, record_slots, settle
from digest.store.protocols import Store

#: why a slot that came due brought no issue
NOTHING_NEW = "no entries that no issue carried before"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue that became public in this run."""

    issue: Issue
    #: deliveries that wait for the relay now
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one run made public, and what it had to leave out."""

    published: Published
    #: how many entries are public
    entries: int
    issues: tuple[NewIssue, ...] = ()
    #: slots that came due and brought no issue, with the reason in their note
    settled: tuple[Slot, ...] = ()
    problems: tuple[DigestError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """The content folder, loaded and composed."""

    composition: Composition
    bodies: Mapping[str, ArticleBody]
    media: tuple[Document, ...]
    #: of the entries and the feed, to be kept before anything is public
    records: tuple[EntryRecord, ...]
    feed_id: str
    problems: tuple[DigestError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An issue of a held slot, rendered but not public yet."""

    issue: Issue
    letter: Letter
    slot: Slot


def build(config: Config, store: Store, theme: Theme, *, now: datetime) -> Publication:
    """Make the published tree of what stands in the content folder."""
    content = _content(config, store, now=now)
    documents = _documents(config, store, theme, content, fresh=())
    store.save_entry_records(content.records)
    published = _publish(config, documents)
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        problems=content.problems,
    )


def publish_due(
    config: Config, store: Store, theme: Theme, *, now: datetime
) -> Publication | None:
    """Publish the issues whose slots came due; None where none did, which costs little.

    A newsletter whose letter cannot be rendered is told and tried again by the next
    run; the others go on. A fault of the whole run gives every slot back as well.
    """
    lease = timedelta(seconds=config.schedule.lease)
    record_slots(store, config.newsletters, now=now)
    due, settled = claim_due(store, config.newsletters, lease=lease, now=now)
    if not due and not settled:
        return None
    try:
        content = _content(config, store, now=now)
        drafts, empty, faults = _drafts(config, store, theme, content, due)
        fresh = [draft.issue for draft in drafts]
        documents = _documents(config, store, theme, content, fresh=fresh)
        store.save_entry_records(content.records)
        published = _publish(config, documents)
    except DigestError as error:
        for held in due:
            give_back(store, held.slot, str(error))
        raise
    issues, unrecorded = _record(store, drafts, now=now)
    for slot in empty:
        settle(store, slot, SlotState.EMPTY, slot.note)
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        issues=issues,
        settled=(*settled, *empty),
        problems=(*content.problems, *faults, *unrecorded),
    )


def _content(config: Config, store: Store, *, now: datetime) -> _Content:
    darkroom = Darkroom(config.pictures, config.picture_cache)
    loaded = read_folder(
        config.content_folder,
        config.content,
        config.site,
        source_rules=config.source_rules,
        darkroom=darkroom,
    )
    darkroom.tidy()
    known = store.entry_records()
    composition = compose_entries(
        config.site, loaded.articles, known, now=now, pictures=loaded.pictures
    )
    feed = feed_record(config.site, composition.entries, known)
    return _Content(
        composition=composition,
        bodies=loaded.bodies,
        media=loaded.media,
        records=(*composition.records, *((feed,) if composition.entries else ())),
        feed_id=feed.id,
        problems=(*loaded.problems, *composition.problems),
    )


def _drafts(
    config: Config, store: Store, theme: Theme, content: _Content, due: Sequence[Due]
) -> tuple[list[_Draft], list[Slot], list[DigestError]]:
    """An issue for each held slot; slots with nothing to tell; letters that failed."""
    drafts: list[_Draft] = []
    empty: list[Slot] = []
    faults: list[DigestError] = []
    for held in due:
        issue = _next_issue(config, store, content, held)
        if issue is None:
            empty.append(replace(held.slot, state=SlotState.EMPTY, note=NOTHING_NEW))
            continue
        try:
            letter = render_issue(
                theme, config.site, held.newsletter, issue, config.mail
            )
        except DigestError as error:
            give_back(store, held.slot, str(error))
            faults.append(error)
        else:
            drafts.append(_Draft(issue=issue, letter=letter, slot=held.slot))
    return drafts, empty, faults


def _next_issue(
    config: Config, store: Store, content: _Content, held: Due
) -> Issue | None:
    name = held.newsletter.name
    earlier = store.issues(name)
    return compose_issue(
        config.site,
        held.newsletter,
        held.slot,
        number=1 + max((issue.number for issue in earlier), default=0),
        entries=content.composition.entries,
        issued=store.issued_entries(name),
    )


def _documents(
    config: Config,
    store: Store,
    theme: Theme,
    content: _Content,
    *,
    fresh: Sequence[Issue],
) -> tuple[Document, ...]:
    """Everything that the published tree holds, with the issues that come new to it."""
    entries = content.composition.entries
    earlier = (
        issue
        for newsletter in config.newsletters
        for issue in store.issues(newsletter.name)
    )
    issues = sorted((*earlier, *fresh), key=lambda i: (i.newsletter, i.number))
    issues.sort(key=lambda issue: issue.published, reverse=True)
    feeds = compose_feeds(
        config.site, entries, feed_id=content.feed_id, size=config.feeds.entries
    )
    pages = plan_pages(
        config.site,
        entries=entries,
        issues=tuple(issues),
        newsletters=config.newsletters,
        feeds=feeds,
    )
    references = content.composition.references
    tools = Tools(
        theme=theme,
        site=config.site,
        fill=lambda entry: fill_entry(entry, content.bodies[entry.path], references),
    )
    made = (
        Document(path=each.path, media_type=each.media_type, data=each.recipe(tools))
        for each in (*pages, *plan_feeds(feeds))
    )
    return (*content.media, *made)


def _publish(config: Config, documents: Sequence[Document]) -> Published:
    manifest = config.state_folder / "published"
    return publish_documents(config.feeds_folder, documents, manifest=manifest)


def _record(
    store: Store, drafts: Sequence[_Draft], *, now: datetime
) -> tuple[tuple[NewIssue, ...], tuple[DigestError, ...]]:
    """Each issue with its deliveries, in one transaction; and those that failed.

    Who lost its claim meanwhile records nothing: another process has the slot.
    """
    issues: list[NewIssue] = []
    faults: list[DigestError] = []
    for draft in drafts:
        try:
            planned = store.publish_issue(
                draft.issue, draft.letter, fence=draft.slot.fence, now=now
            )
        except StoreError as error:
            faults.append(error)
            continue
        if planned is not None:
            issues.append(NewIssue(issue=draft.issue, planned=planned))
    return tuple(issues), tuple(faults)
