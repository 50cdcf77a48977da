"""One push: the changes carried out, each step written down before the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from digest.mirrors.changes import Changes, empty_folders
from digest.mirrors.destination import Destination
from digest.mirrors.ledger import (
    UNKNOWN,
    Copy,
    MirrorLedger,
    read_ledger,
    write_ledger,
)
from digest.mirrors.mirrored import Mirrored

#: files between two looks whether to stop, and between two writings of the ledger; a
#: first push writes it so many times at the most
BATCH, MOST_WRITINGS = 200, 20


def compare(
    ledger: MirrorLedger, destination: Destination, *, now: datetime, before: datetime
) -> MirrorLedger:
    """The ledger without what the mirror has otherwise, or not at all.

    The mirror is asked after a fault, and where that was not done since `before`.
    Raises MirrorError.
    """
    compared = ledger.compared
    if not ledger.fault and compared is not None and before < compared <= now:
        return ledger
    tags = destination.tags() if ledger.files else {}
    files = {
        path: copy if copy.tag and tags.get(path) == copy.tag else UNKNOWN
        for path, copy in ledger.files.items()
    }
    return replace(ledger, files=files, compared=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """The push of one tree to one mirror; the ledger is true whenever it dies."""

    name: str
    destination: Destination
    ledger: MirrorLedger
    #: where the ledger is kept
    path: Path
    is_stopping: Callable[[], bool]

    def carry_out(
        self,
        changes: Changes,
        standing: Mapping[str, bytes],
        shelf: Path,
        *,
        now: datetime,
    ) -> Mirrored:
        """Do all of it, or as much as there is time for; raises MirrorError."""
        files = self.ledger.files
        # first what may come to stand there, so that no file is ever forgotten
        files.update(dict.fromkeys(changes.wanted, UNKNOWN))
        write_ledger(self.path, self.ledger)
        removed = self._remove(changes.blocking)
        written = self._put(changes, standing, shelf)
        if len(written) == len(changes.wanted):
            removed += self._remove(changes.gone)
        is_whole = len(written) == len(changes.wanted) and len(files) == len(standing)
        self._end(now, is_whole=is_whole)
        return Mirrored(
            mirror=self.name,
            written=written,
            removed=removed,
            unchanged=len(standing) - len(changes.wanted),
            is_whole=is_whole,
        )

    def _put(
        self, changes: Changes, standing: Mapping[str, bytes], shelf: Path
    ) -> tuple[str, ...]:
        """What was put, a round after the other."""
        written: list[str] = []

        def note(path: str, tag: str) -> None:
            self.ledger.files[path] = Copy(standing[path], tag)
            written.append(path)

        size = max(BATCH, len(changes.wanted) // MOST_WRITINGS)
        for paths in changes.rounds:
            for start in range(0, len(paths), size):
                if self.is_stopping():
                    return tuple(written)
                self._put_batch(shelf, paths[start : start + size], note)
        return tuple(written)

    def _put_batch(
        self, shelf: Path, batch: Sequence[str], note: Callable[[str, str], None]
    ) -> None:
        try:
            self.destination.put(shelf, batch, done=note, is_stopping=self.is_stopping)
        finally:
            write_ledger(self.path, self.ledger)

    def _remove(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """What was removed: all of it, or nothing that one could be sure of."""
        if not paths or self.is_stopping():
            return ()
        files = self.ledger.files
        folders = empty_folders(paths, files.keys() - set(paths))
        self.destination.remove(paths, folders, is_stopping=self.is_stopping)
        if self.is_stopping():
            return ()
        for path in paths:
            del files[path]
        return paths

    def _end(self, now: datetime, *, is_whole: bool) -> None:
        ledger = self.ledger
        if is_whole:
            ledger = replace(ledger, pushed=now, fault="", failing=None)
        write_ledger(self.path, ledger)


def note_fault(path: Path, fault: str, *, now: datetime) -> None:
    """Keep why the last push failed, and since when they do; raises MirrorError."""
    ledger = read_ledger(path)
    failing = ledger.failing or now
    write_ledger(path, replace(ledger, fault=fault, failing=failing))
