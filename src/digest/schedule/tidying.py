"""What is erased once it has had its time, and how long that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.store.protocols import Store

#: after the end of a link: the letter with it may have waited for its relay
GRACE = timedelta(days=7)
#: reports of bounces; the suppressions that followed stay
KEEP_BOUNCES = timedelta(days=400)
#: what relays answered, by minutes: rates look back for a day at the most
KEEP_COUNTS = timedelta(days=2)
#: readers that one transaction erases
PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What was erased, in numbers."""

    #: addresses that were asked to confirm and never answered
    unanswered: int = 0
    #: new addresses that readers did not move to
    wishes: int = 0
    #: reports of bounces
    bounces: int = 0


def tidy(
    store: Store,
    *,
    confirm_within: timedelta,
    now: datetime,
    is_stopping: Callable[[], bool],
) -> Tidied:
    """Erase what has had its time, a page at a time; repeating it is safe.

    A link to confirm is good for `confirm_within`. Raises StoreError.
    """
    before = now - confirm_within - GRACE
    unanswered = 0
    while not is_stopping():
        count = store.forget_unanswered(PAGE, asked_before=before)
        unanswered += count
        if count < PAGE:
            break
    store.forget_answer_counts(before=now - KEEP_COUNTS)
    return Tidied(
        unanswered=unanswered,
        wishes=store.forget_wishes(asked_before=before),
        bounces=store.forget_bounces(before=now - KEEP_BOUNCES),
    )
