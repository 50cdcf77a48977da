from __future__ import annotations

import json
import sys

import pytest

from digest.schedule.log import open_log


def test_a_log_names_no_reader(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in a relay's words, nor in those of a fault."""
    log = open_log()
    log.warning("relay", trouble="550 <ann@example.org>: no such user", tries=3)
    try:
        int("ann@example.org")
    except ValueError:
        log.exception("deliver")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert not [line for line in lines if "ann" in line]
    told = json.loads(lines[0])
    assert (told["trouble"], told["tries"]) == ("550 <*@example.org>: no such user", 3)


def test_on_a_terminal_a_fault_is_a_line_for_people(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Place, fact and remedy first; what only a machine would ask for is left out."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    log = open_log()
    log.info("issue", newsletter="weekly")
    log.error("reload", fault="digest.toml:15: [feeds] entries: 0 does not fit")
    log.warning("slot", newsletter="weekly", note="a\x1b[31m", fault="")
    log.warning("stuck")
    reload, slot, stuck = capsys.readouterr().err.splitlines()
    fault = "digest.toml:15: [feeds] entries: 0 does not fit"
    assert reload[8:] == f" UTC error, reload: {fault}"
    assert slot[8:] == " UTC warning, slot: newsletter weekly; note a\\x1b[31m; fault "
    assert stuck[8:] == " UTC warning, stuck"


def test_a_bug_is_told_on_a_terminal_with_where_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it can be reported."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    try:
        int("ann@example.org")
    except ValueError:
        open_log().exception("deliver")
    told = capsys.readouterr().err
    assert "error, deliver\nTraceback" in told
    assert "ann@" not in told
