"""What the daemon says of itself to other processes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import NOW
from digest.schedule.health.bulletin import NAME, Bulletin, post_bulletin, read_bulletin

BULLETIN = Bulletin(
    process=42,
    version="1.0",
    started=NOW,
    said=NOW,
    said_at=17.5,
    tick_age=3.0,
    lanes={"publish": "done 3 s ago"},
)


def test_it_is_read_as_it_was_posted(tmp_path: Path) -> None:
    """The last one counts."""
    post_bulletin(tmp_path, BULLETIN)
    last = replace(BULLETIN, tick_age=None, disk="full", clock="wrong")
    post_bulletin(tmp_path, last)
    assert read_bulletin(tmp_path) == last


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"started": 1}',
        b'{"process": 42, "nonsense": true}',
        b"[" * 100_000,
    ],
)
def test_what_is_none_is_as_good_as_none(tmp_path: Path, octets: bytes) -> None:
    """Nobody depends on it."""
    assert read_bulletin(tmp_path) is None
    (tmp_path / NAME).write_bytes(octets)
    assert read_bulletin(tmp_path) is None


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """To who posts it."""
    with pytest.raises(OSError, match="No such file"):
        post_bulletin(tmp_path / "gone", BULLETIN)
