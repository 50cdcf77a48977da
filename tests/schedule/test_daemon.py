"""The daemon in this process: what it runs, survives and leaves behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from builders import NOW
from digest.errors import PublishError
from digest.mail.deliver import Delivered
from digest.pipeline import Publication
from digest.readers import (
    DeliveryState,
    Purpose,
)
from digest.schedule import daemon, jobs
from digest.schedule.daemon import Ending, run_daemon
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from publications import Clock, a_press, an_article_text, write_publication

Scenario = Callable[[], Awaitable[None]]


class Onlooker:
    """Remembers what the daemon told."""

    def __init__(self) -> None:
        self.publications: list[Publication] = []
        self.deliveries: list[Delivered] = []
        self.changes: list[tuple[str, ...]] = []

    def published(self, publication: Publication) -> None:
        """Keep it."""
        self.publications.append(publication)

    def delivered(self, delivered: Delivered) -> None:
        """Keep it."""
        self.deliveries.append(delivered)

    def changed(self, paths: tuple[str, ...]) -> None:
        """Keep it."""
        self.changes.append(paths)


async def until(is_true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for it; fail where it does not come."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


def run(press: Press, onlooker: Onlooker, scenario: Scenario) -> Ending:
    """A daemon that plays the scenario and is told to stop after it."""

    async def serve(stopping: asyncio.Event) -> None:
        await scenario()
        if not stopping.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()

    with suppress_signals():
        return run_daemon(press, serve=serve, witness=onlooker)


class suppress_signals:  # noqa: N801  reads as the context that it is
    """The process keeps the signal handlers that it had."""

    def __enter__(self) -> None:
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        self._before = {number: signal.getsignal(number) for number in numbers}

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with one article."""
    return write_publication(tmp_path, {"harbour.md": an_article_text()})


def quick(press: Press) -> Press:
    """The press, with a tick each second."""
    schedule = replace(press.config.schedule, tick=1)
    return replace(press, config=replace(press.config, schedule=schedule))


def feed_of(root: Path) -> str:
    """The site's feed as it stands."""
    with suppress(FileNotFoundError):
        return (root / "feeds" / "atom.xml").read_text()
    return ""


def add_reader(press: Press) -> None:
    """One confirmed reader."""
    row = NewSubscriber(address="ann@example.net", name="Ann")
    press.store.import_subscribers([row], ["weekly"], consent="owner", now=NOW)


def test_a_changed_article_is_public_in_seconds(root: Path) -> None:
    """The tree is built at the start, and again when a file is saved."""
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: "Harbour opens" in feed_of(root))
        # the watch begins a moment after the first build may have ended
        await asyncio.sleep(0.5)
        (root / "content" / "pier.md").write_text(an_article_text("Pier falls"))
        began = time.monotonic()
        await until(lambda: "Pier falls" in feed_of(root))
        assert time.monotonic() - began < 5

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.STOPPED
    assert ("content/pier.md",) in onlooker.changes
    assert [p.entries for p in onlooker.publications][:2] == [1, 2]


def test_what_the_daemon_writes_does_not_wake_it(tmp_path: Path) -> None:
    """Articles beside digest.toml: the state lies among them, and is no change."""
    root = write_publication(tmp_path / "site")
    settings = root / "digest.toml"
    folders = '\n[content]\nfolder = "."\n\n[feeds]\nfolder = "../tree"\n'
    settings.write_text(settings.read_text() + folders)
    (root / "harbour.md").write_text(an_article_text())
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))
        await asyncio.sleep(1.5)

    with a_press(root, Clock(NOW)) as press:
        run(press, onlooker, scenario)
    assert onlooker.changes == []
    assert [p.entries for p in onlooker.publications] == [1]


def test_a_due_issue_is_published_and_delivered(root: Path) -> None:
    """Without a word from anyone, once its slot has come."""
    clock = Clock(NOW)
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))
        clock.now = NOW + timedelta(hours=1)
        await until(lambda: bool(onlooker.deliveries))

    with a_press(root, clock) as press:
        add_reader(press)
        run(quick(press), onlooker, scenario)
        issues = press.store.issues("weekly")
        counts = press.store.delivery_counts("weekly", 1)
    assert [issue.slot for issue in issues] == ["2026-11-16T10:00"]
    assert counts == {DeliveryState.ACCEPTED: 1}
    assert onlooker.deliveries == [Delivered(accepted=1)]
    letters = [path for path in root.glob(".digest/outbox/new/*") if path.is_file()]
    assert len(letters) == 1


def test_a_confirmation_goes_out_in_seconds(root: Path) -> None:
    """A reader who signs up while nothing else happens does not wait for a tick."""
    onlooker = Onlooker()

    with a_press(root, Clock(NOW)) as press:

        async def scenario() -> None:
            await until(lambda: bool(onlooker.publications))
            press.store.request_subscription(
                "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
            )
            await until(lambda: bool(onlooker.deliveries), 5)

        run(press, onlooker, scenario)
        assert press.store.open_deliveries(Purpose.CONFIRMATION) == 0
    assert onlooker.deliveries == [Delivered(accepted=1)]


def test_what_a_dead_process_held_is_taken_up_at_once(root: Path) -> None:
    """Its lease is not waited for: the lock says that nobody else has it."""
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.deliveries))

    with a_press(root, Clock(NOW)) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        later = NOW + timedelta(hours=1)
        (held,) = press.store.claim_deliveries(9, now=NOW, lease_until=later)
        assert press.store.intend(held.id, now=NOW)
        run(press, onlooker, scenario)
    assert [done.accepted for done in onlooker.deliveries] == [1]
    assert [done.resent for done in onlooker.deliveries] == [1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(root: Path, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM are one."""
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.1)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.STOPPED


def test_work_in_hand_is_finished_first(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The delivery in hand comes to its end and learns that it is to be the last."""
    began, told = Event(), []

    def slow(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
        began.set()
        while not is_stopping():
            time.sleep(0.01)
        time.sleep(0.3)
        told.append(is_stopping())
        return Delivered(accepted=1)

    monkeypatch.setattr(jobs, "deliver", slow)
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(began.is_set)

    with a_press(root, Clock(NOW)) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        run(press, onlooker, scenario)
    assert told == [True]
    assert onlooker.deliveries == [Delivered(accepted=1)]


def test_work_that_hangs_does_not_keep_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is cut off in the end, and the log says so."""
    began, may_end = Event(), Event()

    def hang(press: Press) -> None:
        began.set()
        may_end.wait(20)

    monkeypatch.setattr(jobs, "publish", hang)
    monkeypatch.setattr(daemon, "LONGEST_DRAIN", 0.3)

    async def scenario() -> None:
        await until(began.is_set)

    with a_press(root, Clock(NOW)) as press:
        before = time.monotonic()
        assert run(press, Onlooker(), scenario) is Ending.STOPPED
        assert time.monotonic() - before < 5
        may_end.set()
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [e["lane"] for e in events if e["event"] == "cut off"] == ["publish"]


def test_a_fault_ends_one_run_and_the_next_tick_tries_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that a person can mend in one line, and those of ours with their trace."""
    faults = [PublishError("feeds: disk is full; make room"), ZeroDivisionError("ours")]
    rebuild = jobs.rebuild

    def fail_twice(press: Press) -> Publication:
        if faults:
            raise faults.pop(0)
        return rebuild(press)

    monkeypatch.setattr(jobs, "rebuild", fail_twice)
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))

    with a_press(root, Clock(NOW)) as press:
        run(quick(press), onlooker, scenario)
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    mended, ours = [event for event in events if event["event"] == "rebuild"]
    assert mended["fault"] == "feeds: disk is full; make room"
    assert "ZeroDivisionError: ours" in ours["exception"]


def test_a_relay_that_is_away_is_left_alone_for_a_while(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The daemon looks every moment, but does not knock every moment."""
    tries: list[float] = []

    def refuse(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
        tries.append(time.monotonic())
        return Delivered(deferred=1, trouble="connection refused")

    monkeypatch.setattr(jobs, "deliver", refuse)
    monkeypatch.setattr(daemon, "LOOK", 0.1)
    monkeypatch.setattr(daemon, "FIRST_REST", 0.5)

    async def scenario() -> None:
        await asyncio.sleep(2)

    with a_press(root, Clock(NOW)) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        run(press, Onlooker(), scenario)
    assert 2 <= len(tries) <= 3
    assert tries[1] - tries[0] >= 0.5


def test_a_new_digest_toml_asks_for_a_new_press(root: Path) -> None:
    """The daemon ends in order, for its caller to open everything anew."""
    settings = root / "digest.toml"
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))
        await asyncio.sleep(0.5)
        settings.write_text(settings.read_text().replace("North", "South"))
        await asyncio.sleep(1.5)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.CHANGED


def test_a_hang_up_asks_for_a_new_press(root: Path) -> None:
    """SIGHUP, as `systemctl reload` sends it."""

    async def scenario() -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.sleep(0.2)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, Onlooker(), scenario) is Ending.CHANGED


def test_a_faulty_digest_toml_is_told_and_the_old_one_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All or nothing: with its line, and the daemon goes on."""
    settings = root / "digest.toml"
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))
        await asyncio.sleep(0.5)
        settings.write_text(settings.read_text() + "\n[nonsense]\n")
        await asyncio.sleep(1)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.STOPPED
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (fault,) = {event["fault"] for event in events if event["event"] == "reload"}
    assert "[nonsense]: unknown section" in fault


def test_a_folder_of_templates_that_comes_is_seen(root: Path) -> None:
    """The owner's first own template needs no restart by hand."""
    onlooker = Onlooker()

    async def scenario() -> None:
        await until(lambda: bool(onlooker.publications))
        await asyncio.sleep(0.5)
        (root / "templates").mkdir()
        await asyncio.sleep(1.5)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.CHANGED


def test_an_onlooker_who_fails_stops_nothing(root: Path) -> None:
    """Such as a terminal that was closed."""

    class Gone(Onlooker):
        def published(self, publication: Publication) -> None:
            super().published(publication)
            raise BrokenPipeError

        changed = delivered = published  # type: ignore[assignment]

    gone = Gone()

    async def scenario() -> None:
        await until(lambda: "Harbour opens" in feed_of(root))
        await asyncio.sleep(0.5)
        (root / "content" / "pier.md").write_text(an_article_text("Pier falls"))
        await until(lambda: "Pier falls" in feed_of(root))

    with a_press(root, Clock(NOW)) as press:
        assert run(press, gone, scenario) is Ending.STOPPED
    assert len(gone.publications) >= 2


def test_folders_that_cannot_be_watched_are_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site is built and served all the same."""

    def refuse(*folders: Path, **values: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(daemon, "watch_folders", refuse)

    async def scenario() -> None:
        await until(lambda: "Harbour opens" in feed_of(root))

    with a_press(root, Clock(NOW)) as press:
        assert run(press, Onlooker(), scenario) is Ending.STOPPED
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    faults = [event["fault"] for event in events if event["event"] == "watch"]
    assert len(faults) == 2
    assert "inotify watch limit reached" in faults[0]
