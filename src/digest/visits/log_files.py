"""Logs as they lie on the disk: as text, or gzipped once they were put away."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import islice
from pathlib import Path

from digest.errors import VisitsError
from digest.visits.visit import read_visit

GZIP_START = b"\x1f\x8b"
#: octets; a longer line is none of a log, and is read in pieces
LONGEST_LINE = 64 * 1024
#: lines that are looked at for a first moment
MOST_LOOKED_AT = 100
#: what a damaged file raises
DAMAGES = (OSError, EOFError, zlib.error)


def log_lines(path: Path) -> Iterator[str]:
    """The lines of the log, one at a time, with no end of a line.

    Raises VisitsError where it cannot be read, perhaps after many lines.
    """
    try:
        with _open(path) as file:
            is_inside = False
            while piece := file.readline(LONGEST_LINE):
                # of a line that is too long only the first piece is told
                if not is_inside:
                    yield piece.decode("utf-8", "replace").rstrip("\r\n")
                is_inside = not piece.endswith(b"\n")
    except DAMAGES as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{path}: cannot be read to its end ({reason}); mend or leave it out"
        raise VisitsError(message) from error


def in_order(logs: Sequence[Path]) -> tuple[Path, ...]:
    """The logs in the order of their first requests."""
    return tuple(sorted(logs, key=lambda path: (_first_moment(path), path)))


def with_older(log: Path) -> tuple[Path, ...]:
    """The log, and those that were put away beside it (`access.log.1`, `.2.gz`)."""
    older = (
        path
        for sign in ".-"
        for path in log.parent.glob(f"{log.name}{sign}*")
        if path.is_file()
    )
    return (*((log,) if log.is_file() else ()), *sorted(older))


def _first_moment(path: Path) -> int:
    visits = map(read_visit, islice(log_lines(path), MOST_LOOKED_AT))
    try:
        return next((visit.moment for visit in visits if visit), 0)
    except VisitsError:
        # it is told when it is read
        return 0


def _open(path: Path) -> gzip.GzipFile | BufferedReader:
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP_START)) == GZIP_START
    return gzip.GzipFile(path) if is_packed else path.open("rb")
