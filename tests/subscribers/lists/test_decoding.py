from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribers.lists.decoding import (
    LONGEST_LINE,
    PIECE,
    LongLine,
    find_encoding,
    read_lines,
)


def lines_of(data: bytes) -> list[str | LongLine]:
    """What is read of a file with these octets."""
    encoding = find_encoding(io.BytesIO(data))
    return list(read_lines(io.BytesIO(data), encoding.name))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_any_usual_encoding_is_found(encoding: str) -> None:
    """With a mark or without one."""
    text = "address,name,and some more columns of it\nj@example.org,Jürgen\n"
    assert lines_of(text.encode(encoding)) == text.splitlines()


def test_a_guess_is_told_with_its_line() -> None:
    """The first octet that cannot be UTF-8 says where to look."""
    data = b"x,x@example.org\n" * 40_000 + b"J\xfcrgen,j@example.org\n"
    assert len(data) > PIECE
    (note,) = find_encoding(io.BytesIO(data)).notes
    assert note.line == 40_001
    assert "is not UTF-8" in note.fact


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(end: str) -> None:
    """Also where the last line has none, or a piece ends between two octets of one."""
    lines = [f"{'x' * 70} {number}" for number in range(9000)]
    assert lines_of(end.join(lines).encode()) == lines


def test_a_line_without_end_is_not_kept() -> None:
    """Not even in memory; what comes after it is read."""
    data = b"a@example.org\n" + b"x" * (2 * LONGEST_LINE) + b"\nb@example.org\n"
    first, long, last = lines_of(data)
    assert (first, last) == ("a@example.org", "b@example.org")
    assert isinstance(long, LongLine)
    assert lines_of(b"x" * (LONGEST_LINE + 1)) == [LongLine()]


@given(st.binary(max_size=200))
def test_any_octets_have_lines(data: bytes) -> None:
    """Nothing that somebody has for a list is a traceback."""
    assert all(isinstance(line, str) for line in lines_of(data))
