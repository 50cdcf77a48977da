"""A file is whole or not there, whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.replacing import add_file, replace_file


@pytest.mark.parametrize("is_durable", [True, False])
def test_a_file_takes_the_place_of_another(tmp_path: Path, *, is_durable: bool) -> None:
    """And nothing else is left beside it."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    replace_file(path, b"new", is_durable=is_durable)
    assert path.read_bytes() == b"new"
    assert [*tmp_path.iterdir()] == [path]


def test_what_cannot_be_replaced_leaves_no_draft(tmp_path: Path) -> None:
    """Such as a folder of the name."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        replace_file(tmp_path / "a", b"new", is_durable=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_new_file_takes_the_first_free_name(tmp_path: Path) -> None:
    """Where all are taken, nothing is written."""
    assert add_file(tmp_path, ("a", "b"), b"1") == "a"
    assert add_file(tmp_path, ("a", "b"), b"2") == "b"
    with pytest.raises(FileExistsError):
        add_file(tmp_path, ("a", "b"), b"3")
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"1", b"2"]
