"""Code, status and words of a refusal -> its reason."""

from __future__ import annotations

import re
from functools import cache

from digest.reasons.phrases import FIRM, LOOSE, PHRASES
from digest.reasons.reason import Reason, ends_mail
from digest.reasons.statuses import STATUSES, VAGUE

#: characters of a reply that are read; what follows is advertising
LONGEST_TEXT = 2000
#: what a code, or its first digit, says where neither status nor words say more
_CODES = {
    4: Reason.LATER,
    # no room (RFC 5321 4.2.3), and no mail for this domain at all (RFC 7504)
    552: Reason.MAILBOX_FULL,
    556: Reason.HOST_UNKNOWN,
}

_STATUS = re.compile(r"(?<![\d.])[245]\.(\d{1,3}\.\d{1,3})(?![\d.]*\d)")
#: what is somebody's name and no statement: addresses, links, hosts, the code at the
#: start of each further line of an answer, and what one gateway writes before them all
_NAMES = re.compile(
    r"https?:\S+|www\.\S+|<[^<>\s]*>|\S+@\S+|[245]\d\d-|unknown address error|"
    r"\b(?=[\w.-]*[a-z])[\w-]+(?:\.[\w-]+)+\b"
)


def reason_of(code: int, status: str, text: str) -> Reason:
    """Why a relay or a report refuses, by its code, enhanced status and words.

    Words count more than a status that is used for anything (5.0.0, 5.7.1), and those
    that speak for the mailbox or against us count more than any. Whether it is for good
    is said by the code alone: a mailbox may be unknown for a time.
    """
    said = _family(text[:LONGEST_TEXT])
    found = _find_status(status, text[:LONGEST_TEXT])
    meant = STATUSES.get(found)
    if said is None:
        return meant or _by_code(code, status)
    if meant is None or said in FIRM or found in VAGUE:
        return said
    if ends_mail(meant):
        return meant if said is Reason.POLICY else said
    return meant if ends_mail(said) or said in LOOSE else said


@cache
def _families() -> tuple[tuple[Reason, re.Pattern[str]], ...]:
    """The phrases, ready to be searched for; most commands never need them."""
    return tuple((reason, re.compile("|".join(phrases))) for reason, phrases in PHRASES)


def _family(text: str) -> Reason | None:
    words = " ".join(_NAMES.sub(" ", text.lower()).split())
    for reason, phrases in _families():
        if phrases.search(words):
            return reason
    return None


def _find_status(status: str, text: str) -> str:
    """Subject and detail that say most: a gateway's own status hides the receiver's."""
    codes: list[str] = _STATUS.findall(f"{status} {text}")
    known = [code for code in codes if code in STATUSES]
    firm = [code for code in known if code not in VAGUE]
    return (firm or known or [""])[0]


def _by_code(code: int, status: str) -> Reason:
    if code in _CODES:
        return _CODES[code]
    first = code // 100 if code else int(status[:1] if status[:1].isdecimal() else 0)
    return _CODES.get(first, Reason.UNKNOWN)
