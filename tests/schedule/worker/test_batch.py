"""What a worker does with a batch, whatever gets in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from builders import NOW
from digest.deliveries import Batch, DeliveryState
from digest.errors import StoreError
from digest.mail.deliver import Delivered
from digest.schedule.log import open_log
from digest.schedule.worker import batch as working
from digest.schedule.worker.batch import Working
from digest.wiring import Press
from onlooker import LogBook
from publications import Clock, a_press, write_publication
from store_steps import add_readers, claim, intend, publish

BATCH = Batch(newsletter="weekly", issue=1, first=0, last=999)


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A publication whose issue waits for two readers, in its outbox."""
    with a_press(write_publication(tmp_path), Clock(NOW)) as opened:
        add_readers(opened.store, "ann@example.net", "bob@example.net")
        publish(opened.store)
        yield opened


def deliver_as(
    monkeypatch: pytest.MonkeyPatch, *courses: Delivered | Exception
) -> list[Any]:
    """Let each run come to the next of these; the mailrooms of the runs."""
    left, mailrooms = list(courses), list[Any]()

    def run(mailroom: Any, **_: object) -> Delivered:
        mailrooms.append(mailroom)
        course = left.pop(0)
        if isinstance(course, Exception):
            raise course
        return course

    monkeypatch.setattr(working, "deliver_due", run)
    return mailrooms


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Whose waits are over at once."""
    event = Event()
    monkeypatch.setattr(event, "wait", lambda _seconds: event.is_set())
    return event


def test_a_batch_goes_out(
    press: Press, stopping: Event, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is told, with all that names it."""
    Working(press, open_log(), stopping).send(BATCH)
    assert press.store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 2}
    (told,) = LogBook(capsys).events("delivered")
    assert (told["newsletter"], told["issue"]) == ("weekly", 1)
    assert (told["deliveries"], told["accepted"]) == ("0-999", 2)


def test_a_batch_stays_while_the_store_is_away(
    press: Press,
    stopping: Event,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is tried again, and what the broken run left in hand is free then."""
    held, _ = claim(press.store)
    assert intend(press.store, held.id, now=NOW)
    mailrooms = deliver_as(monkeypatch, StoreError("away"), Delivered(accepted=1))
    Working(press, open_log(), stopping).send(BATCH)
    assert [mailroom.batch for mailroom in mailrooms] == [BATCH, BATCH]
    assert [one.is_in_doubt for one in claim(press.store)] == [True, False]
    assert len(LogBook(capsys).events("broken off")) == 1


def test_a_batch_stays_while_the_relay_is_away(
    press: Press,
    stopping: Event,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No other one is tried in vain meanwhile; all is told."""
    away = Delivered(trouble="relay: away", warnings=("no way",), paused=("weekly 2",))
    mailrooms = deliver_as(monkeypatch, away, Delivered())
    Working(press, open_log(), stopping).send(BATCH)
    assert len(mailrooms) == 2
    log = LogBook(capsys)
    assert [told["trouble"] for told in log.events("relay")] == ["relay: away"]
    assert [told["fault"] for told in log.events("sending")] == ["no way"]
    assert [told["issue"] for told in log.events("paused")] == ["weekly 2"]


def test_nothing_is_taken_by_a_clock_that_is_wrong(
    press: Press,
    stopping: Event,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What others have in hand would be free by it, and go out twice."""
    times = [NOW - timedelta(hours=1)] * 2 + [NOW]
    monkeypatch.setattr(press.store, "server_time", lambda: times.pop(0))
    mailrooms = deliver_as(monkeypatch, Delivered())
    Working(press, open_log(), stopping).send(BATCH)
    assert (len(mailrooms), times) == (1, [])
    (told,) = LogBook(capsys).events("clock")
    assert "off the database's own" in str(told["fault"])


def test_who_is_to_stop_does_not_try_again(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep hands out what is left."""
    stopping = Event()
    deliver_as(monkeypatch, StoreError("away"))

    def stop(_seconds: float) -> bool:
        stopping.set()
        return True

    monkeypatch.setattr(stopping, "wait", stop)
    Working(press, open_log(), stopping).send(BATCH)


def test_a_fault_of_ours_ends_the_batch_and_holds_nothing(
    press: Press, stopping: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next batch begins with what it left in hand."""
    worker = Working(press, open_log(), stopping)
    deliver_as(monkeypatch, ValueError("a fault"), Delivered())
    with pytest.raises(ValueError, match="a fault"):
        worker.send(BATCH)
    assert len(claim(press.store)) == 2
    worker.send(BATCH)
    assert len(claim(press.store)) == 2
