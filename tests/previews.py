"""Next issues for tests, and a preview at work in a thread."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.types import Receive, Scope, Send

from builders import NOW, a_letter, a_newsletter, a_site, an_issue
from digest.cli.records import open_store
from digest.deliveries import Letter
from digest.documents import Target
from digest.issues import Slot
from digest.loop import new_loop
from digest.mail.messages.message import Message
from digest.mail.messages.specimen import specimen
from digest.pipeline.issues.next_issue import NextIssue
from digest.preview.app import make_app
from digest.preview.server import open_door, show
from digest.preview.showcase import Showcase
from digest.preview.studio import NO_KEY, Studio
from serving import Client, serving
from waiting import until


def a_message(letter: Letter | None = None) -> Message:
    """A letter addressed to nobody."""
    return specimen(
        letter or a_letter(), site=a_site(), newsletter=a_newsletter(), key=NO_KEY
    )


def a_next_issue(letter: Letter | None = None, **changes: Any) -> NextIssue:
    """The next issue of the weekly newsletter, with this letter."""
    letter = letter or a_letter()
    values = {
        "newsletter": a_newsletter(),
        "slot": Slot(
            newsletter="weekly",
            name="2026-11-23T07:00",
            due_at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
        ),
        "issue": an_issue(),
        "letter": letter,
        "message": a_message(letter),
    }
    return NextIssue(**{**values, **changes})


def a_failed_issue(problem: Exception) -> NextIssue:
    """The next issue, of which there is no letter for this reason."""
    return a_next_issue(issue=None, letter=None, message=None, problem=problem)


def a_media_file(path: str, recipe: Callable[[object], bytes | Path]) -> Target[Any]:
    """A file that a letter shows, at its place in the published tree."""
    return Target(path=path, media_type="", needs=(), recipe=recipe)


@contextmanager
def showing(showcase: Showcase) -> Iterator[Client]:
    """The page over what is shown, which stays as it is."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await make_app(showcase, scope["server"][1])(scope, receive, send)

    with serving(app) as client:
        yield client


def a_studio(root: Path, **changes: Any) -> Studio:
    """Makes the next issues of the publication in this folder, on a Monday."""
    return Studio(root, open_store, **{"clock": lambda: NOW, **changes})


class Preview:
    """A preview at work, and what its page is told."""

    def __init__(self, port: int) -> None:
        self.client = Client(port)

    @property
    def told(self) -> dict[str, Any]:
        """What is shown at this moment."""
        host = f"127.0.0.1:{self.client.port}"
        with self.client.connect() as line:
            line.sendall(f"GET /changes HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            heard = b""
            while b"}\n\n" not in heard:
                heard += line.recv(65_536)
        _, _, event = heard.partition(b"data: ")
        told: dict[str, Any] = json.loads(event.partition(b"\n")[0])
        return told

    def letter(self, view: str = "text", newsletter: str = "weekly") -> str:
        """The letter in this view."""
        return self.client.ask(f"/letters/{newsletter}/{view}").text

    def until(self, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """What is told once it is so."""
        until(lambda: is_so(self.told))
        return self.told


@contextmanager
def previewing(studio: Studio) -> Iterator[Preview]:
    """The studio's preview on a free port, told to stop at the end."""
    door = open_door(0)
    loop = new_loop()
    stopping = asyncio.Event()

    def run() -> None:
        with door, closing(loop), closing(studio):
            loop.run_until_complete(show(studio, door, stopping))
            loop.run_until_complete(loop.shutdown_default_executor())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        preview = Preview(door.getsockname()[1])
        preview.until(lambda told: bool(told["newsletters"] or told["fault"]))
        yield preview
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(20)
        assert not thread.is_alive()
