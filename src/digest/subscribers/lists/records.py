"""Lines -> records of cells (RFC 4180), so that no bad quote swallows the rest."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from digest.subscribers.lists.decoding import LONGEST_LINE, LongLine
from digest.subscribers.lists.findings import Refusal

DELIMITERS = ",;\t|"
#: physical lines of one record; a quote that is not closed swallows no more than these
LONGEST_RECORD = 20
#: characters of a record that are shown of it
SHOWN = 300
#: what one maker's spreadsheet writes before everything else
SPREADSHEET_MARK = "sep="
TOO_LONG = f"is longer than {LONGEST_LINE} characters; look for a line end that is lost"

Record = list[str] | Refusal


def read_records(lines: Iterable[str | LongLine]) -> Iterator[tuple[int, Record]]:
    """Each record that holds anything with its first line, or what is wrong there.

    The delimiter is whichever the first line has most of.
    """
    ahead = _Ahead(lines)
    first = ahead.skip_blank()
    delimiter = max(DELIMITERS, key=first.count)
    if first.lower().startswith(SPREADSHEET_MARK):
        ahead.take()
        delimiter = first[len(SPREADSHEET_MARK) :][:1] or ","
    while (line := ahead.take()) is not None:
        number = ahead.number
        if isinstance(line, LongLine):
            yield number, Refusal(fact=TOO_LONG)
        elif '"' in line:
            yield number, _read_quoted(line, ahead, delimiter)
        else:
            # what the csv module makes of it, in a third of the time
            cells = line.split(delimiter)
            if any(cells) and not line.isspace():
                yield number, cells


class _Ahead:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterable[str | LongLine]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str | LongLine] = deque()
        #: of the line that was taken last, from 1
        self.number = 0

    def take(self) -> str | LongLine | None:
        """The next line; None at the end."""
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        self.number += line is not None
        return line

    def skip_blank(self) -> str:
        """The first line with anything in it, which is not taken; "" for none."""
        while (line := self.take()) is not None:
            if isinstance(line, LongLine) or line.strip():
                self._waiting.appendleft(line)
                self.number -= 1
                return "" if isinstance(line, LongLine) else line
        return ""

    def peek(self, count: int) -> Iterator[str]:
        """So many of the lines that come next, up to one that is none."""
        missing = max(count - len(self._waiting), 0)
        self._waiting.extend(islice(self._lines, missing))
        for line in islice(tuple(self._waiting), count):
            if isinstance(line, LongLine):
                return
            yield line

    def drop(self, count: int) -> None:
        """Take so many lines that were peeked at."""
        for _ in range(count):
            self.take()


def _read_quoted(line: str, ahead: _Ahead, delimiter: str) -> Record:
    """The record that begins with this line, and takes as many as it needs."""
    try:
        return _parse([line], delimiter)[0]
    except csv.Error:
        window = [line, *ahead.peek(LONGEST_RECORD - 1)]
    try:
        cells, count = _parse(window, delimiter)
    except csv.Error as error:
        return Refusal(fact=f"is no CSV ({error}); mend its quotes", text=line[:SHOWN])
    ahead.drop(count - 1)
    return cells


def _parse(lines: list[str], delimiter: str) -> tuple[list[str], int]:
    """The first record of the lines, and of how many it is; raises csv.Error."""
    text = [f"{line}\n" for line in lines]
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    return next(reader), reader.line_num
