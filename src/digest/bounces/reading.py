"""The bytes of a message -> what it reports, and of whom."""

from __future__ import annotations

import re
from email.message import Message

from digest.bounces.delivery_status import envelope_id, has_status, read_status
from digest.bounces.feedback import has_feedback, original_sender, read_feedback
from digest.bounces.message import (
    LARGEST_MESSAGE,
    ReportTooDeepError,
    field,
    fields,
    parse,
    returned_letter,
    words,
)
from digest.bounces.reports import Reading, Report, Silence
from digest.bounces.unstructured import read_unstructured

#: where the address stands that a message was brought to, by the habits of servers
_BROUGHT_TO = (
    *("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"),
    *("X-Delivered-To", "To"),
)
_ADDRESS = re.compile(r"[^\s<>,;:\"()@]{1,128}@[^\s<>,;:\"()]{1,255}")
_URL = re.compile(r"https?://[^\s<>,]+")
#: what mail programs send to the mailto address of List-Unsubscribe (RFC 2369 3.2);
#: letters of the past have a word before the token
_LEAVE = re.compile(
    r"(?:unsubscribe\s+)?(\d{1,20}\.[\w-]{0,200}\.[\w-]{1,100})",
    re.IGNORECASE | re.ASCII,
)
#: addresses of one message that are looked at
MOST_RETURNS = 50
_ABSENT = re.compile(
    r"out of (?:the )?office|vacation|auto(?:matic)?[- ]?(?:reply|response|answer)"
    r"|autoreply|abwesen|absence|fuera de la oficina|away from",
    re.IGNORECASE,
)


def read_message(data: bytes) -> Reading:
    """What the message reports; never raises, whatever it is."""
    if len(data) > LARGEST_MESSAGE:
        return Reading(silence=Silence.TOO_LARGE)
    try:
        message = parse(data)
    except ReportTooDeepError:
        return Reading(silence=Silence.TOO_DEEP)
    if asked := _LEAVE.fullmatch(words(message, "Subject").strip()):
        return Reading(leave_token=asked[1])
    reports, silence = _read(message)
    return Reading(
        reports=reports,
        silence=silence,
        returns=_returns(message),
        leaving=_leaving(message),
    )


def _read(message: Message) -> tuple[tuple[Report, ...], Silence | None]:
    if has_feedback(message):
        complaint = read_feedback(message)
        return complaint, None if complaint else Silence.NO_SPAM
    if has_status(message):
        reports = read_status(message)
        return reports, None if reports else Silence.NO_FAILURE
    if _is_notice_of_absence(message):
        return (), Silence.NO_REPORT
    reports = read_unstructured(message)
    return reports, None if reports else Silence.NO_REPORT


def _is_notice_of_absence(message: Message) -> bool:
    """Whether a program answers for a person who is away (RFC 3834)."""
    is_answer = field(message, "Auto-Submitted").lower().startswith("auto-replied")
    is_vacation = "X-Autoreply" in message or "X-Autorespond" in message
    says_so = bool(_ABSENT.search(words(message, "Subject")))
    return is_vacation or says_so or (is_answer and "In-Reply-To" in message)


def _returns(message: Message) -> tuple[str, ...]:
    """Addresses that may be a return path of ours."""
    found = [*fields(message, *_BROUGHT_TO), envelope_id(message)]
    found.append(original_sender(message))
    letter = returned_letter(message)
    if letter is not None:
        found += fields(letter, "Return-Path", "X-Envelope-From")
    addresses = (address for text in found for address in _ADDRESS.findall(text))
    return tuple(dict.fromkeys(addresses))[:MOST_RETURNS]


def _leaving(message: Message) -> tuple[str, ...]:
    letter = returned_letter(message)
    if letter is None:
        return ()
    texts = fields(letter, "List-Unsubscribe")
    return tuple(url for text in texts for url in _URL.findall(text))[:MOST_RETURNS]
