"""What came of each delivery: the answer is judged, counted, and written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from digest.deliveries import (
    JUDGED,
    Delivery,
    DeliveryState,
    OnDoubt,
    Outcome,
    OutcomeKind,
    Purpose,
)
from digest.lines import escape_invisible
from digest.mail.mailroom import Mailroom
from digest.mail.outcome import next_state, not_tried
from digest.mail.sending.delivered import Delivered
from digest.mail.sending.domains import Domains
from digest.mail.sending.group_commit import GroupCommit
from digest.mail.sending.streaks import Streaks
from digest.reasons import reason_of
from digest.records.bounces import Bounce, BounceKind
from digest.store.protocols.deliveries import Answer

#: who brings what was refused at once
RELAY = "relay"
#: how bad it is where a letter failed with such an answer
KINDS = {
    OutcomeKind.REFUSED: BounceKind.PERMANENT,
    OutcomeKind.DEFERRED: BounceKind.TRANSIENT,
}
#: warnings of one run; more of them are of one kind
MOST_WARNINGS = 20
#: what an answer in doubt leads to
DOUBTS = {OnDoubt.HOLD: DeliveryState.HELD, OnDoubt.SKIP: DeliveryState.FAILED}


class Score:
    """What a run came to, as it goes on: judges, counts, has it written down."""

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
        self._told = mailroom.told
        self._commit = commit
        self._domains = domains
        self._clock = clock
        self._streaks = Streaks(mailroom.sending.pause_after)
        self._counts: Counter[str] = Counter()
        self._paused: dict[tuple[str, int], str] = {}
        #: each once, in their order
        self._warnings: dict[str, None] = {}
        #: refusals of an issue since one of its letters was taken
        self._held: dict[tuple[str, int], list[Bounce]] = {}

    def delivered(self, trouble: Outcome | None = None) -> Delivered:
        """What the run came to so far."""
        return Delivered(
            **self._counts,
            trouble=trouble.reply if trouble else "",
            paused=tuple(self._paused.values()),
            warnings=tuple(self._warnings),
        )

    def warn(self, told: str) -> None:
        """Tell the owner, once a run."""
        if len(self._warnings) < MOST_WARNINGS:
            self._warnings[told] = None

    def settle(
        self, delivery: Delivery, outcome: Outcome, now: float, *, relay: str
    ) -> bool:
        """Keep what the relay said; whether the delivery's issue is to be paused."""
        if outcome.kind in JUDGED:
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
        self._commit.answer(answer)
        self._told(delivery, outcome, state)
        if bounce := _bounce(answer, delivery, now):
            self._report(delivery, bounce)
        elif outcome.kind is OutcomeKind.ACCEPTED and self._held:
            self._commit.report(self._held.pop(_issue(delivery), ()))
        self._counts[state] += 1
        if delivery.is_in_doubt:
            self._counts["resent"] += 1

    def _report(self, delivery: Delivery, bounce: Bounce) -> None:
        """Count the refusal against the reader, once it is plain that it is theirs.

        A relay that refuses one reader after the other, whatever its words, is at fault
        itself: then their issue is paused, and nobody is struck off.
        """
        if delivery.purpose is not Purpose.ISSUE or not self._streaks.limit:
            self._commit.report((bounce,))
        elif _issue(delivery) not in self._paused:
            self._held.setdefault(_issue(delivery), []).append(bounce)

    def close(self) -> None:
        """Nothing more comes: what was held back counts."""
        for bounces in self._held.values():
            self._commit.report(bounces)
        self._held.clear()

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
        if _issue(delivery) not in self._paused:
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
        self._held.pop((name, number), None)
        said = escape_invisible(f"{outcome.code or ''} {outcome.reply}".strip())
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


def _issue(delivery: Delivery) -> tuple[str, int]:
    return delivery.newsletter, delivery.issue


def _bounce(answer: Answer, delivery: Delivery, now: datetime) -> Bounce | None:
    """What the answer says against the reader's mailbox; None where nothing."""
    outcome = answer.outcome
    kind = KINDS.get(outcome.kind)
    # without a code it is no receiver who says so
    if answer.state is not DeliveryState.FAILED or kind is None or not outcome.code:
        return None
    return Bounce(
        kind=kind,
        reason=reason_of(outcome.code, outcome.status, outcome.reply),
        status=outcome.status,
        detail=outcome.reply,
        received=now,
        delivery=delivery.id,
        address=delivery.recipient,
        source=RELAY,
        id=str(delivery.id),
    )
