"""Amazon SES: failures and complaints, whose message SNS has signed."""

from __future__ import annotations

from typing import Any

from digest.bounces.webhooks.service import (
    LONGEST_ID,
    Call,
    Event,
    bounce_of,
    items,
    part,
    read_json,
    text,
)
from digest.reasons import Reason
from digest.records.bounces import Bounce

NAME = "ses"
#: what its subtypes of bounces mean where the receiver's words do not tell
SUBTYPES = {
    "NoEmail": Reason.USER_UNKNOWN,
    "Suppressed": Reason.NOT_ACCEPTED,
    "OnAccountSuppressionList": Reason.NOT_ACCEPTED,
    "MailboxFull": Reason.MAILBOX_FULL,
    "MessageTooLarge": Reason.TOO_LARGE,
    "ContentRejected": Reason.SPAM,
    "AttachmentRejected": Reason.SPAM,
}
#: its advice is to write to such an address no more
PERMANENT = "Permanent"


def read(call: Call) -> tuple[Bounce, ...] | None:
    """The failures and complaints in words of SES; the call's body holds them bare.

    Who calls has checked the signature around them (sns.SnsMessage).
    """
    told = read_json(call.body)
    kind = text(told, "notificationType") or text(told, "eventType")
    if kind == "Bounce":
        events = _failures(told)
    elif kind == "Complaint":
        events = _complaints(told)
    else:
        return ()
    return tuple(bounce_of(event, call, NAME) for event in events)


def _failures(told: Any) -> list[Event]:
    bounce = part(told, "bounce")
    reason = SUBTYPES.get(text(bounce, "bounceSubType"), Reason.UNKNOWN)
    if reason is Reason.UNKNOWN and text(bounce, "bounceType") == PERMANENT:
        reason = Reason.NOT_ACCEPTED
    return [
        Event(
            id=_name(bounce, place),
            address=text(one, "emailAddress"),
            words=text(one, "diagnosticCode").partition(";")[2],
            status=text(one, "status"),
            reason=reason,
            sender=text(told, "mail", "source"),
        )
        for place, one in enumerate(items(bounce, "bouncedRecipients"))
    ]


def _complaints(told: Any) -> list[Event]:
    complaint = part(told, "complaint")
    kind = text(complaint, "complaintFeedbackType")
    if kind == "not-spam":
        return []
    return [
        Event(
            id=_name(complaint, place),
            address=text(one, "emailAddress"),
            words=kind,
            reason=Reason.COMPLAINT,
            sender=text(told, "mail", "source"),
        )
        for place, one in enumerate(items(complaint, "complainedRecipients"))
    ]


def _name(told: Any, place: int) -> str:
    return f"{text(told, 'feedbackId')[:LONGEST_ID]} {place}"
