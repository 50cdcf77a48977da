"""The published tree: whole files, feeds last, nothing touched without need."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
from pathlib import Path

import pytest

from digest.documents import Document
from digest.errors import PublishError
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

        monkeypatch.setattr("digest.replacing.os.replace", replace)
        with pytest.raises(KeyboardInterrupt):
            published(tree, *documents)
        monkeypatch.setattr("digest.replacing.os.replace", real)
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


def test_files_can_be_read_by_the_web_server(tree: Path) -> None:
    """Their mode follows the umask, as that of any file."""
    before = os.umask(0o022)
    published(tree, a_document())
    os.umask(before)
    assert (tree / "index.html").stat().st_mode & 0o777 == 0o644


def test_drafts_of_a_killed_process_are_taken_away(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the next publish, wherever they lie; files with a like name stay."""
    published(tree, a_document("articles/a/index.html", "old"))
    (tree / ".digest-notes.new").write_text("mine")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("digest.replacing.os.replace", die)
        with pytest.raises(KeyboardInterrupt):
            published(tree, a_document("articles/a/index.html", "new"))
    assert drafts(tree.parent)
    published(tree, a_document("articles/a/index.html", "new"))
    assert drafts(tree.parent) == [".digest-notes.new"]


def drafts(folder: Path) -> list[str]:
    """Names of what is not whole, in the tree or beside the manifest."""
    return [path.name for path in folder.rglob(".digest-*")]


def test_two_processes_never_publish_at_once(tree: Path) -> None:
    """Whoever ends last, the tree is wholly theirs, and so is the manifest."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=hammer, args=(tree, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    files = {path.name: path.read_text() for path in tree.glob("*.*")}
    (name,) = {text[0] for text in files.values()}
    assert files == {d.path: d.data.decode() for d in documents_of(name)}
    manifest = json.loads((tree.parent / "manifest").read_text())
    assert sorted(manifest) == sorted(files)
    assert drafts(tree.parent) == []


def documents_of(name: str) -> list[Document]:
    """What one of two writers publishes: files of both, and one of its own."""
    paths = [*(f"{number}.html" for number in range(20)), "atom.xml", f"{name}.html"]
    return [a_document(path, name * 10_000) for path in paths]


def hammer(tree: Path, name: str) -> None:
    """Publish again and again, and find one's own bytes each time."""
    for _ in range(20):
        publish_documents(tree, documents_of(name), manifest=tree.parent / "manifest")


def test_who_waits_too_long_is_told(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the lock that another process holds, and what to do."""
    monkeypatch.setattr("digest.publish.PATIENCE", 0.1)
    tree.mkdir()
    with (tree.parent / "publish.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match=r"publish\.lock: another .*; end it or"):
            published(tree, a_document())
    assert published(tree, a_document()).written == ("index.html",)


def test_feeds_and_the_manifest_are_on_the_disk_before_their_names(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loss of power leaves no empty feed; pages are not waited for."""
    synced: list[int] = []
    monkeypatch.setattr("digest.replacing.os.fsync", synced.append)
    published(tree, a_document(), a_document("atom.xml"), a_document("a/atom.xml"))
    assert len(synced) == 2
    published(tree, a_document("index.html", "new"), a_document("atom.xml"))
    assert len(synced) == 3


# --- names that mean harm, and manifests that are none


def test_a_line_end_in_a_name_makes_no_other_name(tree: Path) -> None:
    """A folder of the author's may be called anything."""
    victim = tree.parent / "victim"
    victim.write_text("mine")
    odd = f"media/a\n{victim}"
    published(tree, a_document(odd))
    assert (tree / odd).exists()
    assert published(tree).removed == (odd,)
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    "name",
    [
        *("{}/victim", "../victim", "a/../../victim", "link/victim", "", "."),
        *("a\0b", "\ud800", "loop/x", "x" * 300),
    ],
)
def test_a_manifest_names_nothing_outside(tree: Path, name: str) -> None:
    """Whoever wrote it; the tree is published all the same."""
    victim = tree.parent / "victim"
    victim.write_text("mine")
    (tree / "a").mkdir(parents=True)
    (tree / "link").symlink_to(tree.parent)
    (tree / "loop").symlink_to("loop")
    manifest = tree.parent / "manifest"
    manifest.write_text(json.dumps([name.format(tree.parent)]))
    done = published(tree, a_document())
    assert (done.written, done.removed) == (("index.html",), ())
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    "text",
    [
        *("index.html\nold.html\n", "", "7", "null", '{"a": 1}', "[[" * 100_000),
        *("\udcff", '["old.html"', "[1, null]"),
    ],
)
def test_an_unknown_manifest_counts_as_empty(tree: Path, text: str) -> None:
    """Nothing is removed by it, nothing is raised, and a good one takes its place."""
    tree.mkdir()
    (tree / "old.html").write_text("old")
    manifest = tree.parent / "manifest"
    manifest.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert published(tree, a_document()).removed == ()
    assert (tree / "old.html").exists()
    assert published(tree).removed == ("index.html",)


def test_a_file_becomes_a_folder_and_a_file_again(tree: Path) -> None:
    """As the author renames; each time the tree is just what was asked for."""
    file, inner = a_document("media/pic"), a_document("media/pic/x/y.png")
    for old, new in [(file, inner), (inner, file)]:
        published(tree, old)
        done = published(tree, new)
        assert (done.written, done.removed) == ((new.path,), (old.path,))
        assert [path for path in tree.rglob("*") if path.is_file()] == [tree / new.path]


def test_what_others_left_in_the_way_stays(tree: Path) -> None:
    """The publish fails by name, and goes on once they took it away."""
    published(tree, a_document("pic/x.png"))
    (tree / "pic/notes.txt").write_text("mine")
    for _ in range(2):
        with pytest.raises(PublishError, match="pic: cannot be written"):
            published(tree, a_document("pic"))
    assert (tree / "pic/notes.txt").read_text() == "mine"
    (tree / "pic/notes.txt").unlink()
    (tree / "pic").rmdir()
    assert published(tree, a_document("pic")).written == ("pic",)


def test_the_longest_name_that_the_disk_takes_is_published(tree: Path) -> None:
    """A longer one is told, in one line, and is no trouble once it is gone."""
    longest = "n" * 255
    assert published(tree, a_document(longest)).written == (longest,)
    with pytest.raises(PublishError, match=r"\A[^\n]*\\nx*: cannot be written"):
        published(tree, a_document("\n" + "x" * 255))
    assert published(tree, a_document()).removed == (longest,)
