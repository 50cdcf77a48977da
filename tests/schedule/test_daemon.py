"""The daemon in this process: what it runs, survives and leaves behind."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from builders import NOW
from digest.deliveries import DeliveryState, Purpose
from digest.mail.deliver import Delivered
from digest.pipeline import Publication
from digest.schedule import daemon, jobs
from digest.schedule.daemon import Ending, run_daemon
from digest.store.protocols import NewSubscriber
from digest.store.sqlite import open_sqlite
from digest.wiring import DATABASE, Press
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


def run(press: Press, onlooker: Onlooker, scenario: Scenario) -> Ending:
    """A daemon that plays the scenario and is told to stop after it."""

    async def serve(stopping: asyncio.Event) -> None:
        await scenario(stopping)
        if not stopping.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()

    with own_signals():
        return run_daemon(press, serve=serve, witness=onlooker)


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
    assert daemon.LOOK <= 2
    monkeypatch.setattr(daemon, "LOOK", 0.2)
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
    monkeypatch.setattr(daemon, "LONGEST_DRAIN", 0.3)

    async def scenario(stopping: asyncio.Event) -> None:
        await until(began.is_set)

    with a_press(root, Clock(NOW)) as press:
        before = time.monotonic()
        assert run(press, Onlooker(), scenario) is Ending.STOPPED
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
