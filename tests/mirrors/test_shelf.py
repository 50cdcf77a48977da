"""Files as they stood at one moment."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from digest.errors import MirrorError
from digest.mirrors.shelf import open_shelf, shelve
from digest.replacing import replace_file


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A published tree."""
    (tmp_path / "feeds" / "a").mkdir(parents=True)
    (tmp_path / "feeds" / "a" / "index.html").write_text("before")
    return tmp_path / "feeds"


def test_a_publish_does_not_change_what_lies_on_the_shelf(
    tree: Path, tmp_path: Path
) -> None:
    """A publish puts other files in the place of the old ones, which stay here."""
    with open_shelf(tmp_path / "shelf") as shelf:
        shelve(shelf, tree, ["a/index.html"])
        replace_file(tree / "a" / "index.html", b"after", is_durable=False)
        assert (shelf / "a" / "index.html").read_text() == "before"


def test_a_file_system_without_second_names_has_copies(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the time of the file, by which rsync knows it."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", refuse)
    with open_shelf(tmp_path / "shelf") as shelf:
        shelve(shelf, tree, ["a/index.html"])
        kept, original = (p / "a" / "index.html" for p in (shelf, tree))
        assert kept.read_text() == "before"
        assert kept.stat().st_mtime == original.stat().st_mtime
        assert not kept.samefile(original)


def test_what_a_dead_process_left_is_thrown_away(tree: Path, tmp_path: Path) -> None:
    """Else an old file could go to the mirror."""
    shelf = tmp_path / "shelf"
    (shelf / "a").mkdir(parents=True)
    (shelf / "a" / "old.html").write_text("old")
    with open_shelf(shelf) as empty:
        assert not any(empty.iterdir())
        shelve(empty, tree, ["a/index.html"])
    assert not shelf.exists()


def test_a_file_that_is_gone_ends_the_push(tree: Path, tmp_path: Path) -> None:
    """Somebody took it out of the tree by hand."""
    with (
        open_shelf(tmp_path / "shelf") as shelf,
        pytest.raises(MirrorError, match=r"none.html: cannot be kept \(No such file"),
    ):
        shelve(shelf, tree, ["none.html"])


def test_a_shelf_that_cannot_be_made_ends_the_push(tmp_path: Path) -> None:
    """Such as below a file."""
    (tmp_path / "state").write_text("a file")
    with (
        pytest.raises(MirrorError, match=r"cannot be kept .*; mend the folder"),
        open_shelf(tmp_path / "state" / "mirrors" / "web"),
    ):
        pass
