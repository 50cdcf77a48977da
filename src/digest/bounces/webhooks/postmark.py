"""Postmark: its bounces and complaints, one a call, with a secret that we gave it."""

from __future__ import annotations

import base64
import binascii
import hmac

from digest.bounces.webhooks.service import (
    LONGEST_ID,
    Call,
    Event,
    bounce_of,
    read_json,
    text,
)
from digest.reasons import Reason
from digest.records.bounces import Bounce

NAME = "postmark"
#: the header that the owner may have Postmark send, in the place of a password
SECRET = "x-digest-secret"  # noqa: S105  the name of a header
#: what its types mean where the receiver's words do not tell; others are no failures
TYPES = {
    "HardBounce": Reason.NOT_ACCEPTED,
    "BadEmailAddress": Reason.USER_UNKNOWN,
    "SoftBounce": Reason.UNKNOWN,
    "Unknown": Reason.UNKNOWN,
    "DnsError": Reason.NETWORK,
    "SpamNotification": Reason.SPAM,
    "VirusNotification": Reason.SPAM,
    "Blocked": Reason.BLOCKED,
    "DMARCPolicy": Reason.AUTHENTICATION,
    "SpamComplaint": Reason.COMPLAINT,
}


def read(call: Call) -> tuple[Bounce, ...] | None:
    """The bounce of the call; None where its secret is not ours."""
    if not _is_ours(call):
        return None
    told = read_json(call.body)
    reason = TYPES.get(text(told, "Type"))
    name = text(told, "ID")
    if reason is None or not name:
        return ()
    event = Event(
        id=name[:LONGEST_ID],
        address=text(told, "Email"),
        words=text(told, "Details") or text(told, "Description"),
        reason=reason,
    )
    return (bounce_of(event, call, NAME),)


def _is_ours(call: Call) -> bool:
    """Whether a header or the password of basic authentication (RFC 7617) is ours.

    The secret may be written with the user, `digest:SECRET`, or without.
    """
    secret = call.secret.reveal().encode()
    given = [call.headers.get(SECRET, "").encode()]
    kind, _, value = call.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        given += _passwords(value)
    return any(bool(one) and hmac.compare_digest(one, secret) for one in given)


def _passwords(value: str) -> list[bytes]:
    try:
        login = base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError):
        return []
    return [login, login.partition(b":")[2]]
