"""The lane that reads what came back: what it does at one waking."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW
from digest.schedule.lanes.bouncing import Bouncing
from digest.schedule.log import open_log
from onlooker import LogBook
from publications import Clock, a_press, write_publication
from returned_mail import a_dsn


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication whose bounces come into a Maildir."""
    root = write_publication(tmp_path / "site")
    for name in ("tmp", "new", "cur"):
        (root / "back" / name).mkdir(parents=True)
    return root


def name_mailbox(root: Path) -> None:
    """Tell digest.toml of it."""
    settings = root / "digest.toml"
    section = '\n[bounces]\naddress = "bounces@notes.example.org"\nmailbox = "back"\n'
    settings.write_text(settings.read_text() + section)


def test_what_waits_is_read_and_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In numbers; and by name what is left for a person."""
    name_mailbox(root)
    (root / "back" / "new" / "1").write_bytes(a_dsn())
    (root / "back" / "new" / "2").write_bytes(b"Subject: hello\n\n")
    with a_press(root, Clock(NOW)) as press:
        lane = Bouncing(press, open_log(), is_stopping=lambda: False)
        lane.work()
        lane.work()
    log = LogBook(capsys)
    (left,) = log.events("left for you")
    assert left["message"] == "2 is no report"
    (told,) = log.events("bounces")
    assert (told["suppressed"], told["unproven"], told["strange"]) == (0, 1, 1)


def test_without_a_mailbox_nothing_is_done(root: Path) -> None:
    """No folder is looked for."""
    with a_press(root, Clock(NOW)) as press:
        Bouncing(press, open_log(), is_stopping=lambda: False).work()
