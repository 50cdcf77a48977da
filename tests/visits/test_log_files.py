"""Logs on the disk: as they are written, and as they are put away."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from digest.errors import VisitsError
from digest.visits.log_files import LONGEST_LINE, in_order, log_lines, with_older
from visits_steps import a_line


def a_log(path: Path, *lines: str) -> Path:
    """A log with these lines; packed where its name says so."""
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["access.log", "access.log.2.gz"])
def test_lines_come_one_by_one(tmp_path: Path, name: str) -> None:
    """Packed or not, without their ends."""
    path = a_log(tmp_path / name, "one", "two\r", "", "four")
    assert list(log_lines(path)) == ["one", "two", "", "four"]


def test_a_packed_log_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    """Its name may say anything."""
    path = tmp_path / "log"
    path.write_bytes(gzip.compress(b"one\n"))
    assert list(log_lines(path)) == ["one"]


def test_what_is_no_text_is_a_line_all_the_same(tmp_path: Path) -> None:
    """Whoever reads lines decides what they are."""
    path = tmp_path / "log"
    path.write_bytes(b"\xff\xfe\x00\nlast without an end")
    assert list(log_lines(path)) == ["\ufffd\ufffd\x00", "last without an end"]


def test_a_line_without_an_end_is_cut(tmp_path: Path) -> None:
    """Memory does not grow with it."""
    path = tmp_path / "log"
    path.write_bytes(b"x" * (5 * LONGEST_LINE) + b"\nnext\n")
    first, second = log_lines(path)
    assert len(first) == LONGEST_LINE
    assert second == "next"


def test_a_damaged_log_is_told_after_what_could_be_read(tmp_path: Path) -> None:
    """It may have been cut when the disk was full."""
    path = a_log(tmp_path / "log.gz", *map(str, range(100_000)))
    path.write_bytes(path.read_bytes()[:-5000])
    lines = log_lines(path)
    assert next(lines) == "0"
    with pytest.raises(VisitsError, match=r"log\.gz: cannot be read to its end"):
        list(lines)


def test_a_log_that_is_not_there_is_told(tmp_path: Path) -> None:
    """It may have been put away just now."""
    with pytest.raises(VisitsError, match="No such file"):
        list(log_lines(tmp_path / "none"))


def test_logs_are_read_in_the_order_of_time(tmp_path: Path) -> None:
    """Whatever their names; one that cannot be read comes first, and is told then."""
    new = a_log(tmp_path / "a.log", "nonsense", a_line(after=100))
    old = a_log(tmp_path / "b.log.gz", a_line(after=0))
    bad = tmp_path / "c.log"
    bad.write_bytes(b"\x1f\x8b\x08 no gzip")
    assert in_order([new, old, bad]) == (bad, old, new)


def test_what_was_put_away_belongs_to_it(tmp_path: Path) -> None:
    """By numbers or by dates."""
    names = ["access.log", "access.log.1", "access.log.2.gz", "access.log-20261101"]
    for name in [*names, "other.log", "access.logs"]:
        a_log(tmp_path / name, "one")
    (tmp_path / "access.log.d").mkdir()
    found = {path.name for path in with_older(tmp_path / "access.log")}
    assert found == set(names)
    assert with_older(tmp_path / "none.log") == ()
