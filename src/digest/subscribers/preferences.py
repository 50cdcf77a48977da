"""What readers set on their own page: newsletters, pause, language.

Whoever holds a link to that page is the reader: it came to their own address. So
nothing is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.errors import LinkError
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.store.protocols import ConsentStore
from digest.subscribers.terms import Terms

#: who wants nothing for longer had better leave
LONGEST_PAUSE = timedelta(days=366)
UNKNOWN = "this link: its reader is not known any more; sign up anew"


def choose(
    store: ConsentStore,
    key: Secret,
    token: str,
    *,
    newsletters: Sequence[str],
    terms: Terms,
    now: datetime,
) -> Claim:
    """Make these the reader's newsletters, and no others; raises LinkError."""
    claim = check_token(key.reveal(), LinkPurpose.PREFERENCES, token)
    is_known = store.choose_subscriptions(
        claim.subscriber, newsletters, now=now, greetings=terms.greetings
    )
    if not is_known:
        raise LinkError(UNKNOWN)
    return claim


def pause(
    store: ConsentStore, number: int, until: datetime | None, *, now: datetime
) -> None:
    """Keep issues from the reader until then, a year at the most; None: no more.

    Answers to their own requests go out all the same. Raises LinkError where nobody has
    the number.
    """
    if until is not None:
        until = min(until, now + LONGEST_PAUSE) if until > now else None
    if not store.pause(number, until, now=now):
        raise LinkError(UNKNOWN)


def set_language(store: ConsentStore, number: int, language: str) -> None:
    """Speak to the reader in this language ("": that of each newsletter).

    Raises LinkError where nobody has the number.
    """
    if not store.set_language(number, language):
        raise LinkError(UNKNOWN)
