"""What is kept of files that were read before."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.pictures.sightings import Sightings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where sightings are kept."""
    return tmp_path / "sightings.json"


def test_a_file_with_the_same_stamp_is_known(file: Path) -> None:
    """The next run need not read it."""
    first = Sightings(file)
    assert first.find("pier.jpg", "1") is None
    first.note("pier.jpg", "1", "aa")
    first.save()
    second = Sightings(file)
    assert second.find("pier.jpg", "1") == "aa"
    assert second.find("pier.jpg", "2") is None
    assert second.find("quay.jpg", "1") is None


def test_what_a_run_did_not_ask_for_is_forgotten(file: Path) -> None:
    """The file never grows beyond the content."""
    first = Sightings(file)
    first.note("pier.jpg", "1", "aa")
    first.note("quay.jpg", "1", "bb")
    first.save()
    second = Sightings(file)
    second.find("quay.jpg", "1")
    second.save()
    assert Sightings(file).find("pier.jpg", "1") is None
    assert Sightings(file).find("quay.jpg", "1") == "bb"


def test_nothing_new_is_not_written(file: Path) -> None:
    """A run without changes touches no file."""
    first = Sightings(file)
    first.note("pier.jpg", "1", "aa")
    first.save()
    before = file.stat()
    second = Sightings(file)
    second.find("pier.jpg", "1")
    second.save()
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (
        before.st_mtime_ns,
        before.st_ino,
    )


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b'{"pier.jpg": "1"}',
        b'{"pier.jpg": ["1"]}',
        b'{"pier.jpg": ["1", 2]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_an_empty_one(file: Path, kept: bytes) -> None:
    """Everything is read once more, and the file is mended."""
    file.write_bytes(kept)
    sightings = Sightings(file)
    assert sightings.find("pier.jpg", "1") is None
    sightings.note("pier.jpg", "1", "aa")
    sightings.save()
    assert Sightings(file).find("pier.jpg", "1") == "aa"


def test_a_disk_that_keeps_nothing_stops_nothing(tmp_path: Path) -> None:
    """The next run is only slower."""
    sightings = Sightings(tmp_path / "missing" / "sightings.json")
    sightings.note("pier.jpg", "1", "aa")
    sightings.save()
    assert not (tmp_path / "missing").exists()
