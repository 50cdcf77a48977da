"""The issues whose slots came due: made, shown and planned, or told why not.

Apart from `build`, which needs neither letters nor what looks through them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from digest.config import Config
from digest.errors import DigestError
from digest.issues import SlotState
from digest.mail.signing import Signer
from digest.pipeline.composing import Workshop
from digest.pipeline.content import alone, open_memo, read_content, remember
from digest.pipeline.drafts import make_drafts, record_drafts
from digest.pipeline.letters import IssueLetters
from digest.pipeline.publication import Publication
from digest.pipeline.targets import plan_targets
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
) -> Publication | None:
    """Publish the issues whose slots came due; None where none did, which costs little.

    A newsletter whose letter cannot be rendered, or has errors, is told and tried again
    by the next run; the others go on. `force` is the reason for which letters go out in
    spite of errors. A fault of the whole run gives every slot back as well.
    """
    lease = timedelta(seconds=config.schedule.lease)
    record_slots(store, config.newsletters, now=now)
    due, settled = claim_due(store, config.newsletters, lease=lease, now=now)
    if not due and not settled:
        return None
    try:
        with alone(config), open_memo(config, now=now) as memo:
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
            letters = IssueLetters(stored=store.letter_reader(), fresh=made.letters)
            targets = plan_targets(
                config, store, theme, content, letters, fresh=made.public
            )
            remember(store, content)
            published = publish_trees(
                config, theme, content, targets, effort, letters=letters
            )
            recorded = record_drafts(store, made.drafts, now=now)
    except DigestError as error:
        for held in due:
            give_back(store, held.slot, str(error))
        raise
    for slot in made.empty:
        settle(store, slot, SlotState.EMPTY, slot.note)
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        issues=recorded.issues,
        waiting=recorded.waiting,
        settled=(*settled, *made.empty),
        problems=(*content.problems, *made.faults, *recorded.faults),
        remarks=made.remarks,
    )
