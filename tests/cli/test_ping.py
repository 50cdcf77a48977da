"""`digest ping`: who is told without the daemon."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import ping
from digest.cli import root as digest
from digest.errors import ConfigError
from digest.schedule.lock import hold_lock
from digest.wiring import open_press
from publications import Clock, write_publication
from websites import Asked, is_loopback, reply, website

PINGED = "hubs and listeners: 1 pinged\n"


class Scene:
    """A publication with a hub elsewhere."""

    def __init__(self, root: Path, opened: ExitStack) -> None:
        self.root = write_publication(root)
        self.clock = Clock(NOW)
        self.status = 204
        self.site = opened.enter_context(website(self._answer))
        self.settings = self.root / "digest.toml"
        self.before = self.settings.read_text()
        self.settings.write_text(f'{self.before}\n[feeds]\nhub = "{self.site.url}/"\n')
        (self.root / "feeds").mkdir(exist_ok=True)
        (self.root / "feeds" / "atom.xml").write_text("<feed/>")

    def _answer(self, _: Asked) -> bytes:
        return reply(self.status)

    def run(self, *words: str) -> Result:
        """What `digest WORDS` answers."""
        command = ["--site", str(self.root), *words]
        return CliRunner().invoke(digest, command, catch_exceptions=False)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A hub that was never told."""
    with ExitStack() as opened:
        scene = Scene(tmp_path, opened)
        opening = partial(open_press, clock=scene.clock, may_connect=is_loopback)
        monkeypatch.setattr(ping, "open_press", opening)
        yield scene


def test_hubs_are_told_of_what_changed(scene: Scene) -> None:
    """Once; the next call finds nothing."""
    first = scene.run("ping")
    assert first.output == f"1 feed changed\n{PINGED}"
    assert first.exit_code == 0
    assert (
        scene.run("ping").output
        == "0 feeds changed\nhubs and listeners: nothing to tell\n"
    )
    assert len(scene.site.asked) == 1


def test_a_hub_that_fails_is_told_and_tried_by_a_later_call(scene: Scene) -> None:
    """The exit code is 1, so that a timer's mail says so."""
    scene.status = 500
    failed = scene.run("ping")
    assert failed.exit_code == 1
    assert "answers 500" in failed.output
    status = scene.run("status").output
    assert "1 ping waits for hubs elsewhere." in status
    assert "answers 500" in status
    scene.status = 200
    scene.clock.now += timedelta(minutes=1)
    assert scene.run("ping").output == f"0 feeds changed\n{PINGED}"
    assert "ping" not in scene.run("status").output


def test_where_the_daemon_runs_it_tells(scene: Scene) -> None:
    """Nobody is told twice."""
    with hold_lock(scene.root / ".digest"):
        told = scene.run("ping").output
    assert "the daemon, process " in told
    assert scene.site.asked == []
    assert scene.run("ping").output == f"0 feeds changed\n{PINGED}"


def test_without_a_hub_there_is_nobody_to_tell(scene: Scene) -> None:
    """The setting is named."""
    scene.settings.write_text(scene.before)
    with pytest.raises(ConfigError, match=r"\[feeds\] hub: is empty"):
        scene.run("ping")


def test_the_status_counts_who_listens(scene: Scene) -> None:
    """Only where there is a hub."""
    assert "0 programs listen to the feeds." in scene.run("status").output
    scene.settings.write_text(scene.before)
    assert "listen" not in scene.run("status").output
