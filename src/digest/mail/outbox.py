"""Puts messages into a Maildir: to look at them before there is a relay."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from digest.deliveries import Outcome, OutcomeKind
from digest.mail.outcome import not_tried, read_reply
from digest.mail.parcel import Desk, Parcel

FOLDERS = ("tmp", "new", "cur")
#: what a mail program adds to the name of a file that it moved to cur/
FLAGS = ":"
#: messages that are on their way to the disk at a time
TOGETHER = 16
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]*>)", re.IGNORECASE | re.MULTILINE)


class OutboxCarrier:
    """A Maildir that any mail program opens (`mutt -f .digest/outbox`).

    See Carrier. Each message is kept once, whatever happened to an earlier process.
    """

    def __init__(self, folder: Path) -> None:
        self._maildir = Maildir(folder)
        self._is_wanted = asyncio.Event()
        self._is_closed = False
        self._waiting = 0

    async def run(self, desk: Desk, *, is_stopping: Callable[[], bool]) -> None:
        """See Carrier."""
        while not (self._is_closed or is_stopping()):
            self._is_wanted.clear()
            self._take(desk)
            await self._is_wanted.wait()
        while self._waiting:
            self._is_wanted.clear()
            await self._is_wanted.wait()

    def wake(self) -> None:
        """See Carrier."""
        self._is_wanted.set()

    def close(self) -> None:
        """See Carrier."""
        self._is_closed = True
        self._is_wanted.set()

    def _take(self, desk: Desk) -> None:
        """As many as may be on their way, if the folder is there."""
        while self._waiting < TOGETHER and (parcel := desk.take()):
            if away := self._maildir.open():
                # before the intent: nothing is in doubt
                desk.give_back(parcel)
                desk.away(away)
                return
            self._announce(parcel, desk)

    def _announce(self, parcel: Parcel, desk: Desk) -> None:
        """Have the intent written, and then keep the message."""
        self._waiting += 1

        def go(is_granted: bool) -> None:  # noqa: FBT001  as the desk says it
            self._waiting -= 1
            if is_granted:
                outcome = self._maildir.keep(parcel.make())
                desk.settle(parcel, outcome)
                if outcome.kind is not OutcomeKind.ACCEPTED:
                    # a full disk is full for the next one, too
                    desk.away(outcome)
            self._is_wanted.set()

        desk.announce(parcel, go)


class Maildir:
    """A folder of messages, each in a file that is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] | None = None

    def open(self) -> Outcome | None:
        """Why the folder cannot be written, or None; reads its names once."""
        if self._known is not None:
            return None
        try:
            for name in FOLDERS:
                # letters hold addresses and signed links: for the owner's eyes only
                (self._folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
            self._known = {
                file.name.partition(FLAGS)[0]
                for name in ("new", "cur")
                for file in os.scandir(self._folder / name)
            }
        except OSError as error:
            return self._told(error)
        return None

    def keep(self, data: bytes) -> Outcome:
        """Keep the message; one with the same Message-ID stays as it is."""
        name = file_name(data)
        if away := self.open():
            return away
        assert self._known is not None
        try:
            if name not in self._known:
                self._write(name, data)
                self._known.add(name)
        except OSError as error:
            return self._told(error)
        return read_reply(250, f"2.0.0 kept as {name}")

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


def file_name(data: bytes) -> str:
    """The same for the same message, so that a resend finds the first copy."""
    found = _MESSAGE_ID.search(data.partition(b"\r\n\r\n")[0])
    name = found[1] if found else data
    return f"{sha256(name).hexdigest()[:32]}.digest"


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _sync_folder(folder: Path) -> None:
    """Make the new name last a loss of power as well as the bytes do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
