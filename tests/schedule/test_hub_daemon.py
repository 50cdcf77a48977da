"""The whole way of a subscription: asked for, verified, and told by the daemon."""

from __future__ import annotations

import asyncio
import hmac
import os
import signal
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from builders import NOW
from digest.schedule.daemon import run_daemon
from digest.web.app import make_app
from listening import ATOM, listening
from onlooker import Onlooker
from publications import Clock, a_press, an_article_text, write_publication
from serving import own_signals, serving
from websites import is_loopback


async def until(is_true: Callable[[], bool]) -> None:
    """Wait for it; fail where it does not come."""
    deadline = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


def test_a_listener_has_an_article_as_soon_as_it_is_public(tmp_path: Path) -> None:
    """POST to /hub, a question within seconds, and then the feed itself, signed."""
    root = write_publication(tmp_path, {"harbour.md": an_article_text()})
    settings = root / "digest.toml"
    settings.write_text(settings.read_text() + '\n[feeds]\nhub = "built-in"\n')
    feed = root / "feeds" / "atom.xml"

    async def serve(stopping: asyncio.Event) -> None:
        await until(feed.exists)
        form = {
            "hub.mode": "subscribe",
            "hub.topic": ATOM,
            "hub.callback": program.callback,
            "hub.secret": "of mine",
        }
        answer = await asyncio.to_thread(client.post, "/hub", urlencode(form))
        assert answer.status == 202
        await until(lambda: press.store.hub_counts().listeners == 1)
        pier, number = root / "content" / "pier.md", 0
        # the watch begins at a moment that nobody tells
        while not program.news:
            number += 1
            pier.write_text(an_article_text(f"Pier falls {number}"))
            await asyncio.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()

    with (
        listening() as program,
        a_press(root, Clock(NOW), may_connect=is_loopback) as press,
        serving(make_app(press)) as client,
        own_signals(),
    ):
        run_daemon(press, serve=serve, witness=Onlooker())
    news = program.news[0]
    assert b"Pier falls" in news.body
    signed = hmac.new(b"of mine", news.body, sha256).hexdigest()
    assert news.headers["x-hub-signature"] == f"sha256={signed}"
