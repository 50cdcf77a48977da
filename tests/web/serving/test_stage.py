"""The application that is at work now, and another in its place."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event, Thread

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from digest.config import load_config
from digest.errors import StoreError
from digest.metrics import CONTENT_TYPE
from digest.web.metrics import metrics_app
from digest.web.serving.opening import first_app
from digest.web.serving.stage import Stage
from publications import write_publication
from serving import serving
from waiting import until


def saying(text: str) -> ASGIApp:
    """An application that says the same to everybody."""
    return PlainTextResponse(text)


class Slow:
    """An application that answers once it may."""

    def __init__(self) -> None:
        self.began, self.may_end = Event(), Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        self.began.set()
        await asyncio.to_thread(self.may_end.wait, 60)
        await PlainTextResponse("old")(scope, receive, send)


def test_another_application_takes_the_place_between_two_requests() -> None:
    """On the same connection and behind the same door."""
    stage = Stage(lambda desk: desk)
    stage.show(saying("one"))
    with serving(stage) as client:
        assert client.ask("/").text == "one"
        stage.show(saying("two"))
        assert client.ask("/").text == "two"


def test_a_request_in_hand_is_answered_as_it_began() -> None:
    """Its application is left only then."""
    slow, stage, found = Slow(), Stage(lambda desk: desk), list[str]()
    stage.show(slow)
    with serving(stage) as client:
        asking = Thread(target=lambda: found.append(client.ask("/").text))
        asking.start()
        assert slow.began.wait(60)
        stage.show(saying("new"))
        assert client.ask("/").text == "new"
        assert not stage.is_left_by(slow)
        slow.may_end.set()
        asking.join()
        until(lambda: stage.is_left_by(slow))
    assert found == ["old"]


def test_files_are_served_before_the_rest_is_open(tmp_path: Path) -> None:
    """Who asks for anything else waits for it."""
    config = load_config(write_publication(tmp_path), {})
    config.feeds_folder.mkdir()
    (config.feeds_folder / "atom.xml").write_text("<feed/>")
    stage, found = Stage(lambda desk: first_app(config, desk)), list[str]()
    with serving(stage) as client:
        assert client.ask("/atom.xml").text == "<feed/>"
        asking = Thread(target=lambda: found.append(client.ask("/subscribe").text))
        asking.start()
        assert client.ask("/atom.xml").status == 200
        stage.show(saying("a form"))
        asking.join()
    assert found == ["a form"]


def test_a_log_of_requests_misses_none(tmp_path: Path) -> None:
    """Then even files wait for what writes it."""
    root = write_publication(tmp_path)
    settings = root / "digest.toml"
    settings.write_text(settings.read_text() + 'access_log = "access.log"\n')
    desk = saying("later")
    assert first_app(load_config(root, {}), desk) is desk


def test_figures_are_told_to_who_asks() -> None:
    """In the form of Prometheus, and at one address only."""
    with serving(metrics_app(lambda: b"digest_info 1\n")) as client:
        answer = client.ask("/metrics")
        assert answer.text == "digest_info 1\n"
        assert answer.headers["content-type"] == CONTENT_TYPE
        assert client.ask("/").status == 404


def test_a_store_that_is_away_is_no_fault_of_the_door() -> None:
    """It is told by the status that says try again."""

    def away() -> bytes:
        message = "store: is away; wait"
        raise StoreError(message)

    with serving(metrics_app(away)) as client:
        assert client.ask("/metrics").status == 503
