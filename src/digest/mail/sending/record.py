"""What came of each delivery: the answer is judged, counted, and written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from digest.deliveries import (
    Delivery,
    DeliveryState,
    OnDoubt,
    Outcome,
    OutcomeKind,
)
from digest.lines import escape_invisible
from digest.mail.mailroom import Mailroom
from digest.mail.outcome import next_state, not_tried
from digest.mail.sending.delivered import Delivered
from digest.mail.sending.domains import Domains
from digest.mail.sending.group_commit import GroupCommit
from digest.mail.sending.streaks import Streaks
from digest.readers import Suppression
from digest.reasons import ends_mail, reason_of
from digest.store.protocols.deliveries import Answer

#: what an answer in doubt leads to
DOUBTS = {OnDoubt.HOLD: DeliveryState.HELD, OnDoubt.SKIP: DeliveryState.FAILED}


class Record:
    """Keeps the score of one run."""

    def __init__(
        self,
        mailroom: Mailroom,
        commit: GroupCommit,
        domains: Domains,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = mailroom.store
        self._limit = mailroom.mail.attempts
        self._on_doubt = mailroom.sending.on_doubt
        self._commit = commit
        self._domains = domains
        self._clock = clock
        self._streaks = Streaks(mailroom.sending.pause_after)
        self._counts: Counter[str] = Counter()
        self._paused: dict[tuple[str, int], str] = {}

    def delivered(self, trouble: Outcome | None = None) -> Delivered:
        """What the run came to so far."""
        return Delivered(
            **self._counts,
            trouble=trouble.reply if trouble else "",
            paused=tuple(self._paused.values()),
        )

    def settle(
        self, delivery: Delivery, outcome: Outcome, now: float, *, relay: str
    ) -> bool:
        """Keep what the relay said; whether the delivery's issue is to be paused."""
        if outcome.kind in {OutcomeKind.ACCEPTED, OutcomeKind.REFUSED}:
            self._domains.succeed(delivery)
        elif outcome.kind is OutcomeKind.DEFERRED and outcome.code:
            self._domains.fail(delivery, now)
        self.keep(delivery, outcome, relay=relay)
        return self._streaks.count(delivery, outcome)

    def keep(self, delivery: Delivery, outcome: Outcome, *, relay: str = "") -> None:
        """Write down what came of the delivery, and count it."""
        now = self._clock()
        state, due = self._next_state(delivery, outcome, now)
        answer = Answer(
            delivery=delivery.id, outcome=outcome, state=state, due=due, relay=relay
        )
        self._commit.answer(answer, self._suppression(delivery, outcome, now))
        self._counts[state] += 1
        if delivery.is_in_doubt:
            self._counts["resent"] += 1

    def take_back(self, delivery: Delivery) -> None:
        """Its intent is written, and its body never left: it is due as before."""
        answer = Answer(
            delivery=delivery.id,
            outcome=not_tried("the connection ended before the message was out"),
            state=DeliveryState.DEFERRED,
            due=self._clock(),
        )
        self._commit.answer(answer)

    def withdrew(self, delivery: Delivery) -> None:
        """Count one that nobody got, as its reader left or another has it."""
        is_paused = (delivery.newsletter, delivery.issue) in self._paused
        if not is_paused:
            self._counts["withdrawn"] += 1

    def no_way(self, delivery: Delivery) -> Outcome:
        """Why the delivery can go by no relay."""
        name = delivery.newsletter
        return not_tried(
            f"digest.toml: all [[relays]] are kept for other newsletters than {name}; "
            "name it in one of them"
        )

    def pause(self, delivery: Delivery, outcome: Outcome) -> None:
        """Stop the delivery's issue until its owner lets it go on."""
        name, number = delivery.newsletter, delivery.issue
        said = escape_invisible(f"{outcome.code} {outcome.reply}".strip())
        reason = f"refused {self._streaks.limit} times in a row, the last time: {said}"
        self._store.pause_issue(name, number, reason, now=self._clock())
        remedy = f"mend it, then `digest issues resume {name} {number}`"
        self._paused[name, number] = f"issue {number} of {name}: {reason}; {remedy}"

    def _next_state(
        self, delivery: Delivery, outcome: Outcome, now: datetime
    ) -> tuple[DeliveryState, datetime]:
        if outcome.kind is OutcomeKind.UNKNOWN and self._on_doubt in DOUBTS:
            return DOUBTS[self._on_doubt], now
        return next_state(
            outcome, delivery.attempts, self._limit, now, delivery=delivery.id
        )

    def _suppression(
        self, delivery: Delivery, outcome: Outcome, now: datetime
    ) -> Suppression | None:
        """That no mail goes there any more, where the refusal says so."""
        if outcome.kind is not OutcomeKind.REFUSED or not outcome.code:
            return None
        reason = reason_of(outcome.code, outcome.status, outcome.reply)
        if not ends_mail(reason):
            return None
        return Suppression(
            address=delivery.recipient, reason=reason, detail=outcome.reply, since=now
        )
