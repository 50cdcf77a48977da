"""Mailgun: one event a call; its proof is a code over a time and a word used once.

The code does not cover the event itself: who has seen one call could give its proof to
words of their own. So each word is taken once, and only while it is young.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from digest.bounces.webhooks.service import (
    LONGEST_ID,
    Call,
    Event,
    bounce_of,
    part,
    read_json,
    text,
)
from digest.reasons import Reason
from digest.records.bounces import Bounce

NAME = "mailgun"
#: it tries a call again for eight hours, and clocks differ
WINDOW = timedelta(hours=8)
AHEAD = timedelta(minutes=5)
MOST_WORDS = 200_000
#: why it did not even try
SUPPRESSED = {
    "suppress-bounce": Reason.NOT_ACCEPTED,
    "suppress-complaint": Reason.COMPLAINT,
    "suppress-unsubscribe": Reason.POLICY,
}


class Mailgun:
    """Reads calls, and knows the words of those that it has read."""

    def __init__(self) -> None:
        self._words: OrderedDict[str, datetime] = OrderedDict()
        self._lock = Lock()

    def read(self, call: Call) -> tuple[Bounce, ...] | None:
        """The failure or complaint of the call; None where its proof is none."""
        told = read_json(call.body)
        if not self._is_proven(part(told, "signature"), call):
            return None
        event = _event(part(told, "event-data"))
        return (bounce_of(event, call, NAME),) if event else ()

    def _is_proven(self, proof: Any, call: Call) -> bool:
        stamp, word = text(proof, "timestamp"), text(proof, "token")
        key = call.secret.reveal().encode()
        code = hmac.new(key, f"{stamp}{word}".encode(), "sha256").hexdigest()
        is_right = hmac.compare_digest(
            code.encode(), text(proof, "signature").encode("utf-8", "replace")
        )
        moment = _moment(stamp)
        if not (is_right and moment):
            return False
        is_young = call.received - WINDOW <= moment <= call.received + AHEAD
        return is_young and self._is_first(word, call)

    def _is_first(self, word: str, call: Call) -> bool:
        """Whether the word was not used before; by the same event it may be again."""
        owner = f"{word} {hash(call.body)}"
        with self._lock:
            if word in self._words:
                return owner in self._words
            while self._words and len(self._words) >= MOST_WORDS:
                self._words.popitem(last=False)
            self._words[word] = self._words[owner] = call.received
            return True


def _event(told: Any) -> Event | None:
    kind, name = text(told, "event"), text(told, "id")
    # what is temporary is tried again, by Mailgun
    is_failure = kind == "failed" and text(told, "severity") == "permanent"
    if not name or not (is_failure or kind == "complained"):
        return None
    status = part(told, "delivery-status")
    code = text(status, "code")
    words = text(status, "message") or text(status, "description")
    suppressed = SUPPRESSED.get(text(told, "reason"), Reason.UNKNOWN)
    return Event(
        id=name[:LONGEST_ID],
        address=text(told, "recipient"),
        words=words if code.startswith("2") or not words else f"{code} {words}",
        status=text(status, "enhanced-code"),
        reason=suppressed if is_failure else Reason.COMPLAINT,
        sender=text(told, "envelope", "sender"),
    )


def _moment(stamp: str) -> datetime | None:
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= len("9999999999")):
        return None
    return datetime.fromtimestamp(int(stamp), UTC)
