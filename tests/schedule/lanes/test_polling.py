"""The lane that asks other sites for news: what it does at one waking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.schedule import jobs
from digest.schedule.lanes.polling import Polling
from digest.schedule.log import open_log
from digest.sources.polled import Polled
from digest.wiring import Press
from onlooker import LogBook, Onlooker
from publications import Clock, a_press, add_source, write_publication
from websites import Newsdesk, Website, atom_feed, atom_item, is_loopback, website

HOUR = timedelta(hours=1)
LATE = "sources/ferries/2026-11-01-late.md"


class Scene:
    """A publication with two sources on one host."""

    def __init__(self, root: Path, opened: ExitStack) -> None:
        self.desk = Newsdesk({"/a": atom_feed(atom_item("late")), "/b": atom_feed()})
        self.site: Website = opened.enter_context(website(self.desk))
        self.root = write_publication(root)
        add_source(root, "ferries", f"{self.site.url}/a")
        add_source(root, "pier", f"{self.site.url}/b")
        self.clock = Clock(NOW)
        self.onlooker = Onlooker()
        self.is_stopping = False
        self.news: list[datetime] = []
        self._opened = opened

    def open(self) -> Press:
        """The press as digest.toml stands now."""
        return self._opened.enter_context(
            a_press(self.root, self.clock, may_connect=is_loopback)
        )

    def lane(self, press: Press) -> Polling:
        """Nobody wakes it but the test."""
        return Polling(
            press,
            self.onlooker,
            open_log(),
            is_stopping=lambda: self.is_stopping,
            has_news=lambda: self.news.append(self.clock.now),
        )

    @property
    def polled(self) -> list[str]:
        """The sources that were polled so far."""
        return [poll.source for poll in self.onlooker.polls]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A publication that was never polled for."""
    with ExitStack() as opened:
        yield Scene(tmp_path, opened)


def test_what_is_due_is_polled_one_of_each_host_at_a_time(scene: Scene) -> None:
    """The other one comes at the next waking, and then there is peace for an hour."""
    lane = scene.lane(scene.open())
    lane.work()
    assert scene.polled == ["ferries"]
    lane.work()
    lane.work()
    assert scene.polled == ["ferries", "pier"]
    scene.clock.now += HOUR
    lane.work()
    assert scene.polled == ["ferries", "pier", "ferries"]
    assert scene.news == [NOW]
    assert (scene.root / "content" / LATE).is_file()


def test_rules_of_a_site_are_asked_for_once(scene: Scene) -> None:
    """The lane remembers them."""
    lane = scene.lane(scene.open())
    for _ in range(3):
        lane.work()
        scene.clock.now += HOUR
    assert scene.site.paths.count("/robots.txt") == 1


def test_a_poll_is_told_and_logged(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came as an event, a fault as a warning."""
    del scene.desk.pages["/b"]
    lane, log = scene.lane(scene.open()), LogBook(capsys)
    lane.work()
    lane.work()
    assert scene.onlooker.polls[0] == Polled(
        source="ferries", taken=(LATE,), next_poll=NOW + HOUR
    )
    (event,) = log.events("polled")
    assert (event["source"], event["taken"]) == ("ferries", [LATE])
    (fault,) = log.events("source")
    assert fault["source"] == "pier"
    assert fault["fault"].endswith("/b: answers 404; look at the address")


def test_a_daemon_that_stops_asks_nobody_any_more(scene: Scene) -> None:
    """Not even those that are due."""
    scene.is_stopping = True
    scene.lane(scene.open()).work()
    assert scene.site.paths == []


def test_an_onlooker_who_fails_stops_no_poll(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a terminal that was closed."""
    add_source(scene.root, "quay", "http://[::1]:9/feed")

    def fail(_: Polled) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(scene.onlooker, "polled", fail)
    press = scene.open()
    scene.lane(press).work()
    assert [record.name for record in press.store.source_records()] == [
        "ferries",
        "quay",
    ]


def test_a_store_that_is_away_ends_one_run(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next waking tries again; nothing is lost."""
    press = scene.open()
    lane = scene.lane(press)

    def fail(*_: object) -> None:
        raise StoreError("digest.sqlite: is locked; try again")

    with monkeypatch.context() as patch:
        patch.setattr(press.store, "record_poll", fail)
        with pytest.raises(StoreError):
            lane.work()
    lane.work()
    assert scene.onlooker.polls[0].taken == (LATE,)


def test_a_source_that_is_taken_out_is_forgotten_and_its_articles_stay(
    scene: Scene,
) -> None:
    """They are the owner's by now."""
    scene.lane(scene.open()).work()
    write_publication(scene.root)
    press = scene.open()
    assert jobs.due(press) == ()
    assert len(press.store.source_records()) == 1
    scene.lane(press).work()
    assert press.store.source_records() == ()
    assert (scene.root / "content" / LATE).is_file()


def test_without_sources_nothing_is_asked_of_anybody(tmp_path: Path) -> None:
    """Nor of the disk, more than a look."""
    root = write_publication(tmp_path)
    onlooker = Onlooker()
    with a_press(root, Clock(NOW)) as press:
        lane = Polling(
            press,
            onlooker,
            open_log(),
            is_stopping=lambda: False,
            has_news=lambda: None,
        )
        lane.work()
    assert onlooker.polls == []


def test_a_private_address_is_refused_unless_one_is_allowed(scene: Scene) -> None:
    """As the press says; the default is the public web."""
    with a_press(scene.root, scene.clock) as press:
        scene.lane(press).work()
    assert "which is not on the public web" in scene.onlooker.polls[0].fault
    assert scene.site.paths == []
