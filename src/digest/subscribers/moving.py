"""Moving to another address: the new one is asked, and then takes over.

Subscriptions, language, history and private feed stay with the reader, whom links name
by a number; so every link in earlier letters still works.
"""

from __future__ import annotations

from datetime import datetime

from digest.addresses import parse_address
from digest.errors import LinkError
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.store.protocols import ConsentStore
from digest.subscribers.preferences import UNKNOWN
from digest.subscribers.terms import QUIET, Terms


def ask_to_move(
    store: ConsentStore, number: int, address: str, *, terms: Terms, now: datetime
) -> None:
    """Ask the address whether the reader's letters may go there.

    The answer is the same whoever has the address. Raises AddressError for what is
    none, and LinkError where nobody has the number.
    """
    is_known = store.ask_to_move(
        number,
        parse_address(address),
        ask_after=now - QUIET,
        now=now,
        most_per_hour=terms.most_per_hour,
    )
    if not is_known:
        raise LinkError(UNKNOWN)


def move(
    store: ConsentStore, key: Secret, token: str, *, terms: Terms, now: datetime
) -> Claim:
    """Make the address that got the token the reader's; repeating it is safe.

    Raises LinkError for a token that is not ours or too old, where the reader asked for
    another address since, and where another reader has this one.
    """
    since = now - terms.confirm_within
    claim = check_token(key.reveal(), LinkPurpose.MOVE, token, since=since)
    wish = store.address_move(claim.subscriber)
    if wish is None or wish.asked.replace(microsecond=0) != claim.made:
        message = "this link: is for a wish that has passed; ask to move again"
        raise LinkError(message)
    if not store.move(claim.subscriber, wish.address, now=now):
        remedy = "leave there first, or stay where you are"
        raise LinkError(f"this link: another reader has the address; {remedy}")
    return claim
