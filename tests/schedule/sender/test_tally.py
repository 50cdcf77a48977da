"""What relays answer, counted and logged."""

from __future__ import annotations

import pytest

from builders import a_delivery
from digest.deliveries import (
    DeliveryState,
    Outcome,
    OutcomeKind,
)
from digest.mail.deliver import Delivered
from digest.schedule.log import open_log
from digest.schedule.sender.hearing import BEAT, Hearing
from digest.schedule.sender.tally import AnswerTally
from digest.schedule.sender.words import read_beat, say_beat, say_delivered
from onlooker import LogBook
from waiting import until

DELIVERY = a_delivery(id=17, newsletter="weekly", issue=3)


def test_answers_are_counted_by_class_and_failures_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By delivery, newsletter and issue; no address is in the log."""
    tally, log = AnswerTally(open_log()), LogBook(capsys)
    reply = "no mailbox for ann@example.net"
    for code, kind, state in (
        (250, OutcomeKind.ACCEPTED, DeliveryState.ACCEPTED),
        (250, OutcomeKind.ACCEPTED, DeliveryState.ACCEPTED),
        (451, OutcomeKind.DEFERRED, DeliveryState.DEFERRED),
        (550, OutcomeKind.REFUSED, DeliveryState.FAILED),
        (0, OutcomeKind.UNKNOWN, DeliveryState.HELD),
    ):
        tally.note(DELIVERY, Outcome(kind=kind, code=code, reply=reply), state)
    assert tally.answers == {"2xx": 2, "4xx": 1, "5xx": 1, "none": 1}
    (failed,) = log.events("failed")
    assert (failed["delivery"], failed["newsletter"], failed["issue"]) == (
        *(17, "weekly"),
        3,
    )
    assert "ann@example.net" not in failed["reply"]
    assert len(log.events("held")) == 1


def test_a_beat_is_told_from_what_a_run_came_to() -> None:
    """Both are a line."""
    assert read_beat(say_beat({"2xx": 3})) == {"2xx": 3}
    assert read_beat(say_beat({})) == {}
    assert read_beat(say_delivered(Delivered(accepted=1))) is None


def test_a_run_that_asks_whether_it_is_over_is_heard() -> None:
    """Each second, and no more often."""
    beats = list[int]()
    hearing = Hearing(-1, lambda: beats.append(1))
    hearing.end()
    assert hearing.is_over()
    assert not beats
    until(lambda: hearing.is_over() and bool(beats))
    assert BEAT >= 1
    assert len(beats) == 1
