"""One message -> what follows from it: recorded once, suppressed, or left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from digest.bounces.correlation import Origin, Proofs
from digest.bounces.reading import read_message
from digest.bounces.reports import Report, Silence
from digest.records.bounces import Bounce, BounceKind, Recorded
from digest.store.protocols import Store

#: what a bounce that came by mail is called
MAILBOX = "mailbox"
#: a complaint weighs most, then what ends mail
_WEIGHTS = (BounceKind.COMPLAINT, BounceKind.PERMANENT, BounceKind.TRANSIENT)


class Fate(StrEnum):
    """What became of a message."""

    #: it is about a letter of ours, and counts
    RECORDED = "recorded"
    #: the same was there before
    KNOWN = "known already"
    #: nothing in it proves that it is about a letter of ours
    UNPROVEN = "unproven"
    #: its sender has left, as the message asked
    LEFT = "a reader left"
    #: it reports no failure, such as a delay
    NO_FAILURE = "no failure"
    #: it is no report, or cannot be read
    STRANGE = "no report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What a message was, and what it led to."""

    fate: Fate
    #: what it said that weighs most; None where it is no report
    report: Report | None = None
    recorded: Recorded | None = None
    #: why it is no report
    silence: Silence | None = None


def handle(store: Store, data: bytes, proofs: Proofs, *, now: datetime) -> Handled:
    """Read the message and act on it; the same message again changes nothing.

    Raises StoreError; then the message has to be brought once more.
    """
    reading = read_message(data)
    if reading.leave_token:
        return _leave(store, reading.leave_token, proofs, now=now)
    if not reading.reports:
        is_notice = reading.silence in {Silence.NO_FAILURE, Silence.NO_SPAM}
        fate = Fate.NO_FAILURE if is_notice else Fate.STRANGE
        return Handled(fate=fate, silence=reading.silence)
    # a letter of ours goes to one reader: what several lines say is said of that one
    report = min(reading.reports, key=lambda one: _WEIGHTS.index(one.kind))
    origin = proofs.origin_of(reading)
    recorded = store.record_bounce(_bounce(report, origin, data, now))
    return Handled(fate=_fate(recorded), report=report, recorded=recorded)


def _leave(store: Store, token: str, proofs: Proofs, *, now: datetime) -> Handled:
    claim = proofs.claim_of(token)
    if claim is None:
        return Handled(fate=Fate.STRANGE, silence=Silence.NO_REPORT)
    store.unsubscribe(claim.subscriber, claim.newsletter, now=now)
    return Handled(fate=Fate.LEFT)


def _bounce(report: Report, origin: Origin, data: bytes, now: datetime) -> Bounce:
    return Bounce(
        kind=report.kind,
        reason=report.reason,
        status=report.status,
        detail=report.detail,
        received=now,
        delivery=origin.delivery,
        subscriber=origin.subscriber,
        address=report.address,
        source=MAILBOX,
        id=_name(report, origin, data),
    )


def _name(report: Report, origin: Origin, data: bytes) -> str:
    """One failure and one complaint a delivery, however often they are reported."""
    if origin.delivery:
        is_complaint = report.kind is BounceKind.COMPLAINT
        return f"{origin.delivery} {'complaint' if is_complaint else 'failure'}"
    return sha256(data).hexdigest()


def _fate(recorded: Recorded) -> Fate:
    if not recorded.is_new:
        return Fate.KNOWN
    return Fate.RECORDED if recorded.is_believed else Fate.UNPROVEN
