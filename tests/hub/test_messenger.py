from __future__ import annotations

import time
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.hub import messenger
from digest.hub.results import Result
from digest.records.hub import Dialect, Intent, Request
from digest.store.databases.sqlite import open_sqlite
from listening import ATOM, RSS, HubScene, Listening
from websites import Asked, Website, reply, website


def listen(hub: HubScene, callback: str, host: str = "127.0.0.1") -> None:
    """A callback listens, as if it had been asked."""
    request = Request(
        dialect=Dialect.WEBSUB,
        intent=Intent.SUBSCRIBE,
        topic=ATOM,
        callback=callback,
        host=host,
    )
    hub.store.grant(request, until=NOW + timedelta(days=10))


def hanging(opened: ExitStack, until: Event) -> Website:
    """A site that does not answer before the event is set."""

    def hang(_: Asked) -> bytes:
        until.wait(30)
        return reply()

    site = opened.enter_context(website(hang))
    opened.callback(until.set)
    return site


def test_everybody_is_told_however_many_they_are(
    hub: HubScene, program: Listening
) -> None:
    """More than are called at a time, and than are read at a time."""
    count = messenger.QUEUE + messenger.MOST_AT_ONCE + 1
    for number in range(count):
        listen(hub, f"{program.callback}?{number}", host=f"h{number % 40}")
    hub.publish()
    assert hub.push() == {Result.TOLD: count}
    assert len({news.path for news in program.news}) == count


def test_a_host_is_called_so_many_times_at_once(
    hub: HubScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many listeners it has."""
    monkeypatch.setattr(messenger, "MOST_OF_HOST", 2)
    running, most = set(), [0]

    def answer(asked: Asked) -> bytes:
        running.add(asked.path)
        most[0] = max(most[0], len(running))
        time.sleep(0.02)
        running.discard(asked.path)
        return reply()

    with website(answer) as site:
        for number in range(10):
            listen(hub, f"{site.url}/{number}")
        hub.publish()
        assert hub.push() == {Result.TOLD: 10}
    assert most[0] <= 2


def test_one_that_hangs_holds_up_no_other(hub: HubScene, program: Listening) -> None:
    """Not even those that come after it; and its end is kept."""
    with ExitStack() as opened:
        site = hanging(opened, Event())
        hub.seconds = 1.0
        listen(hub, f"{site.url}/", host="slow.example")
        for number in range(50):
            listen(hub, f"{program.callback}?{number}")
        hub.publish()
        began = time.monotonic()
        thread = Thread(target=hub.push)
        thread.start()
        while len(program.news) < 50 and time.monotonic() < began + 60:
            time.sleep(0.005)
        took = time.monotonic() - began
        thread.join()
    assert took < hub.seconds
    assert len(program.news) == 50
    assert hub.store.hub_counts().failing == 1


def test_news_are_told_while_another_call_hangs(
    hub: HubScene, program: Listening
) -> None:
    """The messenger looks up from whom it waits for."""
    with ExitStack() as opened:
        until = Event()
        site = hanging(opened, until)
        listen(hub, f"{site.url}/", host="slow.example")
        hub.publish()
        thread = Thread(target=hub.push)
        thread.start()
        while not site.asked:
            time.sleep(0.005)
        listen(hub, program.callback)
        hub.publish(text="<feed>three</feed>")
        hub.news.set()
        end = time.monotonic() + 60
        while not program.news and time.monotonic() < end:
            time.sleep(0.005)
        was_hanging = not until.is_set()
        until.set()
        thread.join()
    assert was_hanging
    assert program.news[0].body == b"<feed>three</feed>"
    # and who took the old one is told the new one
    assert len(site.asked) == 2


def test_those_in_doubt_leave_places_for_the_others(
    hub: HubScene, program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flood of callbacks that hang cannot keep listeners from their news."""
    monkeypatch.setattr(messenger, "MOST_AT_ONCE", 4)
    monkeypatch.setattr(messenger, "MOST_DOUBTFUL", 2)
    with ExitStack() as opened:
        until = Event()
        site = hanging(opened, until)
        for number in range(10):
            hub.subscribe(f"{site.url}/{number}")
        thread = Thread(target=hub.push)
        thread.start()
        while len(site.asked) < 2:
            time.sleep(0.005)
        listen(hub, program.callback)
        hub.publish()
        hub.news.set()
        end = time.monotonic() + 60
        while not program.news and time.monotonic() < end:
            time.sleep(0.005)
        assert len(site.asked) == 2
        until.set()
        thread.join()
    assert program.news


def test_where_digest_ends_the_rest_stays_due(hub: HubScene) -> None:
    """And comes with the next start."""
    with ExitStack() as opened:
        until = Event()
        site = hanging(opened, until)
        listen(hub, f"{site.url}/")
        hub.publish()
        thread = Thread(target=hub.push)
        thread.start()
        while not site.asked:
            time.sleep(0.005)
        hub.is_stopping = True
        thread.join()
        assert len(hub.due) == 1
        until.set()
        hub.is_stopping = False
        assert hub.push() == {Result.TOLD: 1}


def test_a_feed_that_is_away_is_told_when_it_is_back(
    hub: HubScene, program: Listening
) -> None:
    """It was not removed by a publish, so nobody is told that it went."""
    listen(hub, program.callback)
    hub.publish()
    (hub.root / "atom.xml").unlink()
    assert hub.push() == {}
    hub.publish(text="<feed>three</feed>")
    assert hub.push() == {Result.TOLD: 1}
    assert len(program.news) == 1


def test_the_newest_bytes_are_told_and_only_once(
    hub: HubScene, program: Listening
) -> None:
    """Where the file is newer than what was announced."""
    listen(hub, program.callback)
    hub.publish()
    hub.write("atom.xml", "<feed>three</feed>")
    assert hub.push() == {Result.TOLD: 1}
    hub.publish(text="<feed>three</feed>")
    assert hub.push() == {}
    assert [news.body for news in program.news] == [b"<feed>three</feed>"]


def test_a_store_that_fails_ends_the_run(
    hub: HubScene, program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its own error; the next run goes on."""
    listen(hub, program.callback)
    hub.publish()

    def fail(_: object) -> None:
        raise StoreError("the store: is full; make room")

    monkeypatch.setattr(hub.store, "record_told", fail)
    with pytest.raises(StoreError):
        hub.push()
    monkeypatch.undo()
    assert hub.push() == {Result.TOLD: 1}


def test_a_fault_of_ours_is_not_hidden(
    hub: HubScene, program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing waits for ever for a call that was never made."""
    listen(hub, program.callback)
    hub.publish()
    monkeypatch.setattr("digest.hub.errands.telling", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        hub.push()


def test_what_waits_survives_a_restart(tmp_path: Path, program: Listening) -> None:
    """Requests, news and leases: all of it is in the store."""
    place = tmp_path / "digest.sqlite"
    with closing(open_sqlite(place)) as store:
        hub = HubScene(tmp_path, store, "built-in")
        listen(hub, program.callback)
        hub.publish()
        hub.subscribe(f"{program.callback}?2", RSS)
    with closing(open_sqlite(place)) as store:
        again = HubScene(tmp_path, store, "built-in")
        assert again.push() == {Result.TOLD: 1, Result.GRANTED: 1}
