"""The sender's own end, in the process of the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from digest.config import load_config
from digest.errors import StoreError
from digest.mail.deliver import Delivered
from digest.schedule.log import open_log
from digest.schedule.sender import __main__ as sender
from digest.schedule.sender.hearing import Hearing
from digest.schedule.sender.tally import AnswerTally
from digest.schedule.sender.words import DELIVER
from publications import write_publication


class Words:
    """Hears that it is to deliver, so many times."""

    def __init__(self, count: int) -> None:
        self.left = count

    def word(self) -> bytes:
        """The next."""
        self.left -= 1
        return DELIVER if self.left >= 0 else b""

    def is_over(self) -> bool:
        """Nobody hangs up."""
        return False


def run(root: Path, words: Words) -> list[bytes]:
    """What a sender says to these words."""
    said: list[bytes] = []
    working = sender.Sender(
        cast("Hearing", words), said.append, AnswerTally(open_log())
    )
    working.run(load_config(root, {}))
    return said


@pytest.mark.parametrize("fault", [StoreError("away"), ValueError("a fault")])
def test_a_run_that_broke_off_is_the_sender_s_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """What it leased is free once it is gone, and the daemon starts another."""

    def fail(*_: Any, **__: Any) -> Delivered:
        raise fault

    monkeypatch.setattr(sender, "deliver_due", fail)
    words = Words(3)
    said = run(write_publication(tmp_path), words)
    assert b"fault" in said[-1]
    assert words.left == 2


def test_a_sender_goes_on_as_long_as_it_hears(tmp_path: Path) -> None:
    """Each time it says what came of it."""
    words = Words(3)
    said = run(write_publication(tmp_path), words)
    assert sum(b"accepted" in one for one in said) == 3
