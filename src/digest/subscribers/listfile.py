"""A list of readers in a file: CSV from anywhere -> rows, and what is wrong with it.

Pure: bytes and texts in, values out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.addresses import address_key, parse_address, parse_mailbox
from digest.errors import AddressError
from digest.lines import one_line
from digest.store.protocols import NewSubscriber

ADDRESS_COLUMNS = ("address", "email", "e-mail", "email address", "e-mail address")
NAME_COLUMNS = ("name", "full name")
DELIMITERS = ",;\t"
#: physical lines of one record; a quote that is not closed swallows no more than these
LONGEST_RECORD = 20
#: characters of a name; who needs more is no reader
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to tell about one line of a file."""

    #: from 1; 0 for the file as a whole
    line: int
    fact: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.fact}" if self.line else self.fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvReading:
    """The good rows of a list, each address once, and what to tell of the rest."""

    rows: tuple[NewSubscriber, ...]
    #: rows that were left out
    problems: tuple[Finding, ...]
    #: addresses that stand in the list twice
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    address: int
    name: int | None
    #: whether the first line names them, and so is no reader
    is_named: bool


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of the file; told where it is not UTF-8 and had to be guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fact = "is not UTF-8; the file was read as Windows-1252, look at the names"
        return data.decode("cp1252", "replace"), (Finding(line=line, fact=fact),)


def read_csv(text: str) -> CsvReading:
    """The readers of a list: with a line of column names, or just an address a line.

    The delimiter is a comma, semicolon or tab, whichever the first line has most of.
    """
    rows: dict[str, NewSubscriber] = {}
    lines: dict[str, int] = {}
    problems: list[Finding] = []
    notes: list[Finding] = []
    for line, row in _rows(text):
        if isinstance(row, str):
            problems.append(Finding(line=line, fact=row))
            continue
        key = address_key(row.address)
        if key in rows:
            fact = f"{row.address} stands in line {lines[key]} already; left out"
            notes.append(Finding(line=line, fact=fact))
        else:
            rows[key], lines[key] = row, line
    return CsvReading(
        rows=tuple(rows.values()), problems=tuple(problems), notes=tuple(notes)
    )


def spoken_name(text: str) -> str:
    """The name in one line, without what cannot be seen, and not endless."""
    return one_line(text, longest=LONGEST_NAME)


def _rows(text: str) -> Iterator[tuple[int, NewSubscriber | str]]:
    """Each row with its line, or what is wrong with it."""
    columns: _Columns | None = None
    for line, cells in _records(text):
        if isinstance(cells, str):
            yield line, cells
            continue
        if columns is None:
            columns = _read_columns(cells)
            if columns is None:
                yield line, "names no column `address` or `email`; name one so"
                return
            if columns.is_named:
                continue
        yield line, _read_row(cells, columns)


def _records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each record (RFC 4180) with its first line, or what is wrong with that line.

    Each is read on its own, so that one bad quote does not swallow the rest.
    """
    lines = io.StringIO(text, newline=None).readlines()
    filled = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=filled.count)
    place = 0
    while place < len(lines):
        window = lines[place : place + LONGEST_RECORD]
        reader = csv.reader(window, delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error as error:
            yield place + 1, f"is no CSV ({error}); mend its quotes"
            place += 1
            continue
        if any(cell.strip() for cell in cells):
            yield place + 1, cells
        place += reader.line_num


def _read_columns(cells: Sequence[str]) -> _Columns | None:
    """Which cells hold what, judged by the first line; None where nothing tells."""
    words = [cell.strip().casefold() for cell in cells]
    address = next((n for n, word in enumerate(words) if word in ADDRESS_COLUMNS), None)
    if address is not None:
        name = next((n for n, word in enumerate(words) if word in NAME_COLUMNS), None)
        return _Columns(address=address, name=name, is_named=True)
    address = next((n for n, word in enumerate(words) if "@" in word), None)
    if address is None:
        # a list of one column needs no name for it, even if its first line is bad
        return (
            _Columns(address=0, name=None, is_named=False) if len(cells) == 1 else None
        )
    # without names of columns: the reader's name is the other one of two
    name = 1 - address if len(cells) == 2 else None  # noqa: PLR2004  a pair
    return _Columns(address=address, name=name, is_named=False)


def _read_row(cells: Sequence[str], columns: _Columns) -> NewSubscriber | str:
    """The reader of one record, or what is wrong with it."""
    text = _cell(cells, columns.address)
    name = _cell(cells, columns.name)
    if any(character in name for character in "\r\n\0"):
        return "has a line break in the name; write it in one line"
    try:
        if text.endswith(">"):
            # as a mail program copies it: Name <address>
            mailbox = parse_mailbox(text)
            name = name or mailbox.name
            address = mailbox.address
        else:
            address = parse_address(text)
    except AddressError as error:
        return str(error)
    return NewSubscriber(address=address, name=spoken_name(name))


def _cell(cells: Sequence[str], column: int | None) -> str:
    """The text of the cell; "" where the record is too short."""
    return cells[column].strip() if column is not None and column < len(cells) else ""
