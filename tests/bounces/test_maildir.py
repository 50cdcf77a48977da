"""A Maildir of bounces: nothing is lost, and nothing is read twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders import NOW
from digest.bounces.acting import Fate, handle
from digest.bounces.mailbox import MOST_LOST, MOST_NAMED, Fetched, empty
from digest.bounces.maildir import Maildir, WaitingFile
from digest.bounces.message import LARGEST_MESSAGE
from digest.errors import BounceError
from digest.reasons import Reason
from digest.store.databases.sqlite import open_memory
from digest.store.sql import SqlStore
from returned_mail import PROOFS, a_dsn, return_path, send_issue
from store_steps import add_readers


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """One reader, who got an issue."""
    with closing(open_memory()) as opened:
        add_readers(opened, "ann@example.org")
        send_issue(opened, 1)
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty Maildir."""
    for name in ("tmp", "new", "cur"):
        (tmp_path / name).mkdir()
    return tmp_path


def fetch(store: SqlStore, folder: Path, *, is_stopping: bool = False) -> Fetched:
    """One round."""
    return empty(
        Maildir(folder),
        store,
        PROOFS,
        clock=lambda: NOW,
        is_stopping=lambda: is_stopping,
    )


def names(folder: Path) -> list[str]:
    """What lies where."""
    found = (path for part in ("new", "cur") for path in (folder / part).iterdir())
    return sorted(f"{path.parent.name}/{path.name}" for path in found)


def test_a_report_is_acted_on_and_put_away(store: SqlStore, folder: Path) -> None:
    """Seen, in `cur`, with the flags that it had."""
    (folder / "new" / "1.a").write_bytes(a_dsn(return_path(1)))
    (folder / "cur" / "2.a:2,R").write_bytes(a_dsn(return_path(1)))
    fetched = fetch(store, folder)
    assert fetched == Fetched(
        fates={Fate.RECORDED: 1, Fate.KNOWN: 1}, suppressed={Reason.USER_UNKNOWN: 1}
    )
    assert names(folder) == ["cur/1.a:2,S", "cur/2.a:2,RS"]
    assert fetch(store, folder).count == 0


def test_what_is_no_report_is_left_and_named_once(
    store: SqlStore, folder: Path
) -> None:
    """Unseen and flagged, so that mail programs show it."""
    (folder / "new" / "1.a").write_bytes(b"Subject: hello\n\n")
    (folder / "new" / "2.b").write_bytes(b"a" * (LARGEST_MESSAGE + 1))
    fetched = fetch(store, folder)
    assert fetched.left == ("1.a is no report", "2.b is too large")
    assert names(folder) == ["cur/1.a:2,F", "cur/2.b:2,F"]
    assert (folder / "cur" / "2.b:2,F").stat().st_size == LARGEST_MESSAGE + 1
    assert fetch(store, folder).count == 0


def test_many_are_named_in_part(store: SqlStore, folder: Path) -> None:
    """A log is no place for a thousand names."""
    for number in range(MOST_NAMED + 5):
        (folder / "new" / f"{number}").write_bytes(b"")
    fetched = fetch(store, folder)
    assert (fetched.count, len(fetched.left)) == (MOST_NAMED + 5, MOST_NAMED)


def test_a_message_of_the_same_name_is_not_replaced(
    store: SqlStore, folder: Path
) -> None:
    """Both stay where they are, and the owner is told."""
    (folder / "new" / "1.a").write_bytes(a_dsn(return_path(1)))
    (folder / "cur" / "1.a:2,S").write_bytes(b"another")
    with pytest.raises(BounceError, match=r"1\.a"):
        fetch(store, folder)
    assert names(folder) == ["cur/1.a:2,S", "new/1.a"]


def test_one_that_a_mail_program_moved_meanwhile_is_no_fault(
    store: SqlStore, folder: Path
) -> None:
    """What it said was acted on."""
    (folder / "new" / "1.a").write_bytes(a_dsn(return_path(1)))
    (message,) = Maildir(folder).waiting()
    (folder / "new" / "1.a").rename(folder / "cur" / "1.a:2,T")
    message.put_away()
    assert names(folder) == ["cur/1.a:2,T"]
    with pytest.raises(BounceError):
        message.read()
    assert fetch(store, folder).count == 1


def test_a_round_ends_early_where_the_daemon_stops(
    store: SqlStore, folder: Path
) -> None:
    """What waits goes on waiting."""
    (folder / "new" / "1.a").write_bytes(a_dsn(return_path(1)))
    assert fetch(store, folder, is_stopping=True).count == 0
    assert names(folder) == ["new/1.a"]


def test_a_folder_that_is_no_maildir_is_told(store: SqlStore, tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(BounceError, match="make it a Maildir"):
        fetch(store, tmp_path / "none")


def test_a_message_that_cannot_be_read_holds_up_no_other(
    store: SqlStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, and waits; one over which we stumble is left for a person."""
    (folder / "new" / "1.a").write_bytes(b"unreadable")
    (folder / "new" / "2.b").write_bytes(b"strange")
    (folder / "new" / "3.c").write_bytes(a_dsn(return_path(1)))
    real_read = WaitingFile.read

    def read(file: WaitingFile) -> bytes:
        if file.name == "1.a":
            raise BounceError("1.a: cannot be read; make it yours")
        return real_read(file)

    def stumble(store: SqlStore, data: bytes, *given: Any, **named: Any) -> Any:
        if data == b"strange":
            raise KeyError("tide")
        return handle(store, data, *given, **named)

    monkeypatch.setattr(WaitingFile, "read", read)
    monkeypatch.setattr("digest.bounces.mailbox.handle", stumble)
    fetched = fetch(store, folder)
    assert fetched.fates == {Fate.RECORDED: 1}
    assert fetched.left == (
        "1.a: cannot be read; make it yours",
        "2.b: cannot be acted on (KeyError: 'tide'); report it as a fault of digest",
    )
    assert names(folder) == ["cur/2.b:2,F", "cur/3.c:2,S", "new/1.a"]


def test_a_mailbox_of_which_nothing_can_be_read_is_at_fault(
    store: SqlStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked for each of a thousand messages."""
    for number in range(MOST_LOST + 5):
        (folder / "new" / f"{number}").write_bytes(b"")
    asked = []

    def read(file: WaitingFile) -> bytes:
        asked.append(file.name)
        raise BounceError(f"{file.name}: cannot be read; make it yours")

    monkeypatch.setattr(WaitingFile, "read", read)
    with pytest.raises(BounceError, match="2: cannot be read"):
        fetch(store, folder)
    assert len(asked) == MOST_LOST
