"""Where the links lead that each reader has for themselves."""

from __future__ import annotations

from functools import cache

from digest.deliveries import Delivery, Placeholder, Purpose
from digest.signed.links import ENDING, Claim, LinkPurpose, link_url, make_token

_PURPOSES = {
    Placeholder.UNSUBSCRIBE_URL: LinkPurpose.LEAVE,
    Placeholder.PREFERENCES_URL: LinkPurpose.PREFERENCES,
    Placeholder.CONFIRM_URL: LinkPurpose.CONFIRM,
    Placeholder.MOVE_URL: LinkPurpose.MOVE,
}


def personal_url(
    placeholder: Placeholder, delivery: Delivery, *, site_url: str, key: str
) -> str:
    """What stands for the placeholder in the message of the delivery.

    Who never asked for a confirmation gets rid of everything by one click in it. Whom
    a question to move reaches may be a stranger: it leads to nothing of the reader's.
    """
    purpose = _PURPOSES[placeholder]
    if not _may_have(delivery.purpose, purpose):
        return f"{site_url}/"
    is_of_all = _is_of_all(delivery.purpose, purpose)
    claim = Claim(
        subscriber=delivery.subscriber.id,
        newsletter="" if is_of_all else delivery.newsletter,
        made=delivery.planned if purpose in ENDING else None,
    )
    return link_url(site_url, purpose, make_token(key, purpose, claim))


@cache
def _may_have(letter: Purpose, link: LinkPurpose) -> bool:
    """Whether such a link stands in such a letter."""
    return letter is not Purpose.MOVE or link is LinkPurpose.MOVE


@cache
def _is_of_all(letter: Purpose, link: LinkPurpose) -> bool:
    """Whether it is about all newsletters of the reader."""
    if link is LinkPurpose.LEAVE:
        return letter is Purpose.CONFIRMATION
    return link in {LinkPurpose.PREFERENCES, LinkPurpose.MOVE}
