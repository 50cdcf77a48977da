"""What the relay answered -> what becomes of the delivery. Pure: no clock, no dice."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from hashlib import sha256

from digest.deliveries import DeliveryState, Outcome, OutcomeKind
from digest.lines import one_line

#: characters of a reply that are kept; the rest of a long one is advertising
LONGEST_REPLY = 500
#: between the first try and the second; greylisting asks for about as much
FIRST_PAUSE = timedelta(minutes=2)
#: each pause is so many times the one before, up to the longest
GROWTH = 4
LONGEST_PAUSE = timedelta(hours=24)
#: a pause is changed by up to a fifth: what failed together is not tried together
JITTER = 0.2

_STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")
_KINDS = {
    2: OutcomeKind.ACCEPTED,
    4: OutcomeKind.DEFERRED,
    5: OutcomeKind.REFUSED,
}


def read_reply(code: int, text: bytes | str) -> Outcome:
    """The relay's answer to a message (RFC 5321 4.2.1), by the first digit of its code.

    Any other code is no answer that one may rely on: unknown.
    """
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    words = _cut(said)
    status = _STATUS.match(words)
    return Outcome(
        kind=_KINDS.get(code // 100, OutcomeKind.UNKNOWN),
        code=code,
        status=status[0] if status else "",
        reply=words,
    )


def not_tried(reason: str) -> Outcome:
    """The message did not come so far that the relay could take it."""
    return Outcome(kind=OutcomeKind.DEFERRED, reply=_cut(reason))


def in_doubt(reason: str) -> Outcome:
    """The whole message went out, and no answer came: perhaps the relay has it."""
    return Outcome(kind=OutcomeKind.UNKNOWN, reply=_cut(reason))


def next_state(
    outcome: Outcome, attempts: int, limit: int, now: datetime, *, delivery: int = 0
) -> tuple[DeliveryState, datetime]:
    """The state that the outcome leads to, and when a deferred delivery is due again.

    `attempts` counts the tries before this one. In doubt means once more, with the same
    Message-ID, so that who folds doubles shows one. What never reached the relay, as it
    is away or does not let us in, waits for it however long that takes.
    """
    if outcome.kind is OutcomeKind.ACCEPTED:
        return DeliveryState.ACCEPTED, now
    is_relay_away = outcome.kind is OutcomeKind.DEFERRED and outcome.code == 0
    is_last = attempts + 1 >= limit and not is_relay_away
    if outcome.kind is OutcomeKind.REFUSED or is_last:
        return DeliveryState.FAILED, now
    return DeliveryState.DEFERRED, now + pause(attempts, delivery)


def pause(attempts: int, delivery: int) -> timedelta:
    """How long to wait after this try; the same for the same delivery and try."""
    # more than ten steps are the longest pause in any case, and never overflow
    wished = min(FIRST_PAUSE * GROWTH ** min(attempts, 10), LONGEST_PAUSE)
    digest = sha256(f"{delivery} {attempts}".encode("ascii")).digest()
    share = int.from_bytes(digest[:4], "big") / 2**32
    seconds = wished.total_seconds() * (1 + JITTER * (2 * share - 1))
    return timedelta(seconds=round(seconds))


def _cut(words: str) -> str:
    """The words in one line, and not too long; they are shown and logged."""
    return one_line(words, longest=LONGEST_REPLY)
