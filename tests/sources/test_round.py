"""A round of polls: several sites on the loopback, each a host of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event

import pytest

from builders import NOW
from digest.config import Source
from digest.errors import StoreError
from digest.fetch.robots import Robots
from digest.sources import round as rounds
from digest.sources.round import Round, poll_round
from digest.store.databases.sqlite import open_memory
from digest.store.sql import SqlStore
from websites import Asked, Newsdesk, atom_feed, atom_item, is_loopback, reply, website

#: no answer takes a test any longer
PATIENCE = 10.0


class Scene:
    """A publication, and the sites that it polls."""

    def __init__(self, content: Path, store: SqlStore, opened: ExitStack) -> None:
        self.content = content
        self.store = store
        self.is_stopping = False
        self._opened = opened

    def source(self, name: str, host: str, answer: Callable[[Asked], bytes]) -> Source:
        """A source on a host of its own, which answers so."""
        site = self._opened.enter_context(website(answer, host=host))
        return Source(name=name, url=f"{site.url}/feed")

    @property
    def round(self) -> Round:
        """What a round works with here."""
        return Round(
            store=self.store,
            robots=Robots(),
            content=self.content,
            site_url="https://notes.example.org",
            may_connect=is_loopback,
            clock=lambda: NOW,
            is_stopping=lambda: self.is_stopping,
        )


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Nobody was asked yet."""
    with ExitStack() as opened:
        store = opened.enter_context(closing(open_memory()))
        yield Scene(tmp_path, store, opened)


def test_no_host_waits_for_another(scene: Scene) -> None:
    """One that does not answer before the next was asked holds nobody up."""
    asked = Event()

    def slow(_: Asked) -> bytes:
        return reply(404 if asked.wait(PATIENCE) else 410)

    def quick(one: Asked) -> bytes:
        asked.set()
        return Newsdesk({"/feed": atom_feed(atom_item("late"))})(one)

    sources = (
        scene.source("away", "127.0.0.1", slow),
        scene.source("ferries", "127.0.0.2", quick),
    )
    away, ferries = poll_round(sources, scene.round)
    assert (away.source, ferries.source) == ("away", "ferries")
    assert "answers 404" in away.fault
    assert ferries.taken == ("sources/ferries/2026-11-01-late.md",)


def test_more_sources_than_are_asked_at_once_all_have_their_turn(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And they are told in their order, whoever answered first."""
    monkeypatch.setattr(rounds, "MOST_AT_ONCE", 2)
    sources = tuple(
        scene.source(f"pier-{n}", f"127.0.0.{n}", Newsdesk({"/feed": atom_feed()}))
        for n in range(1, 6)
    )
    told = [polled.source for polled in poll_round(sources, scene.round)]
    assert told == ["pier-1", "pier-2", "pier-3", "pier-4", "pier-5"]
    assert [record.fault for record in scene.store.source_records()] == [""] * 5


def test_a_round_that_nobody_follows_any_more_ends(scene: Scene) -> None:
    """As where a person presses Ctrl-C: who was not asked yet never is."""
    begun = Event()

    def hanging(_: Asked) -> bytes:
        begun.set()
        Event().wait(1)
        return reply(404)

    sources = (
        scene.source("ferries", "127.0.0.1", Newsdesk({"/feed": atom_feed()})),
        scene.source("away", "127.0.0.2", hanging),
    )
    polls = poll_round(sources, scene.round)
    assert next(polls).source == "ferries"
    assert begun.wait(PATIENCE)
    polls.close()
    assert [record.name for record in scene.store.source_records()] == ["ferries"]


def test_where_digest_ends_nobody_is_asked(scene: Scene) -> None:
    """The next start asks."""
    scene.is_stopping = True
    source = scene.source("ferries", "127.0.0.1", Newsdesk({"/feed": atom_feed()}))
    assert list(poll_round((source,), scene.round)) == []


def test_a_store_that_is_away_is_told_where_one_waits(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not lost with the thread that found it out."""
    source = scene.source("ferries", "127.0.0.1", Newsdesk({"/feed": atom_feed()}))

    def fail(*_: object) -> None:
        raise StoreError("digest.sqlite: is locked; try again")

    monkeypatch.setattr(scene.store, "record_poll", fail)
    with pytest.raises(StoreError, match="is locked"):
        list(poll_round((source,), scene.round))


def test_a_round_of_nobody_is_empty(scene: Scene) -> None:
    """It asks nothing of anybody."""
    assert list(poll_round((), scene.round)) == []
