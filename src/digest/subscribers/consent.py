"""The rules of consent: subscribe, confirm, leave, and come back at once.

Nobody learns here who reads: asking gives the same answer for a known and an unknown
address. What a token allows is done without a password, as only its reader got it.

Who complained, or was suppressed by the owner, is never written to because of what a
form says: anybody can fill it in. An address that bounced is asked once more when it
has rested. Whoever confirms by a link of their own reads their mail, and wants it: that
ends what a bounce or their own complaint had begun.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.addresses import parse_address
from digest.errors import LinkError
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.store.protocols import ConsentStore
from digest.subscribers.lists.cells import spoken_name
from digest.subscribers.terms import QUIET, Terms

#: in which who left by a link may think better of it
SECOND_THOUGHTS = timedelta(hours=1)


def subscribe(
    store: ConsentStore,
    *,
    address: str,
    name: str,
    newsletters: Sequence[str],
    language: str,
    terms: Terms,
    now: datetime,
) -> None:
    """Ask the address whether it wants the newsletters; raises AddressError.

    The answer is the same for a known and an unknown address, and no mail goes out
    before the next run of deliver, so that the time it takes tells nothing either.
    """
    store.request_subscription(
        parse_address(address),
        spoken_name(name),
        newsletters,
        confirm_after=now - QUIET,
        now=now,
        language=language,
        most_per_hour=terms.most_per_hour,
    )


def confirm(
    store: ConsentStore, key: Secret, token: str, *, terms: Terms, now: datetime
) -> Claim:
    """Confirm what the token names, and what else was asked; repeating it is safe.

    Raises LinkError for a token that is not ours or too old, or whose reader left
    meanwhile.
    """
    since = now - terms.confirm_within
    claim = check_token(key.reveal(), LinkPurpose.CONFIRM, token, since=since)
    number, newsletter = claim.subscriber, claim.newsletter
    if not store.confirm(number, newsletter, now=now, greetings=terms.greetings):
        message = "this link: is for a subscription that has ended; sign up again"
        raise LinkError(message)
    return claim


def leave(store: ConsentStore, key: Secret, token: str, now: datetime) -> Claim:
    """End what the token names, at once; repeating it is safe. Raises LinkError.

    Who was forgotten gets nothing either, so that is no error.
    """
    claim = check_token(key.reveal(), LinkPurpose.LEAVE, token)
    store.unsubscribe(claim.subscriber, claim.newsletter, now=now)
    return claim


def come_back(store: ConsentStore, key: Secret, token: str, now: datetime) -> Claim:
    """Undo leaving by this token, while that was just now; repeating it is safe.

    Raises LinkError where it was longer ago, or the reader had never confirmed: a link
    to leave is worth no more than to take that back.
    """
    claim = check_token(key.reveal(), LinkPurpose.LEAVE, token)
    left_after = now - SECOND_THOUGHTS
    is_back = store.come_back(
        claim.subscriber, claim.newsletter, left_after=left_after, now=now
    )
    if not is_back:
        message = "this link: brings back who left just now; sign up again"
        raise LinkError(message)
    return claim
