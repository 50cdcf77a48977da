"""The lines of a file in whatever encoding, a piece at a time."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from digest.subscribers.lists.findings import Finding

#: octets that are read at once
PIECE = 1 << 18
#: characters of a line; who writes more in one writes no list of readers
LONGEST_LINE = 1 << 20
#: octets that tell whether every other one is NUL
START = 64
#: what a file begins with, the longer ones first
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSED = "is not UTF-8; the file was read as Windows-1252, look at the names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a file is to be read, and what to tell about that."""

    name: str
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class LongLine:
    """Stands for a line that is too long to be one."""


def find_encoding(file: BinaryIO) -> Encoding:
    """The file's encoding, by its mark or by all that is in it; reads it to the end."""
    head = file.read(PIECE)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Encoding(name=name)
    if name := _wide_without_mark(head[:START]):
        return Encoding(name=name)
    return _find_narrow(head, file)


def _wide_without_mark(start: bytes) -> str:
    """UTF-16 as some programs write it, of whose ASCII every other octet is NUL."""
    if not any(start[::2]) and start[1::2] and all(start[1::2]):
        return "utf-16-be"
    if start[1::2] and all(start[::2]) and not any(start[1::2]):
        return "utf-16-le"
    return ""


def _find_narrow(head: bytes, file: BinaryIO) -> Encoding:
    """UTF-8, or Windows-1252 where any octet cannot be that."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, piece = 1, head
    while True:
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            line += error.object.count(b"\n", 0, error.start)
            note = Finding(line=line, fact=GUESSED)
            return Encoding(name="cp1252", notes=(note,))
        if not piece:
            return Encoding(name="utf-8")
        line += piece.count(b"\n")
        piece = file.read(PIECE)


def read_lines(file: BinaryIO, encoding: str) -> Iterator[str | LongLine]:
    """The lines without their ends, of whichever kind those are.

    What cannot be decoded becomes U+FFFD. One that is too long is not kept.
    """
    bare = codecs.getincrementaldecoder(encoding)("replace")
    decoder = io.IncrementalNewlineDecoder(bare, translate=True)
    rest, is_cut = "", False
    while True:
        piece = file.read(PIECE)
        *lines, rest = (rest + decoder.decode(piece, final=not piece)).split("\n")
        if is_cut and lines:
            lines, is_cut = lines[1:], False
        yield from map(_checked, lines)
        if is_cut:
            rest = ""
        elif len(rest) > LONGEST_LINE:
            yield LongLine()
            rest, is_cut = "", True
        if not piece:
            break
    if rest:
        yield _checked(rest)


def _checked(line: str) -> str | LongLine:
    return line if len(line) <= LONGEST_LINE else LongLine()
