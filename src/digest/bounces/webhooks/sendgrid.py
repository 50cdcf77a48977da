"""SendGrid: many events a call, signed over their timestamp and body (ECDSA)."""

from __future__ import annotations

from typing import Any

from digest.bounces.webhooks.service import (
    LONGEST_ID,
    Call,
    Event,
    bounce_of,
    items,
    read_json,
    text,
)
from digest.bounces.webhooks.signatures import is_signed_by_key
from digest.reasons import Reason
from digest.records.bounces import Bounce

NAME = "sendgrid"
SIGNATURE = "x-twilio-email-event-webhook-signature"
TIMESTAMP = "x-twilio-email-event-webhook-timestamp"
#: why it did not even try, by the beginning of its words
DROPPED = {
    "bounced": Reason.NOT_ACCEPTED,
    "invalid": Reason.USER_UNKNOWN,
    "spam reporting": Reason.COMPLAINT,
}


def read(call: Call) -> tuple[Bounce, ...] | None:
    """The failures and complaints of the call; None where its signature is wrong.

    A call that is played again has the same events, which count once.
    """
    signed = call.headers.get(TIMESTAMP, "").encode() + call.body
    signature = call.headers.get(SIGNATURE, "")
    if not is_signed_by_key(call.secret.reveal(), signature, signed):
        return None
    events = (_event(told) for told in items({"all": read_json(call.body)}, "all"))
    return tuple(bounce_of(event, call, NAME) for event in events if event)


def _event(told: Any) -> Event | None:
    """The event; None where it is no failure, such as an opened letter."""
    kind, words = text(told, "event"), text(told, "reason")
    name, reason = text(told, "sg_event_id"), _reason(kind, text(told, "type"), words)
    if reason is None or not name:
        return None
    return Event(
        id=name[:LONGEST_ID],
        address=text(told, "email"),
        # of what it dropped, no receiver said anything
        words="" if kind == "dropped" else words,
        status=text(told, "status"),
        reason=reason,
    )


def _reason(kind: str, of_bounce: str, words: str) -> Reason | None:
    if kind == "spamreport":
        return Reason.COMPLAINT
    if kind == "bounce":
        return Reason.BLOCKED if of_bounce == "blocked" else Reason.UNKNOWN
    if kind == "dropped":
        said = words.lower()
        found = (meant for start, meant in DROPPED.items() if said.startswith(start))
        return next(found, Reason.POLICY)
    return None
