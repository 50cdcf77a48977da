"""The published tree: whole files, feeds last, nothing touched without need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.errors import PublishError
from digest.model import Document
from digest.publish import Published, publish_documents


def a_document(path: str = "index.html", text: str = "hello") -> Document:
    """A page."""
    return Document(path=path, media_type="text/html", data=text.encode())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty place for the published tree."""
    return tmp_path / "feeds"


def published(tree: Path, *documents: Document) -> Published:
    """Publish these, with the manifest beside the tree."""
    return publish_documents(tree, documents, manifest=tree.parent / "manifest")


def test_documents_stand_where_they_say(tree: Path) -> None:
    """Folders are made on the way."""
    done = published(tree, a_document("articles/a/index.html", "A"))
    assert (tree / "articles/a/index.html").read_text() == "A"
    assert done.written == ("articles/a/index.html",)


def test_what_has_not_changed_is_not_touched(tree: Path) -> None:
    """Neither bytes nor time nor inode move, so validators of readers stay good."""
    published(tree, a_document())
    os.utime(tree / "index.html", (1, 1))
    before = (tree / "index.html").stat()
    done = published(tree, a_document())
    after = (tree / "index.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert (done.written, done.unchanged) == ((), 1)


def test_feeds_come_last(tree: Path) -> None:
    """A feed never leads to a page that is not there yet."""
    done = published(
        tree,
        a_document("atom.xml"),
        a_document("tags/a/feed.json"),
        a_document("style.css"),
        a_document("articles/a/index.html"),
    )
    assert done.written == (
        "articles/a/index.html",
        "style.css",
        "atom.xml",
        "tags/a/feed.json",
    )


def test_what_is_gone_leaves_no_file_and_no_folder(tree: Path) -> None:
    """A deleted article's page goes with it."""
    published(tree, a_document(), a_document("articles/a/index.html"))
    done = published(tree, a_document())
    assert done.removed == ("articles/a/index.html",)
    assert not (tree / "articles").exists()
    assert (tree / "index.html").exists()


def test_files_of_others_stay(tree: Path) -> None:
    """Only what digest wrote is ever removed."""
    tree.mkdir()
    (tree / "CNAME").write_text("notes.example.org")
    published(tree, a_document())
    published(tree)
    assert sorted(path.name for path in tree.iterdir()) == ["CNAME"]


def test_a_crash_in_the_middle_leaves_whole_files_and_the_next_run_ends_it(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every possible step: old or new, never half, and nothing astray."""
    documents = [a_document(f"{n}.html", f"new {n}") for n in range(4)]
    old = [a_document(f"{n}.html", f"old {n}") for n in range(5)]
    real = os.replace
    for last in range(5):
        published(tree, *old)
        calls = 0

        def replace(src: Path, dst: Path, limit: int = last) -> None:
            nonlocal calls
            calls += 1
            if calls > limit:
                raise KeyboardInterrupt
            real(src, dst)

        monkeypatch.setattr("digest.publish.os.replace", replace)
        with pytest.raises(KeyboardInterrupt):
            published(tree, *documents)
        monkeypatch.setattr("digest.publish.os.replace", real)
        for path in tree.glob("*.html"):
            if not path.name.startswith("."):
                assert path.read_text() in {f"old {path.stem}", f"new {path.stem}"}
        published(tree, *documents)
        assert sorted(path.name for path in tree.iterdir()) == [
            f"{n}.html" for n in range(4)
        ]


def test_a_tree_that_cannot_be_written_is_told_by_name(tree: Path) -> None:
    """A file where a folder has to be: place, fact, remedy; the file stays."""
    tree.mkdir()
    (tree / "articles").write_text("mine")
    with pytest.raises(PublishError, match=r"articles.*cannot be written.*mend"):
        published(tree, a_document("articles/a/index.html"))
    assert (tree / "articles").read_text() == "mine"
