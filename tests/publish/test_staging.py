"""The staging: a site is the old one or the new one, whatever dies at whatever step."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from digest.errors import PublishError
from digest.publish.staging import FOLDER, JOURNAL
from publishing import a_target, a_tree, files_of, published

LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
#: what a publish does to the disk, by the module and name it is called by
STEPS = (
    "digest.publish.staging.os.replace",
    "digest.replacing.os.replace",
    "digest.publish.making._stage",
    "digest.publish.staging.remove",
    "digest.publish.staging.shutil.rmtree",
    "digest.publish.write_ledger",
    "digest.publish.write_manifest",
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty place for the published tree."""
    return tmp_path / "feeds"


class Countdown:
    """Lets so many steps happen, and fails at the next."""

    def __init__(self, left: int, fault: Callable[[], BaseException]) -> None:
        self.left = left
        self._fault = fault

    def over(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """The step, for as long as there are steps left."""

        def step(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise self._fault()
            return real(*given, **named)

        return step


def fail_at(
    patch: pytest.MonkeyPatch, number: int, fault: Callable[[], BaseException]
) -> Countdown:
    """Let the step of this number fail, from 0."""
    countdown = Countdown(number, fault)
    for name in STEPS:
        place, _, last = name.rpartition(".")
        owner: Any = sys.modules.get(place)
        if owner is None:
            module, _, attribute = place.rpartition(".")
            owner = getattr(sys.modules[module], attribute)
        # both modules know the one `os`, whose step must not count twice
        if not getattr(getattr(owner, last), "is_patched", False):
            step = countdown.over(getattr(owner, last))
            step.is_patched = True  # type: ignore[attr-defined]
            patch.setattr(owner, last, step)
    return countdown


OLD = [a_target(f"{n}.html", f"old {n}") for n in range(5)]
NEW = [
    *(a_target(f"{n}.html", f"new {n}") for n in range(4)),
    a_target("atom.xml", "new feed"),
]


def told_by(publish: Callable[[], object]) -> str:
    """What a publish that failed says; "" where it came to its end."""
    try:
        publish()
    except PublishError as error:
        return str(error)
    return ""


def is_in_order(tree: Path) -> bool:
    """Whether the feed is there only if all that it leads to is."""
    files = files_of(tree)
    if "atom.xml" not in files:
        return True
    return all(files[f"{n}.html"] == f"new {n}".encode() for n in range(4))


def test_a_publish_that_dies_at_any_step_is_ended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never half a file, never a feed before its pages, nothing astray in the end."""
    wanted = {target.path: target.recipe(None) for target in NEW}
    for number in range(100):
        tree = tmp_path / str(number) / "feeds"
        published(tree, *OLD)
        before = files_of(tree)
        with monkeypatch.context() as patch:
            countdown = fail_at(patch, number, KeyboardInterrupt)
            with suppress(KeyboardInterrupt):
                published(tree, *NEW)
        now = files_of(tree)
        is_decided = (tree / FOLDER / JOURNAL).exists()
        assert is_decided or now in (before, wanted)
        assert is_in_order(tree)
        published(tree, *NEW)
        assert files_of(tree) == wanted
        assert not (tree / FOLDER).exists()
        if countdown.left >= 0:
            break
    else:
        pytest.fail("a publish takes over a hundred steps")
    assert number > 10, "no step was met"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EIO])
def test_a_disk_that_refuses_leaves_the_old_site_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """At any write before it is decided; the next publish goes on by itself."""
    wanted = {target.path: target.recipe(None) for target in NEW}
    for step in range(100):
        tree = tmp_path / str(step) / "feeds"
        published(tree, *OLD)
        before = files_of(tree)
        with monkeypatch.context() as patch:
            countdown = fail_at(
                patch, step, lambda: OSError(number, os.strerror(number), "disk")
            )
            if tells := told_by(partial(published, tree, *NEW)):
                assert tells.startswith("disk: cannot be written (")
                assert tells.endswith("make room") == (number == errno.ENOSPC)
        is_decided = (tree / FOLDER / JOURNAL).exists()
        assert is_decided or files_of(tree) in (before, wanted)
        assert is_in_order(tree)
        published(tree, *NEW)
        assert files_of(tree) == wanted
        if countdown.left >= 0:
            return
    pytest.fail("a publish takes over a hundred steps")


def test_a_decided_publish_is_ended_first(tree: Path) -> None:
    """What the journal says stands, before another publish decides anew."""
    published(tree, *OLD)
    staging = tree / FOLDER
    staging.mkdir()
    (staging / "0").write_text("new 0")
    (staging / "2").write_text("new 2")
    told = {"in_the_way": [], "moves": [[0, "0.html"], [1, "1.html"], [2, "x/2.html"]]}
    (staging / JOURNAL).write_text(json.dumps({**told, "gone": ["4.html"]}))
    done = published(tree, *OLD)
    assert done.written == ("0.html", "4.html")
    assert not staging.exists()


@pytest.mark.parametrize(
    "journal",
    [
        *(
            "",
            "7",
            "{}",
            "[[" * 100_000,
            '{"moves": [[0]], "in_the_way": [], "gone": []}',
        ),
        '{"moves": [[0, "../victim"]], "in_the_way": [], "gone": ["../victim"]}',
        '{"moves": [["x", "a"]], "in_the_way": ["/"], "gone": []}',
    ],
)
def test_a_journal_of_others_does_no_harm(tree: Path, journal: str) -> None:
    """Damaged, or with names that lead out of the tree."""
    victim = tree.parent / "victim"
    victim.write_text("mine")
    (tree / FOLDER).mkdir(parents=True)
    (tree / FOLDER / "0").write_text("harm")
    (tree / FOLDER / JOURNAL).write_text(journal)
    assert published(tree, a_target()).written == ("index.html",)
    assert victim.read_text() == "mine"
    assert files_of(tree) == {"index.html": b"hello"}


def test_what_others_left_in_the_way_stays(tree: Path) -> None:
    """The publish fails by name before anything is public, until they take it away."""
    published(tree, a_target("pic/x.png"))
    (tree / "pic/notes.txt").write_text("mine")
    for _ in range(2):
        with pytest.raises(PublishError, match="pic: cannot be written"):
            published(tree, a_target("a.html"), a_target("pic"))
        assert files_of(tree) == {"pic/x.png": b"hello", "pic/notes.txt": b"mine"}
    (tree / "pic/notes.txt").unlink()
    assert published(tree, a_target("pic")).written == ("pic",)


def test_a_file_becomes_a_folder_and_a_file_again(tree: Path) -> None:
    """As the author renames; each time the tree is just what was asked for."""
    file, inner = a_target("media/pic"), a_target("media/pic/x/y.png")
    for old, new in [(file, inner), (inner, file)]:
        published(tree, old)
        done = published(tree, new)
        assert (done.written, done.removed) == ((new.path,), (old.path,))
        assert list(files_of(tree)) == [new.path]


def test_the_longest_name_that_the_disk_takes_is_published(tree: Path) -> None:
    """A longer one is told, in one line, and is no trouble once it is gone."""
    longest = "n" * 255
    assert published(tree, a_target(longest)).written == (longest,)
    with pytest.raises(PublishError, match=r"\A[^\n]*\\nx*: cannot be written"):
        published(tree, a_target("\n" + "x" * 255))
    assert published(tree, a_target()).removed == (longest,)


PUBLISH_FOR_EVER = """
import sys
from itertools import count
from pathlib import Path
from publishing import a_target, a_tree, open_nothing
from digest.publish import Effort, publish_targets
tree = Path(sys.argv[1])
for turn in count(int(sys.argv[2])):
    pages = [a_target(f"{n}/index.html", f"{turn} {n}") for n in range(250)]
    feed = a_target("atom.xml", f"{turn} feed")
    publish_targets(a_tree(tree), [*pages, feed], open_nothing, Effort(jobs=2))
    print(turn, flush=True)
"""


def turns_of(tree: Path) -> tuple[set[int], int]:
    """The turns of the publishes that the pages are of, and that of the feed."""
    files = files_of(tree)
    feed = int(files.pop("atom.xml", b"-1 feed").split()[0])
    return {int(data.split()[0]) for data in files.values()}, feed


def test_a_draft_that_a_dead_process_left_goes_with_the_next_publish(
    tree: Path,
) -> None:
    """And nothing else that is hidden in the tree."""
    tree.mkdir()
    (tree / f".digest-{'0' * 16}.new").write_text("half a li")
    (tree / ".htaccess").write_text("somebody's")
    published(tree, a_target())
    assert {each.name for each in tree.iterdir()} == {
        *(".htaccess", ".digest-published", "index.html")
    }


@pytest.mark.parametrize("seed", range(10 if LONG else 1))
def test_a_publish_that_is_killed_leaves_whole_sites(tree: Path, seed: int) -> None:
    """By SIGKILL, at whatever moment; no feed is newer than one of its pages."""
    chance = random.Random(seed)  # noqa: S311  a test that can be told again
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    turn = 0
    for _ in range(30 if LONG else 8):
        process = subprocess.Popen(  # noqa: S603  our own interpreter and text
            [sys.executable, "-c", PUBLISH_FOR_EVER, str(tree), str(turn)],
            stdout=subprocess.PIPE,
            env=here,
        )
        assert process.stdout
        assert process.stdout.readline(), "it never came to the end of a publish"
        time.sleep(chance.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        process.stdout.close()
        pages, feed = turns_of(tree)
        is_decided = (tree / FOLDER / JOURNAL).exists()
        assert is_decided or pages == {feed}
        assert feed <= min(pages)
        turn = max(pages) + 1
    published(tree, a_target())
    assert files_of(tree) == {"index.html": b"hello"}
    assert a_tree(tree).ledger.exists()
