"""The published tree: whole files, feeds last, nothing touched without need."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from digest.documents import Target
from digest.errors import PublishError, ThemeError
from digest.publish import Effort, Published, publish_targets
from digest.publish.manifest import MANIFEST
from digest.publish.staging import FOLDER
from publishing import Stuck, a_target, a_tree, files_of, open_nothing, published

#: the user that owns nothing, on most systems
NOBODY = 65534


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty place for the published tree."""
    return tmp_path / "feeds"


def test_documents_stand_where_they_say(tree: Path) -> None:
    """Folders are made on the way."""
    done = published(tree, a_target("articles/a/index.html", "A"))
    assert (tree / "articles/a/index.html").read_text() == "A"
    assert done.written == ("articles/a/index.html",)


def test_what_has_not_changed_is_not_touched(tree: Path) -> None:
    """Neither bytes nor time nor inode move, so validators of readers stay good."""
    published(tree, a_target())
    os.utime(tree / "index.html", (1, 1))
    before = (tree / "index.html").stat()
    done = published(tree, a_target())
    after = (tree / "index.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert (done.written, done.unchanged) == ((), 1)


def test_what_is_up_to_date_is_not_even_made(tree: Path) -> None:
    """By its needs: the recipe is not followed."""
    published(tree, a_target(needs={"content/a.md": "1"}))
    done = published(tree, Stuck.target(needs={"content/a.md": "1"}))
    assert (done.made, done.unchanged) == ((), 1)


def test_what_depends_on_nothing_that_is_told_is_made_each_time(tree: Path) -> None:
    """A target without needs may depend on anything."""
    published(tree, a_target(text="old", needs={}))
    assert published(tree, a_target(text="new", needs={})).written == ("index.html",)


def test_what_was_made_to_the_same_bytes_is_not_written(tree: Path) -> None:
    """A change that shows nowhere moves no time."""
    published(tree, a_target(needs={"content/a.md": "1"}))
    before = (tree / "index.html").stat().st_ctime_ns
    done = published(tree, a_target(needs={"content/a.md": "2"}))
    assert (tree / "index.html").stat().st_ctime_ns == before
    assert [each.path for each in done.made] == ["index.html"]
    assert done.written == ()


def test_feeds_come_last_and_their_archives_before_them(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed never leads to a page or an archive that is not there yet."""
    moved: list[str] = []
    real = os.replace

    def replace(src: Path, dst: Path) -> None:
        if dst.is_relative_to(tree):
            moved.append(dst.relative_to(tree).as_posix())
        real(src, dst)

    monkeypatch.setattr("digest.publish.staging.os.replace", replace)
    done = published(
        tree,
        a_target("atom.xml", media_type="application/atom+xml"),
        a_target("archive/7.xml", media_type="application/atom+xml"),
        a_target("tags/a/feed.json", media_type="application/feed+json"),
        a_target("style.css"),
        a_target("articles/a/index.html"),
    )
    assert done.written == (
        "articles/a/index.html",
        "style.css",
        "archive/7.xml",
        "atom.xml",
        "tags/a/feed.json",
    )
    assert [path for path in moved if not path.startswith(".")] == list(done.written)


def test_what_is_gone_leaves_no_file_and_no_folder(tree: Path) -> None:
    """A deleted article's page goes with it."""
    published(tree, a_target(), a_target("articles/a/index.html"))
    done = published(tree, a_target())
    assert done.removed == ("articles/a/index.html",)
    assert not (tree / "articles").exists()
    assert (tree / "index.html").exists()


def test_what_is_gone_goes_also_where_all_memory_of_it_is_lost(tree: Path) -> None:
    """The list of what digest wrote lies in the tree: `rm -r .digest` costs no page."""
    published(tree, a_target(), a_target("articles/a/index.html"))
    for path in (tree.parent / "state").rglob("*"):
        if path.is_file():
            path.unlink()
    assert published(tree, a_target()).removed == ("articles/a/index.html",)


def test_files_of_others_stay(tree: Path) -> None:
    """Only what digest wrote is ever removed."""
    tree.mkdir()
    (tree / "CNAME").write_text("notes.example.org")
    published(tree, a_target())
    published(tree)
    assert files_of(tree) == {"CNAME": b"notes.example.org"}


def test_what_somebody_took_away_or_changed_is_there_again(tree: Path) -> None:
    """As it was made, and told for that reason."""
    pages = [a_target(f"{n}.html", str(n)) for n in range(4)]
    published(tree, *pages)
    (tree / "1.html").unlink()
    (tree / "2.html").write_text("mine, and longer")
    (tree / "3.html").write_text("4")
    os.utime(tree / "3.html", (1, 1))
    done = published(tree, *pages)
    assert done.written == ("1.html", "2.html", "3.html")
    assert [each.reasons for each in done.made] == [
        ("its file was missing",),
        ("its file was changed by somebody else",),
        ("its file was changed by somebody else",),
    ]
    assert files_of(tree) == {f"{n}.html": str(n).encode() for n in range(4)}


def test_a_copied_tree_is_not_made_anew(tree: Path) -> None:
    """Other times and inodes, the same bytes: read once, and known from then on."""
    published(tree, a_target())
    data = (tree / "index.html").read_bytes()
    (tree / "index.html").unlink()
    (tree / "index.html").write_bytes(data)
    assert published(tree, Stuck.target()).made == ()


def test_a_recipe_may_name_a_file_to_copy(tree: Path) -> None:
    """Large recordings pass through no memory."""
    source = tree.parent / "recording.mp3"
    source.write_bytes(b"sound " * 700_000)
    target = a_target("media/recording.mp3", source, needs={"recording": "1"})
    assert published(tree, target).written == ("media/recording.mp3",)
    assert (tree / "media/recording.mp3").read_bytes() == source.read_bytes()
    target = a_target("media/recording.mp3", source, needs={"recording": "2"})
    assert published(tree, target).written == ()


def test_many_documents_are_made_by_several_processes(tree: Path) -> None:
    """To the same tree, and in the same order."""
    targets = [a_target(f"{n}.html", str(n)) for n in range(450)]
    told: list[tuple[str, int, int]] = []
    effort = Effort(jobs=2, tell=lambda *news: told.append(news))
    done = publish_targets(a_tree(tree), targets, open_nothing, effort)
    assert len(done.written) == 450
    assert files_of(tree) == {f"{n}.html": str(n).encode() for n in range(450)}
    assert told[-1] == ("make", 450, 450)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_recipe_that_fails_leaves_the_whole_old_site(tree: Path, jobs: int) -> None:
    """On one entry only, and as the last of many: nothing is written."""
    published(tree, *(a_target(f"{n}.html", "old") for n in range(300)))
    before = files_of(tree)
    targets = [
        *(a_target(f"{n}.html", "new") for n in range(299)),
        Stuck.target("299.html"),
    ]
    with pytest.raises(ThemeError, match=r"entry\.html:3: .* for 299\.html"):
        publish_targets(a_tree(tree), targets, open_nothing, Effort(jobs=jobs))
    assert files_of(tree) == before
    assert not (tree / FOLDER).exists()


def test_all_can_be_made_anew(tree: Path) -> None:
    """Where one asks for it; what comes to the same bytes stays as it is."""
    published(tree, a_target())
    done = publish_targets(
        a_tree(tree), [a_target()], open_nothing, Effort(is_anew=True)
    )
    assert [each.reasons for each in done.made] == [("all was to be made anew",)]
    assert done.written == ()


def test_a_tree_that_cannot_be_written_is_told_by_name(tree: Path) -> None:
    """A file where a folder has to be: place, fact, remedy; the file stays."""
    tree.mkdir()
    (tree / "articles").write_text("mine")
    with pytest.raises(PublishError, match=r"articles.*cannot be written.*mend"):
        published(tree, a_target(), a_target("articles/a/index.html"))
    assert files_of(tree) == {"articles": b"mine"}


@contextmanager
def no_root(folder: Path) -> Iterator[None]:
    """Nobody in particular, who owns the folder: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_is_read_only_leaves_the_old_site() -> None:
    """Found before anything is public."""
    with TemporaryDirectory() as place:
        # others may pass through the folders of pytest only if they are its user
        tree = Path(place) / "feeds"
        published(tree, a_target("a.html", "old"), a_target("z/b.html", "old"))
        with no_root(Path(place)):
            (tree / "z").chmod(0o555)
            with pytest.raises(PublishError, match="cannot be written"):
                published(tree, a_target("a.html", "new"), a_target("z/b.html", "new"))
            (tree / "z").chmod(0o755)
        assert set(files_of(tree).values()) == {b"old"}


def test_files_can_be_read_by_the_web_server(tree: Path) -> None:
    """Their mode follows the umask, as that of any file."""
    before = os.umask(0o022)
    published(tree, a_target())
    os.umask(before)
    assert (tree / "index.html").stat().st_mode & 0o777 == 0o644


def test_two_processes_never_publish_at_once(tree: Path) -> None:
    """Whoever ends last, the tree is wholly theirs, and so is the manifest."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=hammer, args=(tree, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    files = files_of(tree)
    (name,) = {data[:1].decode() for data in files.values()}
    assert set(files) == {target.path for target in targets_of(name)}
    assert json.loads((tree / MANIFEST).read_text()) == sorted(files)
    assert not (tree / FOLDER).exists()


def targets_of(name: str) -> list[Target[None]]:
    """What one of two writers publishes: files of both, and one of its own."""
    paths = [*(f"{number}.html" for number in range(20)), "atom.xml", f"{name}.html"]
    return [a_target(path, name * 10_000, needs={"name": name}) for path in paths]


def hammer(tree: Path, name: str) -> None:
    """Publish again and again."""
    for _ in range(20):
        published(tree, *targets_of(name))


def test_who_waits_too_long_is_told(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the lock that another process holds, and what to do."""
    monkeypatch.setattr("digest.publish.lock.PATIENCE", 0.1)
    lock = a_tree(tree).lock
    lock.parent.mkdir(parents=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match=r"publish\.lock: another .*; end it or"):
            published(tree, a_target())
    assert published(tree, a_target()).written == ("index.html",)


def test_feeds_are_on_the_disk_before_their_names(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loss of power leaves no empty feed; pages are not waited for."""
    synced: list[int] = []
    monkeypatch.setattr("digest.publish.making.os.fsync", synced.append)
    published(tree, a_target(), a_target("atom.xml"), a_target("a/atom.xml"))
    feeds_and_manifest = 2
    assert len(synced) == feeds_and_manifest
    published(tree, a_target("index.html", "new"), a_target("atom.xml"))
    manifest = 1
    assert len(synced) == feeds_and_manifest + manifest


def test_nothing_to_do_writes_nothing_at_all(tree: Path) -> None:
    """Neither list nor ledger nor staging."""
    published(tree, a_target())
    before = {path: path.stat() for path in tree.parent.rglob("*") if path.is_file()}
    assert published(tree, a_target()) == Published(unchanged=1)
    after = {path: path.stat() for path in tree.parent.rglob("*") if path.is_file()}
    assert after == before
