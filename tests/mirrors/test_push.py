"""One push: its order, its ledger, and what a fault or a stop leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from builders import NOW
from digest.errors import MirrorError
from digest.mirrors.changes import plan_changes
from digest.mirrors.ledger import Copy, MirrorLedger, read_ledger
from digest.mirrors.mirrored import Mirrored
from digest.mirrors.push import BATCH, Push, compare, note_fault
from other_sides import Memory

DAY = timedelta(days=1)


@dataclass
class Scene:
    """A shelf, the other side, and the ledger between them."""

    root: Path
    memory: Memory = field(default_factory=Memory)
    is_stopping: bool = False

    @property
    def path(self) -> Path:
        """Of the ledger."""
        return self.root / "memory.ledger"

    def push(self, files: dict[str, str]) -> Mirrored:
        """Push a tree of these files."""
        shelf = self.root / "shelf"
        for path, text in files.items():
            (shelf / path).parent.mkdir(parents=True, exist_ok=True)
            (shelf / path).write_text(text)
        standing = {p: sha256(text.encode()).digest() for p, text in files.items()}
        ledger = compare(read_ledger(self.path), self.memory, now=NOW, before=NOW - DAY)
        push = Push(
            name="memory",
            destination=self.memory,
            ledger=ledger,
            path=self.path,
            is_stopping=lambda: self.is_stopping,
        )
        changes = plan_changes(standing, ledger.files, blocking=frozenset())
        return push.carry_out(changes, standing, shelf, now=NOW)

    @property
    def texts(self) -> dict[str, str]:
        """What stands on the other side."""
        return {path: data.decode() for path, data in self.memory.files.items()}


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """An empty mirror."""
    return Scene(tmp_path)


SITE = {"style.css": "1", "index.html": "2", "atom.xml": "3"}


def test_a_push_puts_what_is_missing_in_its_order(scene: Scene) -> None:
    """Feeds last; what it did is told."""
    assert scene.push(SITE) == Mirrored(
        mirror="memory", written=("style.css", "index.html", "atom.xml")
    )
    assert scene.texts == SITE


def test_a_second_push_does_nothing(scene: Scene) -> None:
    """Nothing changed, nothing moves."""
    scene.push(SITE)
    scene.memory.deeds.clear()
    done = scene.push(SITE)
    assert (done.written, done.removed, done.unchanged) == ((), (), 3)
    assert scene.memory.deeds == []


def test_removals_come_last_of_all(scene: Scene) -> None:
    """Until then the old feed leads to the old page."""
    scene.push(SITE | {"articles/pier/index.html": "old"})
    scene.memory.deeds.clear()
    done = scene.push(SITE | {"atom.xml": "4"})
    assert done.removed == ("articles/pier/index.html",)
    assert scene.memory.deeds == [
        "put atom.xml",
        "remove articles/pier/index.html",
        *("rmdir articles/pier", "rmdir articles"),
    ]


def test_a_fault_keeps_what_was_done(scene: Scene) -> None:
    """The next push goes on from there, and asks the mirror first."""
    scene.memory.fails_at = "index.html"
    with pytest.raises(MirrorError, match="is full"):
        scene.push(SITE)
    note_fault(scene.path, "it is full", now=NOW)
    assert scene.texts == {"style.css": "1"}
    scene.memory.fails_at = ""
    scene.memory.deeds.clear()
    assert scene.push(SITE).written == ("index.html", "atom.xml")
    assert scene.memory.deeds[0] == "tags"


def test_a_fault_removes_nothing(scene: Scene) -> None:
    """What the old feed leads to stays as long as the feed does."""
    scene.push(SITE | {"old.html": "old"})
    scene.memory.fails_at = "atom.xml"
    with pytest.raises(MirrorError):
        scene.push(SITE | {"atom.xml": "4"})
    assert "old.html" in scene.memory.files


def test_a_push_that_is_told_to_stop_goes_on_another_time(scene: Scene) -> None:
    """It says that it is not whole, and the mirror does not count as up to date."""
    scene.push(SITE | {"old.html": "old"})

    def stop() -> None:
        scene.is_stopping = scene.texts.get("index.html") == "4"

    scene.memory.before_each = stop
    changed = SITE | {"index.html": "4", "atom.xml": "5"}
    done = scene.push(changed)
    assert (done.written, done.removed, done.is_whole) == (("index.html",), (), False)
    scene.is_stopping, scene.memory.before_each = False, lambda: None
    done = scene.push(changed)
    assert (done.written, done.removed) == (("atom.xml",), ("old.html",))
    assert done.is_whole


def test_a_file_of_a_push_that_died_is_not_forgotten(scene: Scene) -> None:
    """It may stand there: put anew if it is wanted, else taken away."""

    def die() -> None:
        raise KeyboardInterrupt

    scene.memory.before_each = die
    with pytest.raises(KeyboardInterrupt):
        scene.push(SITE)
    # the last request of the dead process came through
    scene.memory.files["style.css"] = b"of a version that nobody remembers"
    scene.memory.before_each = lambda: None
    done = scene.push({"index.html": "2"})
    assert scene.texts == {"index.html": "2"}
    assert done.removed == ("atom.xml", "style.css")


def test_a_change_that_is_taken_back_is_put_back(scene: Scene) -> None:
    """Also where the push of the change died before it could be written down."""
    scene.push(SITE)

    def die() -> None:
        raise KeyboardInterrupt

    scene.memory.before_each = die
    with pytest.raises(KeyboardInterrupt):
        scene.push(SITE | {"index.html": "changed"})
    scene.memory.files["index.html"] = b"changed"
    scene.memory.before_each = lambda: None
    assert scene.push(SITE).written == ("index.html",)
    assert scene.texts == SITE


def test_what_somebody_changed_there_is_put_right_within_a_day(scene: Scene) -> None:
    """The mirror is asked once a day, and where a clock was put back."""
    scene.push(SITE)
    scene.memory.files["index.html"] = b"defaced"
    del scene.memory.files["style.css"]
    ledger = read_ledger(scene.path)
    assert compare(ledger, scene.memory, now=NOW, before=NOW - DAY) == ledger
    for now in (NOW + DAY, NOW - DAY):
        found = compare(ledger, scene.memory, now=now, before=now - DAY)
        unknown = {path for path, copy in found.files.items() if not copy.tag}
        assert unknown == {"index.html", "style.css"}


def test_an_empty_ledger_asks_nobody(scene: Scene) -> None:
    """There is nothing to compare."""
    compare(MirrorLedger(), scene.memory, now=NOW, before=NOW)
    assert scene.memory.deeds == []


def test_a_long_push_writes_its_ledger_again_and_again(scene: Scene) -> None:
    """A process that dies in its middle has not worked for nothing."""
    site = {f"media/{number}.jpg": "x" for number in range(BATCH + 1)}
    known: list[int] = []

    def look() -> None:
        files = read_ledger(scene.path).files.values()
        known.append(sum(1 for copy in files if copy.tag))

    scene.memory.before_each = look
    scene.push(site)
    assert sorted(set(known)) == [0, BATCH]


def test_a_fault_is_kept_with_its_beginning(scene: Scene) -> None:
    """Until a push comes to its end."""
    scene.push(SITE)
    note_fault(scene.path, "first", now=NOW + DAY)
    note_fault(scene.path, "second", now=NOW + 2 * DAY)
    ledger = read_ledger(scene.path)
    assert (ledger.fault, ledger.failing) == ("second", NOW + DAY)
    scene.push(SITE)
    assert read_ledger(scene.path).fault == ""


def test_the_ledger_tells_what_stands_there(scene: Scene) -> None:
    """Each file with the digest of its bytes and the tag of the other side."""
    scene.push({"atom.xml": "3"})
    ledger = read_ledger(scene.path)
    assert ledger.files == {"atom.xml": Copy(sha256(b"3").digest(), "1 b'3'")}
    assert ledger.pushed == NOW
