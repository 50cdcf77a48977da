"""The lane that keeps the tree up to date: what it does at one waking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import pytest

from builders import NOW
from digest.errors import PublishError
from digest.pipeline import Publication
from digest.schedule import jobs
from digest.schedule.alarms import Alarms
from digest.schedule.lanes.publishing import AT_ONCE, REFRESH, Publishing
from digest.schedule.log import open_log
from digest.wiring import Press
from onlooker import LogBook, Onlooker
from publications import (
    Clock,
    a_press,
    add_newsletter,
    an_article_text,
    set_newsletter,
    write_note,
    write_publication,
)
from waiting import until


class WrittenAlarms(Alarms):
    """Keeps what is to ring, and never rings."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def ring_every(
        self,
        seconds: float,
        ring: Callable[[], None],  # noqa: ARG002  nothing rings here
        name: str,
    ) -> None:
        """Note it."""
        self.seconds[name] = seconds


class Scene:
    """A publishing lane that nobody wakes but the test."""

    def __init__(self, press: Press, clock: Clock) -> None:
        self.clock = clock
        self.onlooker = Onlooker()
        self.alarms = WrittenAlarms()
        self.is_stopping = False
        self.is_wrong = False
        #: since the scene began
        self.seconds = 0.0
        self.letters = 0
        self.public: list[Publication] = []
        self.press = press

    @cached_property
    def lane(self) -> Publishing:
        """Made in the test, whose own standard error the log is to go to."""
        return Publishing(
            self.press,
            self.onlooker,
            open_log(),
            alarms=self.alarms,
            is_stopping=lambda: self.is_stopping,
            has_letters=self.count,
            is_public=self.public.append,
            is_wrong=lambda: self.is_wrong,
            clock=lambda: self.seconds,
        )

    def count(self) -> None:
        """There may be letters now."""
        self.letters += 1


@pytest.fixture
def scene(
    tmp_path: Path,
) -> Iterator[Scene]:
    """A publication with one article and an issue each hour, at half past."""
    clock = Clock(NOW)
    articles = {"harbour.md": an_article_text()}
    root = write_publication(tmp_path, articles, schedule="30 * * * *")
    with a_press(root, clock) as press:
        yield Scene(press, clock)


def test_the_tree_is_built_when_it_was_asked_for(scene: Scene) -> None:
    """Once for any number of reasons, and not at a tick without one."""
    scene.lane.work()
    assert scene.onlooker.publications == []
    scene.lane.rebuild()
    scene.lane.rebuild()
    scene.lane.work()
    scene.lane.work()
    assert [built.entries for built in scene.onlooker.publications] == [1]
    assert scene.alarms.seconds["refresh"] == REFRESH


def test_an_issue_that_is_due_comes_out_and_its_letters_are_called(
    scene: Scene,
) -> None:
    """Only a waking at which something was due wakes the other lane."""
    scene.lane.work()
    assert scene.letters == 0
    scene.clock.now += timedelta(hours=1)
    scene.lane.work()
    (publication,) = scene.onlooker.publications
    assert [new.issue.slot for new in publication.issues] == ["2026-11-16T09:30"]
    assert scene.letters == 1


def test_slots_that_wait_for_each_other_need_no_further_call(scene: Scene) -> None:
    """Where each brings an issue the lane goes on until all are settled."""
    root = scene.press.config.root
    set_newsletter(root, catch_up="all")
    with a_press(root, scene.clock) as press:
        scene.press = press
        scene.lane.work()
        scene.clock.now += timedelta(hours=3)
        scene.lane.lane.start()
        scene.lane.lane.wake()
        until(lambda: len(scene.onlooker.publications) == 3)
        scene.lane.lane.close()
        scene.lane.lane.has_ended()
    last = scene.onlooker.publications[-1]
    assert [slot.name for slot in last.settled] == ["2026-11-16T11:30"]


def test_a_clock_that_cannot_be_right_is_told_and_goes_on_by_itself(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing comes out by it, and it is not told at every tick."""
    scene.lane.work()
    scene.clock.now += timedelta(days=3650)
    for _ in range(3):
        scene.lane.work()
    assert scene.letters == 0
    scene.clock.now -= timedelta(days=3650) - timedelta(hours=1)
    scene.lane.work()
    assert scene.letters == 1
    (told,) = LogBook(capsys).events("publish")
    assert "more than 200 slots of weekly came due since" in told["fault"]


def test_an_issue_that_waits_for_approval_is_told(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its owner has to act; nothing is to be delivered yet."""
    set_newsletter(scene.press.config.root, approve=True)
    with a_press(scene.press.config.root, scene.clock) as press:
        scene.press = press
        scene.lane.work()
        scene.clock.now += timedelta(hours=1)
        scene.lane.work()
    (event,) = LogBook(capsys).events("published")
    assert (event["waiting"], event["issues"]) == (["weekly 1"], [])


def test_an_issue_that_cannot_go_out_is_told_once(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is tried at every waking, and goes out as soon as it is mended."""
    scene.lane.rebuild()
    scene.lane.work()
    scene.clock.now += timedelta(hours=1)
    note = write_note(scene.press.config.root, "---\ntopic: Hello\n---\n")
    for _ in range(3):
        scene.lane.work()
    note.write_text("Dear readers.")
    scene.lane.work()
    refused, mended = LogBook(capsys).events("published")
    assert "issues/weekly/next.md:2" in refused["left_out"][0]
    assert (mended["issues"], mended["left_out"]) == (["weekly 1"], [])


def test_a_refused_issue_is_left_alone_until_a_file_changes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each try reads the whole folder; whoever watches the log sees it once."""
    scene.lane.work()
    scene.clock.now += timedelta(hours=1)
    note = write_note(scene.press.config.root, "---\ntopic: Hello\n---\n")
    tries = []
    publish = jobs.publish

    def counted(press: Press, *, resting: frozenset[str]) -> Publication | None:
        tries.append(resting)
        return publish(press, resting=resting)

    monkeypatch.setattr(jobs, "publish", counted)
    for _ in range(10):
        scene.lane.work()
        scene.seconds += 15
    assert tries.count(frozenset()) == 5
    assert set(tries) == {frozenset(), frozenset({"weekly"})}
    assert [p.given_back[0].newsletter for p in scene.public] == ["weekly"] * 5
    note.write_text("Dear readers.")
    scene.lane.work()
    assert [new.issue.number for new in scene.public[-1].issues] == [1]
    (warning,) = LogBook(capsys).events("refused")
    assert (warning["newsletter"], warning["level"]) == ("weekly", "warning")
    assert "issues/weekly/next.md:2" in warning["fault"]


def test_an_issue_that_rests_keeps_no_other_from_coming_out(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the moment of its slot."""
    root = scene.press.config.root
    add_newsletter(root, "daily", schedule="31 * * * *")
    write_note(root, "---\ntopic: Hello\n---\n")
    with a_press(root, scene.clock) as press:
        scene.press = press
        scene.lane.work()
        scene.clock.now += timedelta(minutes=30)
        for _ in range(3):
            scene.lane.work()
        scene.clock.now += timedelta(minutes=1)
        scene.lane.work()
    assert [new.issue.newsletter for new in scene.public[-1].issues] == ["daily"]
    assert len(LogBook(capsys).events("refused")) == 1


def test_a_fault_that_stays_is_not_logged_at_each_tick(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is tried at each, as nothing tells when a disk has room again."""
    tries = []

    def fail(_press: Press) -> Publication:
        tries.append(1)
        raise PublishError("feeds: the disk is full; make room")

    rebuild = jobs.rebuild
    for job in (fail, rebuild, fail):
        monkeypatch.setattr(jobs, "rebuild", job)
        scene.lane.rebuild()
        for _ in range(5):
            scene.lane.work()
    assert len(tries) == 10
    assert len(LogBook(capsys).events("rebuild")) == 2


def test_it_rings_at_the_next_slot(scene: Scene) -> None:
    """Not at the tick after it; and no more once the daemon stops."""
    scene.lane.work()
    assert scene.alarms.seconds["alarm"] == 30 * 60
    scene.clock.now += timedelta(minutes=10)
    scene.lane.work()
    assert scene.alarms.seconds["alarm"] == 20 * 60
    scene.is_stopping = True
    scene.alarms.seconds.clear()
    scene.lane.work()
    assert scene.alarms.seconds == {}


def test_it_rings_at_once_for_a_slot_that_came_while_it_looked(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not due at the look, and is behind the next alarm by the end of it."""

    def look_for_long(press: Press, *, resting: frozenset[str]) -> Publication | None:
        due = publish(press, resting=resting)
        scene.clock.now += timedelta(minutes=30)
        return due

    publish = jobs.publish
    scene.lane.work()
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "publish", look_for_long)
        scene.lane.work()
    assert scene.alarms.seconds["alarm"] == AT_ONCE
    scene.lane.work()
    (publication,) = scene.onlooker.publications
    assert [new.issue.slot for new in publication.issues] == ["2026-11-16T09:30"]


def test_a_fault_ends_one_run_and_the_next_waking_tries_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that a person can mend in one line, and those of ours with their trace."""
    faults = [PublishError("feeds: disk is full; make room"), ZeroDivisionError("ours")]
    rebuild = jobs.rebuild

    def fail_twice(press: Press) -> Publication:
        if faults:
            raise faults.pop(0)
        return rebuild(press)

    monkeypatch.setattr(jobs, "rebuild", fail_twice)
    scene.lane.rebuild()
    for _ in range(4):
        scene.lane.work()
    assert [built.entries for built in scene.onlooker.publications] == [1]
    mended, ours = LogBook(capsys).events("rebuild")
    assert mended["fault"] == "feeds: disk is full; make room"
    assert "ZeroDivisionError: ours" in ours["exception"]


def test_a_clock_that_is_wrong_makes_no_issue(scene: Scene) -> None:
    """One in 2037 would have the slots of ten years; the tree is built, though."""
    scene.is_wrong = True
    scene.lane.work()
    scene.clock.now += timedelta(days=100)
    scene.lane.rebuild()
    scene.lane.work()
    assert scene.press.store.recent_slots("weekly", 1) == ()
    assert scene.onlooker.publications[0].entries == 1
    scene.clock.now = NOW
    scene.is_wrong = False
    scene.lane.work()
    scene.clock.now += timedelta(hours=1)
    scene.lane.work()
    assert [slot.name for slot in scene.press.store.recent_slots("weekly", 9)] == [
        "2026-11-16T09:30"
    ]
