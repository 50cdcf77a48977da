"""What relays answer, counted by class, and logged where somebody has to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from digest.deliveries import Delivery, DeliveryState, Outcome
from digest.mail.deliver import Delivered
from digest.schedule.log import Log

#: what is logged delivery by delivery: the rest is what one expects
TOLD = frozenset({DeliveryState.FAILED, DeliveryState.HELD})
#: of an answer that never came
NONE = "none"


class AnswerTally:
    """Counts answers by the first digit of their code (RFC 5321 4.2.1)."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._answers: Counter[str] = Counter()

    @property
    def answers(self) -> Mapping[str, int]:
        """How many there were of each class, such as `4xx`."""
        return dict(sorted(self._answers.items()))

    def note(self, delivery: Delivery, outcome: Outcome, state: DeliveryState) -> None:
        """Count the answer; log a delivery that failed, or waits for its owner."""
        self._answers[f"{outcome.code // 100}xx" if outcome.code else NONE] += 1
        if state in TOLD:
            self._log.warning(
                str(state),
                delivery=delivery.id,
                newsletter=delivery.newsletter,
                issue=delivery.issue,
                code=outcome.code,
                status=outcome.status,
                reply=outcome.reply,
            )


def log_run(log: Log, delivered: Delivered, **ids: str | int) -> None:
    """Log what a run came to, and what somebody has to act on, with these ids."""
    if delivered.trouble:
        log.warning("relay", trouble=delivered.trouble)
    for told in delivered.paused:
        log.warning("paused", issue=told)
    for told in delivered.warnings:
        log.warning("sending", fault=told, **ids)
    log.info(
        "delivered",
        **ids,
        accepted=delivered.accepted,
        deferred=delivered.deferred,
        failed=delivered.failed,
    )
