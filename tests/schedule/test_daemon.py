"""The daemon in this process: what it runs, survives and leaves behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, closing, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event
from threading import enumerate as all_threads

import pytest

import waiting
from builders import NOW
from digest.deliveries import DeliveryState, Purpose
from digest.loop import new_loop
from digest.mail.deliver import Delivered
from digest.pipeline import Publication
from digest.schedule import daemon, jobs, shift
from digest.schedule.daemon import Ending, keep_on_time, run_daemon
from digest.schedule.health import clock_guard, progress
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.progress import Progress
from digest.schedule.lanes.delivering import Deliver
from digest.schedule.shift import Parts
from digest.store.databases.opening import DATABASE
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from onlooker import LogBook, Onlooker
from publications import Clock, a_press, add_source, an_article_text, write_publication
from serving import own_signals
from store_steps import a_dead_owner, intend
from websites import Newsdesk, atom_feed, atom_item, is_loopback, website

Scenario = Callable[[asyncio.Event], Awaitable[None]]


async def until(is_true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for it; fail where it does not come."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


def run(
    press: Press,
    onlooker: Onlooker,
    scenario: Scenario,
    guard: ClockGuard | None = None,
) -> Ending:
    """A daemon that plays the scenario and is told to stop after it."""

    async def serve(stopping: asyncio.Event) -> None:
        await scenario(stopping)
        if not stopping.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()

    with own_signals():
        return run_daemon(press, serve=serve, witness=onlooker, guard=guard)


async def save_until(path: Path, text: str, is_true: Callable[[], bool]) -> None:
    """Save the file again and again: the watch begins at a moment that nobody tells."""
    deadline = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < deadline
        await asyncio.to_thread(path.write_text, text)
        await asyncio.sleep(0.2)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with one article."""
    return write_publication(tmp_path, {"harbour.md": an_article_text()})


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
    pier = root / "content" / "pier.md"

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: "Harbour opens" in feed_of(root))
        text = an_article_text("Pier falls")
        await save_until(pier, text, lambda: bool(onlooker.changes))
        await until(lambda: "Pier falls" in feed_of(root), 5)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.STOPPED
    assert ("content/pier.md",) in onlooker.changes
    assert [p.entries for p in onlooker.publications][:2] == [1, 2]


def test_told_to_stop_before_it_has_begun_it_ends_all_the_same(root: Path) -> None:
    """Who starts a service may change their mind at once."""
    onlooker = Onlooker()

    def boot() -> float:
        """The guard's first look comes before any lane has begun."""
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
        return 0.0

    async def scenario(stopping: asyncio.Event) -> None:
        await stopping.wait()

    with a_press(root, Clock(NOW)) as press:
        guard = ClockGuard(press.clock, boot=boot)
        assert run(press, onlooker, scenario, guard) is Ending.STOPPED
    assert not onlooker.publications


def test_news_of_another_site_is_public_in_seconds(root: Path) -> None:
    """A poll writes its files in one go, and so they are built in few goes."""
    onlooker = Onlooker()
    items = [atom_item(f"ferry-{n}", day=1 + n // 4) for n in range(40)]

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: "Ferry-39" in feed_of(root), 20)

    with website(Newsdesk({"/feed": atom_feed(*items)})) as site:
        add_source(root, "ferries", f"{site.url}/feed", newest=40)
        with a_press(root, Clock(NOW), may_connect=is_loopback) as press:
            run(press, onlooker, scenario)
    (polled,) = onlooker.polls
    assert len(polled.taken) == 40
    assert onlooker.publications[-1].entries == 41
    # one at the start, and one or two as the files came
    assert len(onlooker.publications) <= 5
    told = [path for paths in onlooker.changes for path in paths]
    assert not [path for path in told if path.endswith(".draft")]


def test_a_due_issue_is_published_and_delivered(root: Path) -> None:
    """Without a word from anyone, once its slot has come."""
    slot = NOW + timedelta(hours=1)
    clock = Clock(slot - timedelta(seconds=0.3))
    onlooker = Onlooker()

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(onlooker.publications))
        clock.now = slot
        await until(lambda: bool(onlooker.deliveries))

    with a_press(root, clock) as press:
        add_reader(press)
        # the first look is before the slot, however slow the daemon is
        assert jobs.publish(press) is None
        run(press, onlooker, scenario)
        issues = press.store.issues("weekly")
        counts = press.store.delivery_counts("weekly", 1)
    assert [issue.slot for issue in issues] == ["2026-11-16T10:00"]
    assert counts == {DeliveryState.ACCEPTED: 1}
    assert onlooker.deliveries == [Delivered(accepted=1)]
    letters = [path for path in root.glob(".digest/outbox/new/*") if path.is_file()]
    assert len(letters) == 1


def test_a_confirmation_goes_out_in_seconds(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who signs up while nothing else happens does not wait for a tick."""
    assert shift.LOOK <= 2
    monkeypatch.setattr(shift, "LOOK", 0.2)
    onlooker = Onlooker()

    with a_press(root, Clock(NOW)) as press:

        async def scenario(stopping: asyncio.Event) -> None:
            await until(lambda: bool(onlooker.publications))
            press.store.request_subscription(
                "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
            )
            await until(lambda: bool(onlooker.deliveries), 5)

        run(press, onlooker, scenario)
        assert press.store.open_deliveries(Purpose.CONFIRMATION) == 0
    assert onlooker.deliveries == [Delivered(accepted=1)]


def test_what_a_dead_process_held_is_taken_up_at_once(root: Path) -> None:
    """Its lease is not waited for, as it cannot go on."""
    onlooker = Onlooker()

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(onlooker.deliveries))

    with a_press(root, Clock(NOW)) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        later = NOW + timedelta(hours=1)
        path = press.config.state_folder / DATABASE
        with closing(open_sqlite(path, owner=a_dead_owner())) as store:
            (held,) = store.claim_deliveries(9, now=NOW, lease_until=later)
            assert intend(store, held.id, now=NOW)
        run(press, onlooker, scenario)
    assert [done.accepted for done in onlooker.deliveries] == [1]
    assert [done.resent for done in onlooker.deliveries] == [1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(root: Path, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM are one."""
    onlooker = Onlooker()

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(onlooker.publications))
        os.kill(os.getpid(), number)
        await until(stopping.is_set)

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
        time.sleep(0.1)
        told.append(is_stopping())
        return Delivered(accepted=1)

    monkeypatch.setattr(jobs, "deliver", slow)
    onlooker = Onlooker()

    async def scenario(stopping: asyncio.Event) -> None:
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

    def hang(press: Press, *, resting: frozenset[str]) -> None:
        began.set()
        may_end.wait(20)

    monkeypatch.setattr(jobs, "publish", hang)
    monkeypatch.setattr(daemon, "LONGEST_END", 0.3)

    async def scenario(stopping: asyncio.Event) -> None:
        await until(began.is_set)

    with a_press(root, Clock(NOW)) as press:
        before = time.monotonic()
        assert run(press, Onlooker(), scenario) is Ending.CUT_OFF
        assert time.monotonic() - before < 5
        may_end.set()
    assert [e["lane"] for e in LogBook(capsys).events("cut off")] == ["publish"]


def test_a_new_digest_toml_asks_for_a_new_press(root: Path) -> None:
    """The daemon ends in order, for its caller to open everything anew."""
    settings = root / "digest.toml"
    onlooker = Onlooker()

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(onlooker.publications))
        text = settings.read_text().replace("North", "South")
        await save_until(settings, text, stopping.is_set)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.CHANGED


def test_a_hang_up_asks_for_a_new_press(root: Path) -> None:
    """SIGHUP, as `systemctl reload` sends it."""

    async def scenario(stopping: asyncio.Event) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        await until(stopping.is_set)

    with a_press(root, Clock(NOW)) as press:
        assert run(press, Onlooker(), scenario) is Ending.CHANGED


def test_a_faulty_digest_toml_is_told_and_the_old_one_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All or nothing: with its line, and the daemon goes on."""
    settings = root / "digest.toml"
    onlooker = Onlooker()
    log = LogBook(capsys)

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(onlooker.publications))
        text = settings.read_text() + "\n[nonsense]\n"
        await save_until(settings, text, lambda: bool(log.events("reload")))
        assert not stopping.is_set()

    with a_press(root, Clock(NOW)) as press:
        assert run(press, onlooker, scenario) is Ending.STOPPED
    (fault,) = {event["fault"] for event in log.events("reload")}
    assert "[nonsense]: unknown section" in fault


def test_an_onlooker_who_fails_stops_nothing(root: Path) -> None:
    """Such as a terminal that was closed."""

    class Gone(Onlooker):
        def published(self, publication: Publication) -> None:
            super().published(publication)
            raise BrokenPipeError

        changed = delivered = published  # type: ignore[assignment]

    gone = Gone()

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: "Harbour opens" in feed_of(root))
        text = an_article_text("Pier falls")
        pier = root / "content" / "pier.md"
        await save_until(pier, text, lambda: "Pier falls" in feed_of(root))

    with a_press(root, Clock(NOW)) as press:
        assert run(press, gone, scenario) is Ending.STOPPED
    assert len(gone.publications) >= 2


class Renewal:
    """Opens what digest.toml says by then, as `digest run` does, and counts."""

    def __init__(self, root: Path, witness: Onlooker, deliver: Deliver) -> None:
        self._root = root
        self._witness = witness
        self._deliver = deliver
        self.opened = 0
        self.closed = 0

    def __call__(self) -> Parts:
        """The parts of now; raises ConfigError."""
        held = ExitStack()
        press = held.enter_context(a_press(self._root, Clock(NOW)))
        self.opened += 1

        def close() -> None:
            self.closed += 1
            held.close()

        return Parts(
            press=press, witness=self._witness, deliver=self._deliver, close=close
        )


def keep(renewal: Renewal, scenario: Scenario) -> Ending:
    """A daemon that takes over new settings, and plays the scenario."""

    async def serve(stopping: asyncio.Event) -> None:
        await scenario(stopping)
        os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()

    async def play() -> Ending:
        parts = renewal()
        return await keep_on_time(
            parts,
            stopping=asyncio.Event(),
            serve=serve,
            renew=renewal,
            progress=Progress(),
            guard=ClockGuard(parts.press.clock),
        )

    with own_signals(), asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(play())


def test_new_settings_cut_no_work_off(root: Path) -> None:
    """A letter in hand is finished under the old ones, and only then they end."""
    began, may_end, told = Event(), Event(), list[str]()

    def slow(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
        told.append(press.config.site.title)
        began.set()
        while not (may_end.is_set() and is_stopping()):
            time.sleep(0.01)
        return Delivered(accepted=1)

    onlooker = Onlooker()
    renewal = Renewal(root, onlooker, slow)
    settings = root / "digest.toml"

    async def scenario(stopping: asyncio.Event) -> None:
        await until(began.is_set)
        settings.write_text(settings.read_text().replace("North", "South"))
        os.kill(os.getpid(), signal.SIGHUP)
        await until(lambda: renewal.opened >= 2)
        # the other lanes go on at once
        await until(lambda: "South" in feed_of(root))
        assert renewal.closed == 0
        assert told == ["North Shore Notes"]
        may_end.set()
        await until(lambda: renewal.closed >= 1)
        await until(lambda: len(told) >= 2)
        assert not stopping.is_set()

    with a_press(root, Clock(NOW)) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
    assert keep(renewal, scenario) is Ending.STOPPED
    assert told[:2] == ["North Shore Notes", "South Shore Notes"]
    assert renewal.closed == renewal.opened
    assert Delivered(accepted=1) in onlooker.deliveries


class LateRenewal(Renewal):
    """Opens new settings, but only once the daemon was told to stop."""

    def __call__(self) -> Parts:
        """The parts of now, later."""
        if self.opened:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(0.3)
        return super().__call__()


def test_told_to_stop_while_settings_are_opened_it_ends(root: Path) -> None:
    """What was opened for a new shift is closed again, and no lane of it begins."""
    renewal = LateRenewal(root, Onlooker(), lambda _press, _is_stopping: Delivered())

    async def scenario(stopping: asyncio.Event) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        await stopping.wait()

    assert keep(renewal, scenario) is Ending.STOPPED
    assert renewal.closed == renewal.opened == 2


def test_faulty_settings_leave_the_shift_at_work(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SIGHUP with a broken digest.toml: it is told, and nothing ends."""
    onlooker, log = Onlooker(), LogBook(capsys)
    renewal = Renewal(root, onlooker, lambda _press, _is_stopping: Delivered())
    settings = root / "digest.toml"

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(onlooker.publications))
        settings.write_text(settings.read_text() + "\n[nonsense]\n")
        os.kill(os.getpid(), signal.SIGHUP)
        await until(lambda: bool(log.events("reload")))
        bulletin = root / ".digest" / "daemon.json"
        await until(lambda: "[nonsense]" in bulletin.read_text())
        assert not stopping.is_set()

    assert keep(renewal, scenario) is Ending.STOPPED
    assert renewal.opened == 1
    assert "unknown section" in log.events("reload")[0]["fault"]


def test_systemd_hears_of_every_step(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """READY, signs of life, RELOADING and READY again, STOPPING: by its own socket."""
    heard: list[bytes] = []
    onlooker = Onlooker()
    renewal = Renewal(root, onlooker, lambda _press, _is_stopping: Delivered())
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        path = str(tmp_path / "notify")
        systemd.bind(path)
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", path)
        monkeypatch.setenv("WATCHDOG_USEC", "300000")

        def listen() -> None:
            with suppress(BlockingIOError):
                while True:
                    heard.append(systemd.recv(999).partition(b"\n")[0])

        def has(word: bytes, count: int = 1) -> bool:
            listen()
            return heard.count(word) >= count

        async def scenario(stopping: asyncio.Event) -> None:
            await until(lambda: has(b"WATCHDOG=1", 3))
            os.kill(os.getpid(), signal.SIGHUP)
            await until(lambda: has(b"READY=1", 2))

        assert keep(renewal, scenario) is Ending.STOPPED
        listen()
    steps = [word for word in heard if word.endswith(b"=1") and b"DOG" not in word]
    assert steps == [b"READY=1", b"RELOADING=1", b"READY=1", b"STOPPING=1"]


def test_a_lane_that_hangs_is_no_sign_of_life(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Then systemd hears nothing, and restarts the daemon."""
    may_end, log = Event(), LogBook(capsys)
    monkeypatch.setattr(jobs, "publish", lambda *_, **__: may_end.wait(60) and None)
    monkeypatch.setattr(progress, "LONGEST_WORK", 0.1)
    monkeypatch.setenv("WATCHDOG_USEC", "150000")
    monkeypatch.setattr(daemon, "LONGEST_END", 0.3)

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: bool(log.events("stuck")))

    with a_press(root, Clock(NOW)) as press:
        run(press, Onlooker(), scenario)
        may_end.set()
        # its last words are for the log of this test
        waiting.until(lambda: "publish" not in {one.name for one in all_threads()})
    assert "publish" in log.events("stuck")[0]["lanes"]


def test_a_clock_that_jumped_holds_letters_and_not_feeds(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They go once it stood still for a while."""
    monkeypatch.setattr(clock_guard, "HOLD", 1.5)
    onlooker, log = Onlooker(), LogBook(capsys)
    clock = Clock(NOW)
    guard = ClockGuard(clock)
    guard.look()
    clock.now += timedelta(hours=1)

    async def scenario(stopping: asyncio.Event) -> None:
        await until(lambda: "Harbour opens" in feed_of(root))
        await until(lambda: bool(log.events("clock")))
        assert guard.steps == 1
        await until(lambda: bool(onlooker.deliveries))
        assert not guard.holds()

    with a_press(root, clock) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        run(press, onlooker, scenario, guard)
    assert "was put forward by" in log.events("clock")[0]["fault"]
