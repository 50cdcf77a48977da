from __future__ import annotations

import asyncio
import mailbox
import os
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import a_delivery, a_letter, a_newsletter, a_site, an_addressee
from digest.deliveries import Outcome, OutcomeKind
from digest.mail.messages.message import Message, address, encode_letter
from digest.mail.outbox import OutboxCarrier, file_name
from digest.mail.parcel import Parcel
from digest.secret import Secret


def message_to(number: int) -> Message:
    """A message of the first issue to the reader of this number."""
    reader = an_addressee(id=number, address=f"r{number}@example.net")
    return address(
        encode_letter(a_letter()),
        a_delivery(subscriber=reader),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret("k" * 64),
    )


class Pile:
    """A desk with these messages, which notes what becomes of each."""

    def __init__(self, *messages: Message, grants: bool = True) -> None:
        self._parcels = deque(
            Parcel(n, b"from@example.org", b"to@example.net", lambda m=m: m.data)  # type: ignore[misc]
            for n, m in enumerate(messages)
        )
        self._grants = grants
        self.left = len(self._parcels)
        self.outcomes: list[Outcome] = []
        self.troubles: list[Outcome] = []
        self.end: Callable[[], None]

    def take(self) -> Parcel | None:
        """See Desk."""
        return self._parcels.popleft() if self._parcels else None

    def announce(self, parcel: Parcel, go: Callable[[bool], None]) -> None:  # noqa: ARG002  it grants all alike
        """See Desk."""
        asyncio.get_running_loop().call_soon(go, self._grants)
        if not self._grants:
            self._one_less()

    def settle(self, parcel: Parcel, outcome: Outcome) -> None:  # noqa: ARG002  one is as good as the other
        """See Desk."""
        self.outcomes.append(outcome)
        self._one_less()

    def give_back(self, parcel: Parcel) -> None:
        """See Desk."""
        self._parcels.appendleft(parcel)

    def away(self, outcome: Outcome) -> None:
        """See Desk."""
        self.troubles.append(outcome)
        self.end()

    def _one_less(self) -> None:
        self.left -= 1
        if not self.left:
            self.end()


def carry(folder: Path, *messages: Message, grants: bool = True) -> Pile:
    """What a carrier of its own makes of the messages."""
    pile = Pile(*messages, grants=grants)

    async def run() -> None:
        carrier = OutboxCarrier(folder)
        pile.end = carrier.close
        await asyncio.wait_for(carrier.run(pile, is_stopping=lambda: False), 60)

    asyncio.run(run())
    return pile


def keep(folder: Path, *messages: Message) -> list[OutcomeKind]:
    """What was said to each."""
    return [outcome.kind for outcome in carry(folder, *messages).outcomes]


def test_messages_are_kept_in_a_maildir_byte_for_byte(tmp_path: Path) -> None:
    """The standard library reads them as any mail program does."""
    messages = [message_to(number) for number in range(40)]
    assert keep(tmp_path / "outbox", *messages) == [OutcomeKind.ACCEPTED] * 40
    found = mailbox.Maildir(tmp_path / "outbox", create=False)
    assert {one["Message-ID"] for one in found} == {
        message.message_id for message in messages
    }
    file = tmp_path / "outbox" / "new" / file_name(messages[0].data)
    assert file.read_bytes() == messages[0].data
    assert list((tmp_path / "outbox" / "tmp").iterdir()) == []


def test_a_resend_is_kept_once(tmp_path: Path) -> None:
    """In the same run, and in one after a crash."""
    keep(tmp_path, message_to(1), message_to(1))
    keep(tmp_path, message_to(1))
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_a_resend_finds_what_a_mail_program_moved(tmp_path: Path) -> None:
    """Read, and marked so in its name, it is still the same message."""
    message = message_to(1)
    keep(tmp_path, message)
    name = file_name(message.data)
    (tmp_path / "new" / name).rename(tmp_path / "cur" / f"{name}:2,S")
    assert keep(tmp_path, message) == [OutcomeKind.ACCEPTED]
    assert list((tmp_path / "new").iterdir()) == []


def test_a_draft_that_a_crash_left_is_no_message(tmp_path: Path) -> None:
    """Half a file in tmp/ is written anew."""
    message = message_to(1)
    for name in ("tmp", "new", "cur"):
        (tmp_path / name).mkdir()
    name = file_name(message.data)
    (tmp_path / "tmp" / name).write_bytes(b"half")
    keep(tmp_path, message)
    assert (tmp_path / "new" / name).read_bytes() == message.data


def test_a_message_that_is_withdrawn_is_not_kept(tmp_path: Path) -> None:
    """Its reader left in the last moment."""
    pile = carry(tmp_path, message_to(1), grants=False)
    assert pile.outcomes == []
    assert list((tmp_path / "new").iterdir()) == []


def test_nobody_else_reads_the_outbox(tmp_path: Path) -> None:
    """Addresses and signed links are the owner's alone."""
    keep(tmp_path / "outbox", message_to(1))
    (file,) = (tmp_path / "outbox" / "new").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    """The mail waits, no intent is written, and the owner reads where and why."""
    (tmp_path / "outbox").write_text("a file, where the folder should be")
    pile = carry(tmp_path / "outbox", message_to(1))
    (trouble,) = pile.troubles
    assert pile.outcomes == []
    assert trouble.kind is OutcomeKind.DEFERRED
    assert f"{tmp_path / 'outbox'}: cannot be written" in trouble.reply


def test_a_full_disk_leaves_no_half_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written whole is not there at all, and is tried again."""

    def fail(handle: int) -> None:
        raise OSError(28, f"No space left on device, for {handle}")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        pile = carry(tmp_path, message_to(1))
    assert [one.kind for one in pile.outcomes] == [OutcomeKind.DEFERRED]
    assert "No space left on device" in pile.troubles[0].reply
    assert list(tmp_path.rglob("*.digest")) == []
    assert keep(tmp_path, message_to(1)) == [OutcomeKind.ACCEPTED]
