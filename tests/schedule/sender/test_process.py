"""The sender as the daemon has it: a process of its own, over a real store."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from builders import NOW
from digest.config import Config, load_config
from digest.deliveries import DeliveryState
from digest.errors import DaemonError
from digest.mail.deliver import Delivered
from digest.schedule.daemon import LONGEST_DRAIN
from digest.schedule.lock import SENDER, hold_lock, lock_holder
from digest.schedule.sender import process
from digest.schedule.sender.process import SenderProcess
from digest.wiring import Press
from publications import Clock, a_press, write_publication
from store_steps import add_readers, publish
from waiting import until


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A publication with two readers and an issue."""
    with a_press(write_publication(tmp_path), Clock(NOW)) as press:
        add_readers(press.store, "ann@example.net", "bob@example.net")
        publish(press.store)
        yield press


def set_relay(press: Press, port: int) -> Config:
    """The settings with a relay of this port."""
    toml = press.config.root / "digest.toml"
    relay = f'[mail]\nrelay = "smtp+plain://127.0.0.1:{port}"'
    toml.write_text(toml.read_text().replace("[mail]", relay, 1))
    return load_config(press.config.root, {})


def never() -> bool:
    """Nobody stops."""
    return False


def pid_of(press: Press) -> int:
    """The sender's process, 0 where there is none."""
    return lock_holder(press.config.state_folder, SENDER) or 0


def test_no_module_is_taken_from_the_folder_of_the_site(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site's own folder is often the one that the daemon was started in."""
    for name in ("pickle", "digest"):
        (press.config.root / f"{name}.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(press.config.root)
    with SenderProcess(press.config) as sender:
        assert sender.deliver(press, never) == Delivered(accepted=2)


def test_it_delivers_and_stays_for_the_next_word(press: Press) -> None:
    """One process for several runs; it ends with whoever started it."""
    with SenderProcess(press.config) as sender:
        assert sender.deliver(press, never) == Delivered(accepted=2)
        first = pid_of(press)
        assert first not in {0, os.getpid()}
        publish(press.store, 2)
        assert sender.deliver(press, never) == Delivered(accepted=2)
        assert pid_of(press) == first
    assert pid_of(press) == 0
    assert len([*press.config.state_folder.glob("outbox/new/*")]) == 2


def test_one_that_is_killed_is_told_and_started_again(press: Press) -> None:
    """What it had in hand is taken up at once."""
    with SenderProcess(press.config) as sender:
        assert sender.deliver(press, never).accepted == 2
        publish(press.store, 2)
        claimed = press.store.claim_deliveries(1, now=NOW, lease_until=NOW)
        assert claimed
        os.kill(pid_of(press), signal.SIGKILL)
        until(lambda: pid_of(press) == 0)
        assert sender.deliver(press, never).accepted >= 1


def test_one_that_dies_at_its_work_is_a_fault(press: Press) -> None:
    """The daemon rests for a while before it starts the next one."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = set_relay(press, silent.getsockname()[1])

        def kill() -> None:
            with silent.accept()[0]:
                os.kill(pid_of(press), signal.SIGKILL)

        killing = Thread(target=kill)
        killing.start()
        with (
            SenderProcess(config) as sender,
            pytest.raises(DaemonError, match="ended with signal 9"),
        ):
            sender.deliver(press, never)
        killing.join()


def test_a_relay_that_says_nothing_does_not_keep_it(press: Press) -> None:
    """The stop waits for no greeting; nothing went out, and nothing is in doubt."""
    stopping = Event()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = set_relay(press, silent.getsockname()[1])

        def stop() -> None:
            with silent.accept()[0] as line:
                stopping.set()
                # until it hangs up
                line.recv(1)

        waiting = Thread(target=stop)
        waiting.start()
        with SenderProcess(config) as sender:
            before = monotonic()
            assert sender.deliver(press, stopping.is_set).accepted == 0
            assert monotonic() - before < LONGEST_DRAIN
        waiting.join()
    counts = press.store.delivery_counts("weekly", 1)
    assert counts == {DeliveryState.PENDING: 2}


def test_a_stop_comes_back_with_what_was_done(press: Press) -> None:
    """What was not tried is free again, and nothing is in doubt."""
    stopping = Event()
    stopping.set()
    with SenderProcess(press.config) as sender:
        assert sender.deliver(press, stopping.is_set).failed == 0
    counts = press.store.delivery_counts("weekly", 1)
    assert set(counts) <= {DeliveryState.PENDING, DeliveryState.ACCEPTED}


def test_a_second_one_is_told_who_sends(press: Press) -> None:
    """Two would go twice as fast as they may."""
    with (
        hold_lock(press.config.state_folder, SENDER),
        SenderProcess(press.config) as sender,
    ):
        with pytest.raises(DaemonError, match=f"sent by process {os.getpid()}"):
            sender.deliver(press, never)
        with pytest.raises(DaemonError, match=f"sent by process {os.getpid()}"):
            sender.deliver(press, never)


def test_a_fault_of_the_store_is_told_as_it_is(press: Press) -> None:
    """With its place and remedy."""
    with SenderProcess(press.config) as sender:
        assert sender.deliver(press, never).accepted == 2
        publish(press.store, 2)
        folder = press.config.state_folder / "outbox"
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()
        folder.write_text("a file, where the folder should be")
        assert "cannot be written" in sender.deliver(press, never).trouble


PARENT = """
import sys
from pathlib import Path
from digest.config import load_config
from digest.schedule.sender import process
from digest.schedule.sender.process import SenderProcess
sender = SenderProcess(load_config(Path(sys.argv[1]), {}))
sender.deliver(None, lambda: False)
print("delivered", flush=True)
sys.stdin.read()
"""


def test_it_ends_when_its_daemon_dies(press: Press) -> None:
    """Also where nobody could tell it."""
    with subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", PARENT, str(press.config.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as daemon:
        assert daemon.stdout is not None
        assert daemon.stdout.readline() == b"delivered\n"
        assert pid_of(press)
        daemon.kill()
    until(lambda: pid_of(press) == 0)


def test_one_that_says_nothing_is_ended(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is heard each second while it works; one that hangs is started again."""
    with SenderProcess(press.config) as sender:
        assert sender.deliver(press, never).accepted == 2
        assert sender.answers() == {"2xx": 2}
        publish(press.store, 2)
        os.kill(pid_of(press), signal.SIGSTOP)
        with monkeypatch.context() as patch:
            patch.setattr(process, "LONGEST_SILENCE", 0.5)
            with pytest.raises(DaemonError, match="ended with signal 9"):
                sender.deliver(press, never)
        assert sender.deliver(press, never).accepted == 2
        assert sender.answers() == {"2xx": 4}


def test_a_long_run_is_heard_each_second(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that takes its time is none of the sender's fault."""
    monkeypatch.setattr(process, "LONGEST_SILENCE", 10.0)
    stopping = Event()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = set_relay(press, silent.getsockname()[1])

        def stop() -> None:
            with silent.accept()[0] as line:
                stopping.wait(12)
                stopping.set()
                line.recv(1)

        waiting = Thread(target=stop)
        waiting.start()
        with SenderProcess(config) as sender:
            assert sender.deliver(press, stopping.is_set).accepted == 0
        waiting.join()
