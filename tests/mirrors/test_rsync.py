"""A mirror that rsync keeps, by a shell that stays on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from digest.errors import MirrorError
from digest.mirrors import rsync as module
from digest.mirrors.rsync import Rsync
from other_sides import a_shell, needs_rsync
from publications import tree_of

pytestmark = needs_rsync


def never() -> bool:
    """Nobody stops."""
    return False


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The folder on the other side, which no push has made yet."""
    return tmp_path / "www of 'notes'"


@pytest.fixture
def mirror(tmp_path: Path, there: Path) -> Rsync:
    """The other side."""
    return Rsync("web", f"host:{there}", shell=a_shell(tmp_path), password="")


def a_mirror(*shell: str) -> Rsync:
    """On a machine to which this program leads."""
    return Rsync("web", "host:/www", shell=shell, password="")


def put(mirror: Rsync, folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """Put these files; their tags."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    tags: dict[str, str] = {}
    mirror.put(folder, list(files), done=tags.__setitem__, is_stopping=never)
    return tags


FILES = {
    "index.html": b"1",
    "media/K\u00e4se & $(touch x) #1?.jpg": b"22",
    "media/two\nlines.css": b"333",
    "-rf/--delete": b"4444",
}


def test_files_stand_there_under_their_names(
    mirror: Rsync, tmp_path: Path, there: Path
) -> None:
    """Whatever signs are in them; the tag is what the listing says."""
    tags = put(mirror, tmp_path / "shelf", FILES)
    assert tree_of(there) == FILES
    assert tags == mirror.tags()


def test_everybody_may_read_what_stands_there(
    mirror: Rsync, tmp_path: Path, there: Path
) -> None:
    """The web server runs as somebody else, and our shelf is for us alone."""
    shelf = tmp_path / "shelf"
    put(mirror, shelf, {"a/index.html": b"1"})
    (shelf / "a" / "index.html").chmod(0o600)
    (shelf / "a").chmod(0o700)
    put(mirror, shelf, {"a/index.html": b"23"})
    assert (there / "a" / "index.html").stat().st_mode & 0o777 == 0o644
    assert (there / "a").stat().st_mode & 0o777 == 0o755


def test_only_what_is_named_is_removed(
    mirror: Rsync, tmp_path: Path, there: Path
) -> None:
    """Files, then folders with nothing in them; what is not there is no fault."""
    put(mirror, tmp_path / "shelf", {**FILES, "a/b/c.html": b"1", "d/e.html": b"2"})
    (there / "d" / "mine.html").write_text("the owner's own")
    mirror.remove(
        [*FILES, "a/b/c.html", "d/e.html", "never/was.html"],
        ["a/b", "-rf", "a", "d", "media", "never"],
        is_stopping=never,
    )
    assert tree_of(there) == {"d/mine.html": b"the owner's own"}
    assert sorted(path.name for path in there.iterdir()) == ["d"]


def test_a_folder_that_nobody_made_yet_is_empty(mirror: Rsync, there: Path) -> None:
    """The first push makes it."""
    assert mirror.tags() == {}
    assert not there.exists()


def test_a_folder_on_this_machine_needs_no_shell(tmp_path: Path) -> None:
    """Such as a disk that somebody else serves."""
    mirror = Rsync("disk", f"{tmp_path / 'www'}/", shell=(), password="")
    put(mirror, tmp_path / "shelf", {"index.html": b"1"})
    assert tree_of(tmp_path / "www") == {"index.html": b"1"}


def test_a_machine_that_is_away_is_told(tmp_path: Path) -> None:
    """With the last words of the shell."""
    words = r"import sys; sys.exit('ssh: no route to host\r\nmore')"
    mirror = a_mirror(sys.executable, "-c", words)
    with pytest.raises(MirrorError) as error:
        put(mirror, tmp_path, {"index.html": b"1"})
    told = str(error.value)
    assert told.startswith("mirror web: rsync ended with ")
    assert told.endswith(" (ssh: no route to host); see that it can be reached")
    with pytest.raises(MirrorError, match="see that it can be reached"):
        mirror.tags()


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    """With the words of rsync, and what to do."""
    (tmp_path / "file").write_text("1")
    target = tmp_path / "file" / "www"
    mirror = Rsync("web", str(target), shell=(), password="")
    with pytest.raises(MirrorError, match=r"^mirror web: rsync ended with"):
        put(mirror, tmp_path / "shelf", {"index.html": b"1"})


def test_a_machine_without_rsync_says_so(
    mirror: Rsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is no part of digest."""
    monkeypatch.setattr(module, "PROGRAM", "rsync-that-is-not-here")
    told = r"cannot be run \(No such file or directory\); install it on this machine"
    with pytest.raises(MirrorError, match=told):
        mirror.tags()


def test_a_stop_ends_rsync(tmp_path: Path) -> None:
    """Also one whose other side says nothing."""
    words = "import time; time.sleep(60)"
    mirror = a_mirror(sys.executable, "-c", words)
    (tmp_path / "index.html").write_bytes(b"1")
    looks = iter([False, False, False])
    done: list[str] = []
    mirror.put(
        tmp_path,
        ["index.html"],
        done=lambda path, _: done.append(path),
        is_stopping=lambda: next(looks, True),
    )
    assert done == []


def test_its_password_goes_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where everybody on the machine could read it in a list of processes it is not."""
    program = tmp_path / "rsync"
    program.write_text('#!/bin/sh\necho "$@" >"$0.arguments"\nenv >"$0.environment"\n')
    program.chmod(0o700)
    monkeypatch.setattr(module, "PROGRAM", str(program))
    monkeypatch.setenv("DIGEST_SECRET_KEY", "what signs links")
    Rsync("web", "rsync://host/www", shell=(), password="open sesame").tags()
    assert "open sesame" not in (tmp_path / "rsync.arguments").read_text()
    environment = (tmp_path / "rsync.environment").read_text()
    assert "RSYNC_PASSWORD=open sesame\n" in environment
    # what is for digest alone stays with it
    assert "DIGEST_" not in environment
