"""Where the links lead that each reader has for themselves."""

from __future__ import annotations

from digest.deliveries import Delivery, Placeholder, Purpose
from digest.links import ENDING, Claim, LinkPurpose, link_url, make_token

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
    if delivery.purpose is Purpose.MOVE and purpose is not LinkPurpose.MOVE:
        return f"{site_url}/"
    is_of_all = purpose in {LinkPurpose.PREFERENCES, LinkPurpose.MOVE} or (
        purpose is LinkPurpose.LEAVE and delivery.purpose is Purpose.CONFIRMATION
    )
    claim = Claim(
        subscriber=delivery.subscriber.id,
        newsletter="" if is_of_all else delivery.newsletter,
        made=delivery.planned if purpose in ENDING else None,
    )
    return link_url(site_url, purpose, make_token(key, purpose, claim))
