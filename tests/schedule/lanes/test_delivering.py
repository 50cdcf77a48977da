"""The lane that hands the relay what waits: what it does at one waking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.mail.deliver import Delivered
from digest.schedule import jobs
from digest.schedule.lanes.delivering import Delivering
from digest.schedule.log import open_log
from digest.schedule.rest import FIRST
from digest.wiring import Press
from onlooker import LogBook, Onlooker
from publications import Clock, a_press, write_publication


class Scene:
    """A delivering lane that nobody wakes but the test, with a letter that waits."""

    def __init__(self, press: Press) -> None:
        self.seconds = 0.0
        self.onlooker = Onlooker()
        self.press = press

    @cached_property
    def lane(self) -> Delivering:
        """Made in the test, whose own standard error the log is to go to."""
        return Delivering(
            self.press,
            self.onlooker,
            open_log(),
            is_stopping=lambda: False,
            clock=lambda: self.seconds,
        )

    def sign_up(self) -> None:
        """A confirmation waits for the relay."""
        self.press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )

    def work_for(self, seconds: int) -> None:
        """Wake the lane each second."""
        for _ in range(seconds):
            self.lane.work()
            self.seconds += 1


@pytest.fixture
def scene(
    tmp_path: Path,
) -> Iterator[Scene]:
    """A publication without articles."""
    with a_press(write_publication(tmp_path), Clock(NOW)) as press:
        yield Scene(press)


def test_what_waits_is_delivered_and_told_once(scene: Scene) -> None:
    """A waking without letters is told to nobody, and opens no connection."""
    scene.work_for(2)
    assert scene.onlooker.deliveries == []
    scene.sign_up()
    scene.work_for(2)
    assert scene.onlooker.deliveries == [Delivered(accepted=1)]


def test_a_relay_that_is_away_is_left_alone_for_a_while(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The daemon looks every moment, but does not knock every moment."""
    tries: list[float] = []

    def refuse(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
        tries.append(scene.seconds)
        return Delivered(deferred=1, trouble="connection refused")

    monkeypatch.setattr(jobs, "deliver", refuse)
    scene.sign_up()
    scene.work_for(120)
    assert tries == [0, FIRST, 3 * FIRST, 7 * FIRST]
    troubles = {event["trouble"] for event in LogBook(capsys).events("relay")}
    assert troubles == {"connection refused"}


def test_a_store_that_is_away_is_left_alone_as_well(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault is logged, and the lane goes on once it is over."""

    def fail(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
        raise StoreError("digest.sqlite: is locked; try again")

    scene.sign_up()
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "deliver", fail)
        scene.work_for(3)
    assert len(LogBook(capsys).events("deliver")) == 1
    scene.work_for(int(FIRST))
    assert scene.onlooker.deliveries == [Delivered(accepted=1)]


def test_a_paused_issue_is_told_to_the_owner(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Why, and what to do: it does not go on by itself."""

    def pause(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
        return Delivered(failed=25, paused=("issue 1 of weekly: refused",))

    monkeypatch.setattr(jobs, "deliver", pause)
    scene.sign_up()
    scene.work_for(1)
    (event,) = LogBook(capsys).events("paused")
    assert event["issue"] == "issue 1 of weekly: refused"
    assert event["level"] == "warning"


def test_what_the_owner_has_to_mend_is_logged(
    scene: Scene, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that rests while another one sends, a letter that cannot be made."""
    told = ("relay a: puts letters off", "letter of daily: cannot be made")
    delivered = Delivered(accepted=1, warnings=told)
    monkeypatch.setattr(jobs, "deliver", lambda *_: delivered)
    scene.sign_up()
    scene.lane.work()
    log = LogBook(capsys)
    assert [event["fault"] for event in log.events("sending")] == list(told)
