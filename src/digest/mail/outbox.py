"""Puts messages into a Maildir: to look at them before there is a relay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from digest.deliveries import Outcome
from digest.mail.message import Message
from digest.mail.outcome import not_tried, read_reply

FOLDERS = ("tmp", "new", "cur")
#: what a mail program adds to the name of a file that it moved to cur/
FLAGS = ":"


class OutboxCourier:
    """A Maildir that any mail program opens (`mutt -f .digest/outbox`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def session(self) -> Iterator[OutboxSession]:
        """A sitting over the folder, which is made when it is needed."""
        yield OutboxSession(self._folder)


class OutboxSession:
    """Writes each message once, whatever happened to an earlier process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] | None = None

    def trouble(self) -> Outcome | None:
        """Why the folder cannot be written, or None."""
        try:
            self._open()
        except OSError as error:
            return self._told(error)
        return None

    def send(self, message: Message) -> Outcome:
        """Keep the message; one with the same Message-ID stays as it is."""
        name = file_name(message.message_id)
        try:
            known = self._open()
            if name not in known:
                self._write(name, message.data)
                known.add(name)
        except OSError as error:
            return self._told(error)
        return read_reply(250, f"2.0.0 kept as {name}")

    def _open(self) -> set[str]:
        """The names of all messages kept, read once in a sitting."""
        if self._known is None:
            for name in FOLDERS:
                # letters hold addresses and signed links: for the owner's eyes only
                (self._folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
            self._known = {
                file.name.partition(FLAGS)[0]
                for name in ("new", "cur")
                for file in os.scandir(self._folder / name)
            }
        return self._known

    def _write(self, name: str, data: bytes) -> None:
        """Whole in tmp/, then renamed into new/; on disk when this returns."""
        draft = self._folder / "tmp" / name
        try:
            with open(draft, "wb", opener=_open_private) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / "new" / name)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
        _sync_folder(self._folder / "new")

    def _told(self, error: OSError) -> Outcome:
        fact = error.strerror or error
        return not_tried(f"{self._folder}: cannot be written ({fact}); make room")


def file_name(message_id: str) -> str:
    """The same for the same message, so that a resend finds the first copy."""
    return f"{sha256(message_id.encode()).hexdigest()[:32]}.digest"


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _sync_folder(folder: Path) -> None:
    """Make the new name last a loss of power as well as the bytes do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
