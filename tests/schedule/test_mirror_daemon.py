"""The whole way to a mirror: what is published stands there, and then letters go."""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from digest.schedule import jobs
from digest.schedule.daemon import run_daemon
from digest.schedule.lanes import mirroring
from digest.schedule.rest import Rest
from digest.store.protocols import NewSubscriber
from onlooker import Onlooker
from other_sides import needs_rsync
from publications import (
    HOUR,
    NINE,
    Clock,
    a_press,
    an_article_text,
    write_publication,
)
from serving import own_signals
from waiting import soon


@needs_rsync
def test_letters_go_once_their_page_stands_on_the_mirror(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not while it is away."""
    monkeypatch.setattr(mirroring, "Rest", partial(Rest, first=1.0))
    root = write_publication(tmp_path / "site", {"pier.md": an_article_text()})
    www = tmp_path / "not" / "www"
    with (root / "digest.toml").open("a") as file:
        file.write('\n[schedule]\ntick = 1\n\n[[mirrors]]\nname = "disk"\n')
        file.write(f'url = "rsync:{www}"\n')
    clock, onlooker = Clock(NINE), Onlooker()
    new = root / ".digest" / "outbox" / "new"

    async def serve(stopping: asyncio.Event) -> None:
        await soon(lambda: any(each.issues for each in onlooker.publications))
        assert [one.newsletter for one in press.store.paused_issues()] == ["weekly"]
        assert not list(new.glob("*"))
        # the disk comes back
        www.parent.mkdir()
        await soon(lambda: bool(list(new.glob("*"))))
        assert (www / "issues" / "weekly" / "1" / "index.html").is_file()
        assert press.store.paused_issues() == ()
        os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()

    with a_press(root, clock) as press, own_signals():
        rows = [NewSubscriber(address="ann@example.net")]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NINE)
        # its slots count from here
        jobs.publish(press)
        clock.now += HOUR
        run_daemon(press, serve=serve, witness=onlooker)
    assert onlooker.mirrored_trees[0].mirror == "disk"
