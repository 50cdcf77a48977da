"""Issues of held slots: rendered before they are public, recorded after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.compose.issue import compose_issue
from digest.config import Config
from digest.errors import DigestError, StoreError
from digest.issues import Issue, Slot, SlotState
from digest.pipeline.content import Content
from digest.readers import Letter
from digest.render.letters import render_issue
from digest.render.theme import Theme
from digest.slots import Due, give_back
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
class Draft:
    """An issue of a held slot, rendered but not public yet."""

    issue: Issue
    letter: Letter
    slot: Slot


def make_drafts(
    config: Config, store: Store, theme: Theme, content: Content, due: Sequence[Due]
) -> tuple[list[Draft], list[Slot], list[DigestError]]:
    """An issue for each held slot; slots with nothing to tell; letters that failed."""
    drafts: list[Draft] = []
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
            drafts.append(Draft(issue=issue, letter=letter, slot=held.slot))
    return drafts, empty, faults


def _next_issue(
    config: Config, store: Store, content: Content, held: Due
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


def record_drafts(
    store: Store, drafts: Sequence[Draft], *, now: datetime
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
