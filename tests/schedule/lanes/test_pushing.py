"""The lane that tells hubs and listeners: what it does at one waking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.hub.results import Result
from digest.pipeline import Publication
from digest.publish import Published
from digest.records.hub import Dialect, Intent, Request
from digest.schedule import jobs
from digest.schedule.lanes.pushing import REVIEW, Pushing
from digest.schedule.log import open_log
from digest.wiring import Press
from listening import ATOM, Listening, form_of, listening
from onlooker import LogBook, Onlooker
from publications import Clock, a_press, write_publication
from websites import Website, is_loopback, reply, website


class Scene:
    """A publication with its own hub and one elsewhere, and a program that listens."""

    def __init__(self, root: Path, opened: ExitStack) -> None:
        self.program: Listening = opened.enter_context(listening())
        self.other: Website = opened.enter_context(website(lambda _: reply()))
        self.root = write_publication(root)
        self.name_hubs(f"built-in {self.other.url}/")
        self.clock = Clock(NOW)
        self.onlooker = Onlooker()
        self.seconds = 0.0
        self.is_stopping = False
        self.is_held = False
        self._opened = opened

    def name_hubs(self, hubs: str) -> None:
        """From the next opening on these are the hubs."""
        settings = self.root / "digest.toml"
        before = settings.read_text().partition("\n[feeds]")[0]
        settings.write_text(f'{before}\n[feeds]\nhub = "{hubs}"\n')

    @cached_property
    def press(self) -> Press:
        """The press as digest.toml stands."""
        return self._opened.enter_context(
            a_press(self.root, self.clock, may_connect=is_loopback)
        )

    @cached_property
    def lane(self) -> Pushing:
        """Nobody wakes it but the test."""
        return Pushing(
            self.press,
            self.onlooker,
            open_log(),
            is_stopping=lambda: self.is_stopping,
            is_held=lambda: self.is_held,
            clock=lambda: self.seconds,
        )

    def write(self, text: str, path: str = "atom.xml") -> None:
        """A feed stands in the tree."""
        place = self.root / "feeds" / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)

    def publish(self, text: str, path: str = "atom.xml") -> None:
        """A publish wrote the feed, and a page."""
        self.write(text, path)
        self.tell(written=(path, "index.html"))

    def tell(
        self, written: tuple[str, ...] = (), removed: tuple[str, ...] = ()
    ) -> None:
        """A publish came to its end."""
        published = Published(written=written, removed=removed)
        self.lane.take(Publication(published=published, entries=1))

    def listen(self) -> None:
        """The program listens to the Atom feed."""
        request = Request(
            dialect=Dialect.WEBSUB,
            intent=Intent.SUBSCRIBE,
            topic=ATOM,
            callback=self.program.callback,
            host="127.0.0.1",
            lease=timedelta(days=10),
        )
        self.press.store.add_request(request, now=NOW)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A publication of which nobody was told yet."""
    with ExitStack() as opened:
        yield Scene(tmp_path, opened)


def test_a_publish_is_told_to_hubs_and_listeners(scene: Scene) -> None:
    """Callbacks are asked first whether they want it."""
    scene.listen()
    scene.lane.work()
    scene.publish("<feed>one</feed>")
    scene.lane.work()
    assert scene.program.news[0].body == b"<feed>one</feed>"
    assert form_of(scene.other.asked[0])["hub.url"] == [ATOM]
    asked, told = (pushed.counts for pushed in scene.onlooker.pushes)
    assert asked == {Result.GRANTED: 1}
    assert told == {Result.TOLD: 1, Result.PINGED: 1}


def test_a_publish_without_news_is_told_to_nobody(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the same bytes, not a page, not the next waking."""
    scene.publish("<feed>one</feed>")
    scene.lane.work()
    scene.publish("<feed>one</feed>")
    scene.tell(written=("index.html",))
    scene.lane.work()
    assert len(scene.other.asked) == 1
    (pushed,) = LogBook(capsys).events("pushed")
    assert pushed["pinged"] == 1


def test_a_feed_that_a_publish_removed_is_told(scene: Scene) -> None:
    """To who listens to it: hub.mode is denied."""
    scene.publish("<feed>one</feed>")
    scene.listen()
    scene.lane.work()
    (scene.root / "feeds" / "atom.xml").unlink()
    scene.tell(removed=("atom.xml",))
    scene.lane.work()
    assert scene.program.questions[-1]["hub.mode"] == "denied"


def test_what_was_published_while_nobody_looked_is_told_at_the_start(
    scene: Scene,
) -> None:
    """As by a digest that was killed before it could say so."""
    scene.write("<feed>one</feed>")
    scene.lane.work()
    assert form_of(scene.other.asked[0])["hub.url"] == [ATOM]


def test_what_another_program_published_is_told_within_minutes(scene: Scene) -> None:
    """A timer of the owner's own that builds into the same tree."""
    scene.lane.work()
    scene.write("<feed>two</feed>")
    scene.lane.work()
    assert scene.other.asked == []
    scene.seconds += REVIEW
    scene.lane.work()
    assert len(scene.other.asked) == 1


def test_a_hub_that_fails_is_logged_and_holds_up_nobody(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told again later."""
    scene.name_hubs("built-in http://127.0.0.1:65535/")
    scene.listen()
    scene.lane.work()
    scene.publish("<feed>one</feed>")
    scene.lane.work()
    assert scene.program.news
    (event,) = LogBook(capsys).events("hub")
    assert event["fault"].startswith("http://127.0.0.1:65535/: ")


def test_without_a_hub_the_lane_does_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not even look."""
    scene.name_hubs("")
    monkeypatch.setattr(jobs, "has_errands", lambda _: 1 / 0)
    scene.publish("<feed>one</feed>")
    scene.lane.work()


def test_where_nothing_is_due_nothing_is_loaded(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A waking costs two or three looks into the store."""
    monkeypatch.setattr(jobs, "open_caller", lambda _: 1 / 0)
    scene.lane.work()


def test_a_store_that_fails_keeps_no_publish_from_its_end(
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is logged, and the next look at all feeds finds the change."""
    scene.lane.work()

    def fail(*_: object) -> tuple[str, ...]:
        raise StoreError("the store: is full; make room")

    monkeypatch.setattr(jobs, "announce_changes", fail)
    scene.publish("<feed>one</feed>")
    (event,) = LogBook(capsys).events("announce")
    assert "is full" in event["fault"]
    scene.seconds += REVIEW
    scene.lane.work()
    assert len(scene.other.asked) == 1


def test_an_old_lease_ends_with_a_look_at_all_feeds(scene: Scene) -> None:
    """Nobody is remembered for longer than they asked for."""
    scene.listen()
    scene.lane.work()
    scene.clock.now += timedelta(days=10)
    scene.seconds += REVIEW
    scene.lane.work()
    assert scene.press.store.hub_counts().listeners == 0


def test_by_a_clock_that_is_wrong_no_listener_is_lost(scene: Scene) -> None:
    """One that is ahead would end all of them."""
    scene.listen()
    scene.lane.work()
    scene.is_held = True
    scene.clock.now += timedelta(days=3700)
    scene.seconds += REVIEW
    scene.lane.work()
    assert scene.press.store.hub_counts().listeners == 1
    scene.is_held = False
    scene.lane.work()
    assert scene.press.store.hub_counts().listeners == 0
