from __future__ import annotations

import json

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
