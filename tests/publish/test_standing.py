"""The tree as it stands at one moment."""

from __future__ import annotations

import fcntl
import os
from hashlib import sha256
from pathlib import Path

import pytest

from digest.errors import PublishError
from digest.publish import Tree
from digest.publish.manifest import read_manifest, write_manifest
from digest.publish.standing import hold_still
from publishing import a_target, a_tree, published


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A tree of two pages."""
    folder = tmp_path / "feeds"
    published(folder, a_target("index.html", "1"), a_target("a/index.html", "2"))
    return a_tree(folder)


def standing(tree: Tree) -> dict[str, str]:
    """The digests in hexadecimal."""
    with hold_still(tree) as found:
        return {path: digest.hex() for path, digest in found.items()}


def digest(text: str) -> str:
    """Of a file that holds this text."""
    return sha256(text.encode()).hexdigest()


def test_each_published_file_has_the_digest_of_its_bytes(tree: Tree) -> None:
    """By the ledger of the last publish, or by its bytes where there is none."""
    told = {"a/index.html": digest("2"), "index.html": digest("1")}
    assert standing(tree) == told
    tree.ledger.unlink()
    assert standing(tree) == told


def test_a_file_that_somebody_changed_is_told_as_it_is(tree: Tree) -> None:
    """What is copied are its bytes."""
    (tree.folder / "index.html").write_text("changed")
    assert standing(tree)["index.html"] == digest("changed")


def test_files_of_others_and_ways_out_are_not_told(tree: Tree, tmp_path: Path) -> None:
    """Nor what the list of names has and the disk has not."""
    (tree.folder / "mine.html").write_text("the owner's own")
    (tmp_path / "secret").write_text("secret")
    (tree.folder / "index.html").unlink()
    (tree.folder / "index.html").symlink_to(tmp_path / "secret")
    (tree.folder / "folder").mkdir()
    names = read_manifest(tree.folder, former=tree.former_manifest)
    more = {"../secret", "/etc/passwd", "never.html", "folder", "a/index.html/x", "\0"}
    write_manifest(tree.folder, names | more)
    assert list(standing(tree)) == ["a/index.html"]


def test_nothing_is_published_meanwhile(tree: Tree) -> None:
    """The lock of a publish is held."""
    with hold_still(tree), tree.lock.open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_what_a_dead_publish_left_is_gone_first(tree: Tree) -> None:
    """So that nobody copies half of a change."""
    (tree.folder / ".digest-staging").mkdir()
    (tree.folder / ".digest-staging" / "0").write_text("half")
    assert len(standing(tree)) == 2
    assert not (tree.folder / ".digest-staging").exists()


def test_a_tree_that_was_never_published_is_empty(tmp_path: Path) -> None:
    """A mirror before the first build has nothing."""
    assert standing(a_tree(tmp_path / "none")) == {}


def test_a_file_that_cannot_be_read_is_told(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its name, and what to do."""
    tree.ledger.unlink()

    def refuse(path: str) -> bytes:
        raise PermissionError(13, os.strerror(13), path)

    monkeypatch.setattr("digest.publish.standing.digest_of", refuse)
    told = r"index\.html: cannot be read \(Permission denied\); mend the folder"
    with pytest.raises(PublishError, match=told):
        standing(tree)
