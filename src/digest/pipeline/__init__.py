"""The straight line: load -> compose -> render -> publish.

`build` makes the published tree anew; `publish_due` does so with the issues whose slots
came due. Everything is rendered before anything is written. Then comes crash order:
first the ids, then the tree, last one transaction for each issue. Whatever dies in
between is done again by the next run, to the same result.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.config import Config
from digest.errors import DigestError
from digest.issues import Slot, SlotState
from digest.pipeline.content import open_memo, read_content, remember
from digest.pipeline.drafts import NewIssue, make_drafts, record_drafts
from digest.pipeline.targets import plan_targets
from digest.pipeline.trees import publish_trees
from digest.publish import USUAL, Effort, Published
from digest.publish.lock import hold_lock
from digest.render.theme import Theme
from digest.slots import claim_due, give_back, record_slots, settle
from digest.store.protocols import Store

__all__ = ["NewIssue", "Publication", "build", "publish_due"]


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
    #: when the same files will come to another tree; None: never
    horizon: datetime | None = None


def build(
    config: Config,
    store: Store,
    theme: Theme,
    *,
    now: datetime,
    effort: Effort = USUAL,
) -> Publication:
    """Make the published tree of what stands in the content folder."""
    with _alone(config), open_memo(config, now=now) as memo:
        content = read_content(config, store, memo, effort, now=now)
        targets = plan_targets(config, store, theme, content, fresh=())
        remember(store, content)
        published = publish_trees(config, theme, content, targets, effort)
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        problems=content.problems,
        horizon=content.composition.horizon,
    )


def publish_due(
    config: Config,
    store: Store,
    theme: Theme,
    *,
    now: datetime,
    effort: Effort = USUAL,
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
        with _alone(config), open_memo(config, now=now) as memo:
            content = read_content(config, store, memo, effort, now=now)
            drafts, empty, faults = make_drafts(config, store, theme, content, due)
            fresh = [draft.issue for draft in drafts]
            targets = plan_targets(config, store, theme, content, fresh=fresh)
            remember(store, content)
            published = publish_trees(config, theme, content, targets, effort)
            issues, unrecorded = record_drafts(store, drafts, now=now)
    except DigestError as error:
        for held in due:
            give_back(store, held.slot, str(error))
        raise
    for slot in empty:
        settle(store, slot, SlotState.EMPTY, slot.note)
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        issues=issues,
        settled=(*settled, *empty),
        problems=(*content.problems, *faults, *unrecorded),
    )


def _alone(config: Config) -> AbstractContextManager[None]:
    """No other run reads the folder before what this one found there is public.

    Else the slower of two would take back what the faster has published, and with it
    the page of an issue whose letters are on their way.
    """
    return hold_lock(config.state_folder / "build.lock")
