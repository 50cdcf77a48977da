"""A file of the cache answers or does not: it never stops anything."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from digest.memo import cache_file
from digest.memo.cache_file import CacheFile

TABLES = ("words (word TEXT PRIMARY KEY)",)
ALL = "SELECT word FROM words ORDER BY word"


def opened(path: Path, edition: int = 1) -> CacheFile:
    """The file with its one table."""
    return CacheFile(path, edition=edition, tables=TABLES)


def keep(file: CacheFile, *words: str) -> bool:
    """Write the words down."""
    rows = [(word,) for word in words]
    return file.write(("INSERT OR REPLACE INTO words VALUES (?)", rows))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is; nobody has made its folder yet."""
    return tmp_path / "cache" / "words.sqlite"


def test_what_is_written_is_found_by_the_next(path: Path) -> None:
    """Also while the first has it open."""
    first = opened(path)
    assert first.rows(ALL) == []
    assert keep(first, "pier", "quay")
    second = opened(path)
    assert second.rows(ALL) == [("pier",), ("quay",)]
    assert keep(second, "mole")
    assert first.rows(ALL) == [("mole",), ("pier",), ("quay",)]
    first.close()
    assert len(first.rows(ALL)) == 3
    first.close()
    second.close()


@pytest.mark.parametrize("content", [b"", b"no database" * 99, b"SQLite format 3\0"])
def test_what_is_no_database_is_replaced(path: Path, content: bytes) -> None:
    """It holds nothing that cannot be made again."""
    path.parent.mkdir()
    path.write_bytes(content)
    assert opened(path).rows(ALL) == []
    assert keep(opened(path), "pier")
    assert opened(path).rows(ALL) == [("pier",)]


def test_a_file_of_another_edition_is_replaced(path: Path) -> None:
    """Its tables may be others."""
    old = opened(path, edition=1)
    keep(old, "pier")
    old.close()
    assert opened(path, edition=2).rows(ALL) == []
    assert opened(path, edition=2).rows(ALL) == []


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_is_replaced(path: Path, part: float) -> None:
    """A disk was full, or the power went."""
    first = opened(path)
    keep(first, *(f"word {number}" * 20 for number in range(2000)))
    first.close()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    broken = opened(path)
    for _ in range(2):
        broken.rows(ALL)
    assert keep(broken, "pier")
    assert ("pier",) in opened(path).rows(ALL)
    broken.close()


def test_pages_that_were_overwritten_are_found_out(path: Path) -> None:
    """The next to ask begins anew."""
    first = opened(path)
    keep(first, *(f"word {number}" * 20 for number in range(2000)))
    first.close()
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    broken = opened(path)
    assert broken.rows(ALL) == []
    assert keep(broken, "pier")
    assert broken.rows(ALL) == [("pier",)]
    broken.close()


def test_it_can_be_deleted_while_it_is_open(path: Path) -> None:
    """Who has it goes on, and the next makes it anew."""
    first = opened(path)
    keep(first, "pier")
    for each in path.parent.iterdir():
        each.unlink()
    assert keep(first, "quay")
    assert first.rows(ALL) == [("pier",), ("quay",)]
    assert opened(path).rows(ALL) == []
    first.close()


def test_a_copy_in_another_process_only_reads(path: Path) -> None:
    """It makes no file where there is none."""
    first = opened(path)
    copy = pickle.loads(pickle.dumps(first))  # noqa: S301  our own
    assert copy.rows(ALL) == []
    assert not path.exists()
    keep(first, "pier")
    copy = pickle.loads(pickle.dumps(first))  # noqa: S301  our own
    assert copy.rows(ALL) == [("pier",)]
    assert not keep(copy, "quay")
    first.close()
    copy.close()


def test_a_copy_reads_no_file_of_another_edition(path: Path) -> None:
    """Somebody replaced it meanwhile."""
    first = opened(path, edition=1)
    copy = pickle.loads(pickle.dumps(first))  # noqa: S301  our own
    second = opened(path, edition=2)
    keep(second, "pier")
    assert copy.rows(ALL) == []
    second.close()


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    """There is no cache then."""
    (tmp_path / "file").write_bytes(b"")
    file = opened(tmp_path / "file" / "cache" / "words.sqlite")
    assert file.rows(ALL) == []
    assert not keep(file, "pier")


def test_half_a_transaction_is_none(path: Path) -> None:
    """Where one step fails, none was taken."""
    file = opened(path)
    twice = [("pier",), ("pier",)]
    assert not file.write(
        ("INSERT INTO words VALUES (?)", [("quay",)]),
        ("INSERT INTO words VALUES (?)", twice),
    )
    assert opened(path).rows(ALL) == []


def test_a_file_that_is_locked_for_long_is_let_be(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be kept is made again."""
    monkeypatch.setattr(cache_file, "PATIENCE", 0.01)
    first, second = opened(path), opened(path)
    keep(first, "pier")
    other = cache_file.driver.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not keep(second, "quay")
    other.execute("ROLLBACK")
    other.close()
    # nobody waits for it a second time in this run
    assert not keep(second, "quay")
    assert first.rows(ALL) == [("pier",)]
    first.close()
