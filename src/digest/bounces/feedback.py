"""Complaints in the Abuse Reporting Format (RFC 5965), and Hotmail's older one."""

from __future__ import annotations

import email
from email.message import Message

from digest.bounces.message import field, parts_of, returned_letter, whole_text
from digest.bounces.reports import Report
from digest.lines import one_line
from digest.reasons import Reason
from digest.records.bounces import BounceKind

KIND = "message/feedback-report"
#: what is no complaint of a reader: the letter is wanted, or a failed signature
#: (RFC 6591)
NO_COMPLAINTS = frozenset({"not-spam", "auth-failure"})
#: Hotmail adds it to the letters of which its readers complain
HOTMAIL = "X-HmXmrOriginalRecipient"


def has_feedback(message: Message) -> bool:
    """Whether the message is one of these."""
    letter = returned_letter(message)
    is_hotmail = letter is not None and bool(field(letter, HOTMAIL))
    return is_hotmail or any(True for _ in parts_of(message, KIND))


def read_feedback(message: Message) -> tuple[Report, ...]:
    """The complaint; nothing where it is none."""
    fields = _fields(message)
    kind = field(fields, "Feedback-Type").lower()
    if kind in NO_COMPLAINTS:
        return ()
    letter = returned_letter(message)
    address = field(fields, "Original-Rcpt-To")
    if not address and letter is not None:
        address = field(letter, HOTMAIL)
    complaint = Report(
        kind=BounceKind.COMPLAINT,
        reason=Reason.COMPLAINT,
        detail=one_line(f"{kind or 'abuse'} {field(fields, 'User-Agent')}"),
        address=one_line(address).strip("<>")[:320],
    )
    return (complaint,)


def original_sender(message: Message) -> str:
    """The envelope sender of the letter, as the report names it; "" if it does not."""
    return field(_fields(message), "Original-Mail-From").strip("<>")


def _fields(message: Message) -> Message:
    for part in parts_of(message, KIND):
        return email.message_from_string(whole_text(part).lstrip("\n"))
    return Message()
