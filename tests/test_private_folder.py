from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import NOW
from digest.memo.article_memo import ArticleMemo
from digest.private_folder import make_private
from digest.publish.lock import hold_lock
from digest.schedule.lock import hold_lock as hold_site
from digest.secret import keep_key
from digest.store.databases.sqlite import open_sqlite

USUAL_UMASK = 0o022


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """As on most systems, where others may read what one makes."""
    before = os.umask(USUAL_UMASK)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    """Who may do what with it."""
    return path.stat().st_mode & 0o777


def test_it_is_for_its_owner_with_all_that_is_made_for_it(tmp_path: Path) -> None:
    """A folder that is open leads to it, and stays as it is."""
    (tmp_path / "site").mkdir(mode=0o755)
    make_private(tmp_path / "site" / "state" / "dkim")
    found = [tmp_path / "site" / name for name in ("", "state", "state/dkim")]
    assert [mode_of(folder) for folder in found] == [0o755, 0o700, 0o700]


def test_a_mode_that_somebody_chose_stays(tmp_path: Path) -> None:
    """As for a group that makes backups."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state").chmod(0o750)
    make_private(tmp_path / "state")
    assert mode_of(tmp_path / "state") == 0o750


def open_store(state: Path) -> None:
    """What each command does that needs the store."""
    open_sqlite(state / "digest.sqlite").close()


def open_cache(state: Path) -> None:
    """What a preview does before it has a store."""
    memo = ArticleMemo(state / "articles.sqlite", opened=NOW)
    memo.recall("recipe")
    memo.close()


def lock_build(state: Path) -> None:
    """What a build does."""
    with hold_lock(state / "build.lock"):
        pass


def lock_site(state: Path) -> None:
    """What the daemon does."""
    with hold_site(state):
        pass


def make_key(state: Path) -> None:
    """What signs links needs."""
    keep_key(state / "secret.key")


@pytest.mark.parametrize(
    "begin", [open_store, open_cache, lock_build, lock_site, make_key]
)
def test_the_state_folder_is_private_whoever_makes_it(
    tmp_path: Path, begin: Callable[[Path], None]
) -> None:
    """Addresses, letters and keys stand in it."""
    begin(tmp_path / "state")
    assert mode_of(tmp_path / "state") == 0o700
