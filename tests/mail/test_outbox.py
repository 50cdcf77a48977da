from __future__ import annotations

import mailbox
import os
from pathlib import Path

import pytest

from builders import a_delivery, a_letter, a_newsletter, a_site, a_subscriber
from digest.deliveries import OutcomeKind
from digest.mail.message import Message, address, encode_letter
from digest.mail.outbox import OutboxCourier, file_name
from digest.secret import Secret


def message_to(number: int) -> Message:
    """A message of the first issue to the reader of this number."""
    reader = a_subscriber(id=number, address=f"r{number}@example.net")
    return address(
        encode_letter(a_letter()),
        a_delivery(subscriber=reader),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret("k" * 64),
    )


def keep(folder: Path, *messages: Message) -> list[OutcomeKind]:
    """What a sitting of its own makes of the messages."""
    with OutboxCourier(folder).session() as session:
        return [session.send(message).kind for message in messages]


def test_messages_are_kept_in_a_maildir_byte_for_byte(tmp_path: Path) -> None:
    """The standard library reads them as any mail program does."""
    messages = [message_to(1), message_to(2)]
    assert keep(tmp_path / "outbox", *messages) == [OutcomeKind.ACCEPTED] * 2
    found = mailbox.Maildir(tmp_path / "outbox", create=False)
    assert {one["Message-ID"] for one in found} == {
        message.message_id for message in messages
    }
    file = tmp_path / "outbox" / "new" / file_name(messages[0].message_id)
    assert file.read_bytes() == messages[0].data
    assert list((tmp_path / "outbox" / "tmp").iterdir()) == []


def test_a_resend_is_kept_once(tmp_path: Path) -> None:
    """In the same sitting, and in one after a crash."""
    keep(tmp_path, message_to(1), message_to(1))
    keep(tmp_path, message_to(1))
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_a_resend_finds_what_a_mail_program_moved(tmp_path: Path) -> None:
    """Read, and marked so in its name, it is still the same message."""
    message = message_to(1)
    keep(tmp_path, message)
    name = file_name(message.message_id)
    (tmp_path / "new" / name).rename(tmp_path / "cur" / f"{name}:2,S")
    assert keep(tmp_path, message) == [OutcomeKind.ACCEPTED]
    assert list((tmp_path / "new").iterdir()) == []


def test_a_draft_that_a_crash_left_is_no_message(tmp_path: Path) -> None:
    """Half a file in tmp/ is written anew."""
    message = message_to(1)
    keep(tmp_path)
    for name in ("tmp", "new", "cur"):
        (tmp_path / name).mkdir(exist_ok=True)
    name = file_name(message.message_id)
    (tmp_path / "tmp" / name).write_bytes(b"half")
    keep(tmp_path, message)
    assert (tmp_path / "new" / name).read_bytes() == message.data


def test_nobody_else_reads_the_outbox(tmp_path: Path) -> None:
    """Addresses and signed links are the owner's alone."""
    keep(tmp_path / "outbox", message_to(1))
    (file,) = (tmp_path / "outbox" / "new").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    """The mail waits, and the owner reads where and why."""
    (tmp_path / "outbox").write_text("a file, where the folder should be")
    with OutboxCourier(tmp_path / "outbox").session() as session:
        trouble = session.trouble()
        outcome = session.send(message_to(1))
    assert trouble is not None
    assert trouble == outcome
    assert outcome.kind is OutcomeKind.DEFERRED
    assert f"{tmp_path / 'outbox'}: cannot be written" in outcome.reply


def test_a_full_disk_leaves_no_half_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written whole is not there at all, and is tried again."""

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with OutboxCourier(tmp_path).session() as session:
        assert session.trouble() is None
        monkeypatch.setattr(os, "fsync", fail)
        outcome = session.send(message_to(1))
        assert outcome.kind is OutcomeKind.DEFERRED
        assert "No space left on device" in outcome.reply
        assert list(tmp_path.rglob("*.digest")) == []
        monkeypatch.undo()
        assert session.send(message_to(1)).kind is OutcomeKind.ACCEPTED
