"""`digest deliver`: once, by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import root
from digest.errors import AnotherDaemonError
from digest.schedule.lock import SENDER, hold_lock
from publications import Clock, a_press, write_publication
from store_steps import add_readers, publish


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication whose issue waits for two readers."""
    write_publication(tmp_path)
    with a_press(tmp_path, Clock(NOW)) as press:
        add_readers(press.store, "ann@example.net", "bob@example.net")
        publish(press.store)
    return tmp_path


def run(site: Path, *words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(root, ["--site", str(site), *words])


def test_what_is_due_goes_out(site: Path) -> None:
    """And once it has, there is nothing left to do."""
    result = run(site, "deliver")
    assert result.exit_code == 0
    assert result.output == "2 letters accepted, 0 deferred, 0 failed\n"
    assert run(site, "deliver").output == "0 letters accepted, 0 deferred, 0 failed\n"


def test_while_the_daemon_sends_nobody_else_does(site: Path) -> None:
    """Two would go twice as fast as they may; `status` names who does."""
    with hold_lock(site / ".digest", SENDER):
        result = run(site, "deliver")
        status = run(site, "status").output
    assert isinstance(result.exception, AnotherDaemonError)
    told = f"letters are being sent by process {os.getpid()}"
    assert told in str(result.exception)
    assert f"Letters go out, by process {os.getpid()}." in status
    assert "Letters go out" not in run(site, "status").output


def test_a_sender_with_nothing_to_send_is_no_news(site: Path) -> None:
    """It stays for half a minute after the last letter, in case there is another."""
    run(site, "deliver")
    with hold_lock(site / ".digest", SENDER):
        assert "Letters go out" not in run(site, "status").output


def test_a_paused_issue_is_told_by_status(site: Path) -> None:
    """With its reason, and how it goes on."""
    with a_press(site, Clock(NOW)) as press:
        press.store.pause_issue("weekly", 1, "refused 25 times in a row", now=NOW)
    told = "Issue weekly 1 is paused: refused 25 times in a row"
    assert f"{told}; `digest issues resume weekly 1`." in run(site, "status").output
    assert run(site, "deliver").output.startswith("0 letters accepted")
