"""Delivery status notifications (RFC 3464, RFC 6533): one report for each recipient."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice

from digest.bounces.message import field, parts_of, text_of, whole_text
from digest.bounces.reports import Report
from digest.lines import one_line
from digest.reasons import Reason, ends_mail, reason_of
from digest.records.bounces import BounceKind

KINDS = ("message/delivery-status", "message/global-delivery-status")
#: recipients of one report; more are no report on letters of ours, which go to one each
MOST_RECIPIENTS = 50
MOST_BLOCKS = 100
LONGEST_DETAIL = 500
#: characters of the report for people that are read where its fields say nothing
LONGEST_WORDS = 4000
FAILED = "failed"
#: actions that change nothing (RFC 3464 2.3.3)
NO_FAILURES = frozenset({"delayed", "delivered", "relayed", "expanded"})

_CODE = re.compile(r"\b([245]\d\d)(?=[ -])")
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
#: a character in an address of RFC 6533 section 3
_XTEXT = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")


def has_status(message: Message) -> bool:
    """Whether the message is one of these."""
    return any(True for _ in parts_of(message, *KINDS))


def read_status(message: Message) -> tuple[Report, ...]:
    """What it says of each recipient whose letter will not arrive."""
    said = " ".join(text_of(part) for part in parts_of(message, "text/plain"))
    reports = (
        _report(group, said[:LONGEST_WORDS])
        for part in parts_of(message, *KINDS)
        for group in islice(_groups(part), MOST_RECIPIENTS)
        if _is_failure(group)
    )
    return tuple(islice(reports, MOST_RECIPIENTS))


def envelope_id(message: Message) -> str:
    """What the letter's sender called its envelope (RFC 3461 4.4), "" for nothing."""
    for part in parts_of(message, *KINDS):
        for group in _blocks(part):
            if found := field(group, "Original-Envelope-Id"):
                return found
    return ""


def describe(
    text: str, *, status: str = "", address: str = "", said: str = ""
) -> Report:
    """A report of failure from the receiver's words, or else those of the report."""
    words = one_line(text)
    reason = _reason(words, status)
    if reason in {Reason.UNKNOWN, Reason.LATER} and said:
        reason = _reason(one_line(said), status)
    kind = BounceKind.PERMANENT if ends_mail(reason) else BounceKind.TRANSIENT
    return Report(
        kind=kind,
        reason=reason,
        status=status,
        detail=one_line(words or said, longest=LONGEST_DETAIL),
        address=address,
    )


def _reason(words: str, status: str) -> Reason:
    code = _CODE.search(words)
    return reason_of(int(code[1]) if code else 0, status, words)


def _report(group: Message, said: str) -> Report:
    status = _STATUS.search(field(group, "Status"))
    diagnosis = field(group, "Diagnostic-Code").partition(";")
    address = _address(field(group, "Final-Recipient"))
    return describe(
        diagnosis[2] or diagnosis[0],
        status=status[0] if status else "",
        address=_address(field(group, "Original-Recipient")) or address,
        said=said,
    )


def _is_failure(group: Message) -> bool:
    action = field(group, "Action").lower().partition(" ")[0]
    if action in NO_FAILURES:
        return False
    # some forget the action; the class of the status says the same
    return action == FAILED or field(group, "Status").lstrip().startswith("5")


def _groups(part: Message) -> Iterator[Message]:
    """The fields of each recipient; those of the whole message come before them."""
    for block in _blocks(part):
        if "Final-Recipient" in block or "Original-Recipient" in block:
            yield block


def _blocks(part: Message) -> Iterator[Message]:
    texts = re.split(r"\n[ \t]*\n", whole_text(part).replace("\r\n", "\n"))
    for text in texts[:MOST_BLOCKS]:
        if text.strip():
            yield email.message_from_string(text.strip("\n"))


def _address(text: str) -> str:
    """The address behind its type, `rfc822; ann@example.org`."""
    kind, _, value = text.rpartition(";")
    if kind.strip().lower() == "utf-8":
        value = _XTEXT.sub(_character, value)
    return one_line(value).strip("<>")[:320]


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    is_one = number < 0xD800 or 0xE000 <= number < 0x110000  # noqa: PLR2004
    return chr(number) if is_one else "?"
