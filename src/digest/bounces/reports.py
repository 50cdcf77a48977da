"""What a message that came back says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digest.reasons import Reason
from digest.records.bounces import BounceKind


class Silence(StrEnum):
    """Why a message changes nothing."""

    #: a report says that the letter arrived, or will be tried again
    NO_FAILURE = "says of no failure"
    #: an answer of a program, or of a person
    NO_REPORT = "is no report"
    #: RFC 5965: its reader says that the letter is no spam
    NO_SPAM = "says that a letter is no spam"
    TOO_LARGE = "is too large"
    #: too many parts, or one within the other too often
    TOO_DEEP = "has too many parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a message says of one recipient."""

    kind: BounceKind
    reason: Reason
    #: enhanced status (RFC 3463), "" where none was given
    status: str = ""
    #: the receiver's words, in one line
    detail: str = ""
    #: "" where the report names none
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What there is in one message: reports, or why there are none."""

    reports: tuple[Report, ...] = ()
    silence: Silence | None = None
    #: addresses that may be a return path of ours, the likeliest first
    returns: tuple[str, ...] = ()
    #: URLs by which one leaves, in the letter that came back
    leaving: tuple[str, ...] = ()
    #: what a mail that asks to leave has to prove it; "" where it is none
    leave_token: str = ""
