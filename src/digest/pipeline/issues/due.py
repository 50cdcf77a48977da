"""The issues whose slots came due: made, shown and planned, or told why not.

Apart from `build`, which needs neither letters nor what looks through them.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from digest.config import Config
from digest.errors import DigestError
from digest.issues import SlotState
from digest.mail.messages.signing import Signer
from digest.pipeline.content import alone, open_memo, read_content
from digest.pipeline.issues.composing import Workshop
from digest.pipeline.issues.drafts import (
    Drafts,
    make_drafts,
    record_drafts,
)
from digest.pipeline.issues.keeping import keep
from digest.pipeline.mirrors_first import first_to_mirrors
from digest.pipeline.publication import Publication
from digest.pipeline.trees import publish_trees
from digest.publish import USUAL, Effort
from digest.render.theme import Theme
from digest.secret import Secret
from digest.slots import claim_due, give_back, record_slots, settle
from digest.store.protocols import Store


def publish_due(
    config: Config,
    store: Store,
    theme: Theme,
    key: Secret,
    *,
    now: datetime,
    effort: Effort = USUAL,
    signer: Signer | None = None,
    force: str = "",
    resting: AbstractSet[str] = frozenset(),
) -> Publication | None:
    """Publish the issues whose slots came due; None where none did, which costs little.

    A newsletter whose letter cannot be rendered, or has errors, is told and tried again
    by the next run; the others go on. `force` is the reason for which letters go out in
    spite of errors. A fault of the whole run gives every slot back as well. The slots
    of newsletters that are `resting` are written down, and left for another run. Raises
    ClockError where the clock cannot be right.
    """
    lease = timedelta(seconds=config.schedule.lease)
    most = config.schedule.most_slots
    passed = record_slots(store, config.newsletters, most=most, now=now)
    awake = [each for each in config.newsletters if each.name not in resting]
    due, unworked = claim_due(store, awake, lease=lease, now=now)
    settled = (*passed, *unworked)
    if not due and not settled:
        return None
    try:
        with (
            keep(store, due, lease=lease, now=now),
            alone(config),
            open_memo(config, now=now) as memo,
        ):
            content = read_content(config, store, memo, effort, now=now)
            workshop = Workshop(
                config=config,
                store=store,
                theme=theme,
                content=content,
                key=key,
                signer=signer,
            )
            made = make_drafts(workshop, due, force=force)
            done = _make_public(workshop, made, effort, now=now)
    except DigestError as error:
        for held in due:
            give_back(store, held.slot, str(error))
        raise
    for slot in made.empty:
        settle(store, slot, SlotState.EMPTY, slot.note)
    refused = {slot.newsletter for slot in made.given_back}
    has_more = any(h.has_more and h.newsletter.name not in refused for h in due)
    return replace(done, settled=(*settled, *made.empty), has_more=has_more)


def _make_public(
    workshop: Workshop, made: Drafts, effort: Effort, *, now: datetime
) -> Publication:
    """Show the drafts, and then plan their letters; what came of it."""
    config, content = workshop.config, workshop.content
    published = publish_trees(
        config,
        workshop.store,
        workshop.theme,
        content,
        effort,
        fresh=made.public,
        letters=made.letters,
    )
    recorded = record_drafts(
        workshop.store, made.drafts, now=now, paused=first_to_mirrors(config)
    )
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        issues=recorded.issues,
        waiting=recorded.waiting,
        given_back=made.given_back,
        problems=(*content.problems, *made.faults, *recorded.faults),
        remarks=made.remarks,
    )
