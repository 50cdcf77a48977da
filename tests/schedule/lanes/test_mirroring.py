"""The lane that brings mirrors up to date: what it does at one waking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from builders import NOW
from digest.config import MirrorSection
from digest.errors import MirrorError
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import Publication
from digest.publish import Published
from digest.schedule import jobs
from digest.schedule.lanes.mirroring import Mirroring
from digest.schedule.log import open_log
from digest.schedule.rest import FIRST
from digest.store.protocols.deliveries import PausedIssue
from digest.wiring import Press
from onlooker import LogBook, Onlooker
from publications import Clock, a_press, write_publication

STORAGE = MirrorSection(name="storage", url="s3://bucket")
WEB = MirrorSection(name="web", url="rsync:host:/www")
WAITING = PausedIssue(newsletter="weekly", number=3, reason="", since=NOW)


def a_publication(*written: str) -> Publication:
    """What a build did."""
    return Publication(published=Published(written=written), entries=1)


@dataclass
class Scene:
    """A lane with two mirrors that do as they are told, and what came of it."""

    press: Press
    onlooker: Onlooker = field(default_factory=Onlooker)
    #: names of the mirrors that were pushed to, in order
    pushed: list[str] = field(default_factory=list)
    #: by mirror, why it fails
    faults: dict[str, str] = field(default_factory=dict)
    #: mirrors whose push was cut short
    cut: set[str] = field(default_factory=set)
    public: list[Publication] = field(default_factory=list)
    #: issues whose page stands everywhere
    free: list[PausedIssue] = field(default_factory=list)
    letters: int = 0
    seconds: float = 0.0
    is_stopping: bool = False
    #: called in each push
    meanwhile: Callable[[], None] = lambda: None

    def push(
        self, _: Press, mirror: MirrorSection, is_stopping: Callable[[], bool]
    ) -> Mirrored:
        """In the place of the job."""
        self.pushed.append(mirror.name)
        self.meanwhile()
        if fault := self.faults.get(mirror.name):
            raise MirrorError(fault)
        is_whole = mirror.name not in self.cut and not is_stopping()
        return Mirrored(mirror=mirror.name, written=("a",), is_whole=is_whole)

    def let_go(self, _: Press) -> tuple[PausedIssue, ...]:
        """In the place of the job."""
        free, self.free = tuple(self.free), []
        return free

    def note_letters(self) -> None:
        """Letters may go."""
        self.letters += 1

    def lane(self, *mirrors: MirrorSection) -> Mirroring:
        """Nobody wakes it but the test."""
        press = replace(self.press, config=replace(self.press.config, mirrors=mirrors))
        return Mirroring(
            press,
            self.onlooker,
            open_log(),
            is_stopping=lambda: self.is_stopping,
            has_letters=self.note_letters,
            is_public=self.public.append,
            clock=lambda: self.seconds,
        )


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """With a store, and jobs that only tell."""
    root = write_publication(tmp_path / "site")
    with a_press(root, Clock(NOW)) as press:
        scene = Scene(press)
        monkeypatch.setattr(jobs, "push_to", scene.push)
        monkeypatch.setattr(jobs, "let_go", scene.let_go)
        yield scene


def test_every_mirror_is_pushed_to_after_the_first_build(scene: Scene) -> None:
    """Whatever it brought: all may have changed while nobody looked. And once only."""
    lane = scene.lane(STORAGE, WEB)
    lane.work()
    assert scene.pushed == []
    lane.take(a_publication())
    lane.work()
    lane.work()
    assert scene.pushed == ["storage", "web"]
    assert [each.mirror for each in scene.onlooker.mirrored_trees] == scene.pushed


def test_each_publication_goes_to_each_mirror(scene: Scene) -> None:
    """Those that came together go together."""
    lane = scene.lane(STORAGE, WEB)
    lane.take(a_publication())
    lane.work()
    lane.take(a_publication("a"))
    lane.take(a_publication("b"))
    lane.work()
    assert scene.pushed == 2 * ["storage", "web"]


def test_who_listens_is_told_once_it_stands_everywhere(scene: Scene) -> None:
    """Whoever is told looks at the mirror, and has to find it there."""
    lane = scene.lane(STORAGE, WEB)
    scene.faults["web"] = "it is away"
    first = a_publication("a")
    lane.take(first)
    lane.work()
    assert scene.public == []
    scene.faults.clear()
    scene.seconds += FIRST
    lane.work()
    assert scene.public == [first]
    lane.work()
    assert scene.public == [first]


def test_without_mirrors_they_are_told_at_once(scene: Scene) -> None:
    """The published folder is all there is."""
    lane = scene.lane()
    lane.take(a_publication("a"))
    assert len(scene.public) == 1


def test_what_is_published_during_a_push_is_pushed_again(scene: Scene) -> None:
    """And nobody is told of it before."""
    lane = scene.lane(STORAGE)
    first, second = a_publication("a"), a_publication("b")
    lane.take(first)

    def publish() -> None:
        scene.meanwhile = lambda: None
        lane.take(second)

    scene.meanwhile = publish
    lane.work()
    assert scene.public == [first]
    lane.work()
    assert scene.public == [first, second]
    assert scene.pushed == ["storage", "storage"]


def test_a_mirror_that_is_away_rests_and_the_others_go_on(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told once, and tried again by and by."""
    log = LogBook(capsys)
    lane = scene.lane(STORAGE, WEB)
    scene.faults["storage"] = "mirror storage: it is away; wait"
    lane.take(a_publication("a"))
    lane.work()
    lane.work()
    assert scene.pushed == ["storage", "web"]
    scene.seconds += FIRST
    lane.work()
    assert scene.pushed == ["storage", "web", "storage"]
    (told,) = log.events("mirror")
    assert told["mirror"] == "storage"
    assert told["fault"] == "mirror storage: it is away; wait"
    scene.faults.clear()
    scene.seconds += 2 * FIRST
    lane.work()
    assert [e["mirror"] for e in log.events("mirrored")] == ["web", "storage"]


def test_a_push_that_was_cut_short_goes_on_at_the_next_waking(scene: Scene) -> None:
    """It counts as up to date only when all of it is there."""
    lane = scene.lane(STORAGE)
    scene.cut.add("storage")
    lane.take(a_publication("a"))
    lane.work()
    assert scene.public == []
    scene.cut.clear()
    lane.work()
    assert len(scene.public) == 1


def test_a_daemon_that_stops_begins_no_push(scene: Scene) -> None:
    """The next start does."""
    scene.is_stopping = True
    lane = scene.lane(STORAGE)
    lane.take(a_publication("a"))
    lane.work()
    assert scene.pushed == []


def test_letters_go_as_soon_as_their_page_stands_everywhere(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever put it there: it is looked at each waking."""
    log = LogBook(capsys)
    lane = scene.lane()
    lane.work()
    assert scene.letters == 0
    scene.free.append(WAITING)
    lane.work()
    assert scene.letters == 1
    (told,) = log.events("page stands on every mirror")
    assert (told["newsletter"], told["issue"]) == ("weekly", 3)


def test_a_mirror_is_looked_at_anew_when_somebody_asks(scene: Scene) -> None:
    """As each day."""
    lane = scene.lane(STORAGE)
    lane.take(a_publication("a"))
    lane.work()
    lane.renew()
    lane.work()
    assert scene.pushed == ["storage", "storage"]


def test_a_long_push_gives_signs(scene: Scene) -> None:
    """The watchdog does not take it for one that hangs."""
    lane = scene.lane(STORAGE)
    assert not lane.lane.is_busy
    lane.take(a_publication("a"))
    lane.work()
    assert lane.lane.silence() < 60
    assert lane.lane.is_busy
