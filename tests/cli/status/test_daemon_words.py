"""What the daemon says of itself, as `digest status` tells it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner
from rich.console import Console

from builders import NOW
from digest.cli import root as digest
from digest.cli.status import watching
from digest.cli.status.daemon_words import daemon_lines, daemon_record, lane_lines
from digest.cli.status.watching import watch
from digest.config import Config, load_config
from digest.schedule.health.bulletin import Bulletin, post_bulletin
from digest.schedule.lock import hold_lock
from publications import write_publication

BULLETIN = Bulletin(
    process=os.getpid(),
    version="1.0",
    started=NOW,
    said=NOW,
    said_at=17.5,
    tick_age=3.0,
    lanes={"tidy": "not yet", "publish": "done 3 s ago"},
)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Of a publication whose state folder is there."""
    config = load_config(write_publication(tmp_path), {})
    config.state_folder.mkdir()
    return config


def words(config: Config) -> list[str]:
    """What is told of the daemon."""
    return list(daemon_lines(daemon_record(config)))


def test_what_is_wrong_is_told_with_what_it_means(config: Config) -> None:
    """Each in a line of its own; nothing where all is well."""
    with hold_lock(config.state_folder):
        post_bulletin(config.state_folder, BULLETIN)
        assert words(config) == [f"The daemon runs as process {os.getpid()}."]
        wrong = replace(BULLETIN, clock="clock: jumped", disk="full", settings="x\x1b")
        post_bulletin(config.state_folder, wrong)
        assert words(config)[1:] == [
            "No letter goes out: clock: jumped",
            "No issue is begun: full",
            "It goes on with the settings from before: x\\x1b",
        ]


def test_lanes_are_told_in_the_order_of_their_names(config: Config) -> None:
    """For who looks on."""
    with hold_lock(config.state_folder):
        post_bulletin(config.state_folder, BULLETIN)
        lines = list(lane_lines(daemon_record(config)))
    assert lines[:2] == [
        "",
        f"What it does, as it said at {NOW:%H:%M:%S} UTC; Ctrl-C ends this screen:",
    ]
    assert lines[2:] == ["  publish  done 3 s ago", "  tidy     not yet"]


def test_what_a_dead_daemon_said_counts_for_nothing(config: Config) -> None:
    """Nor what another process did."""
    post_bulletin(config.state_folder, BULLETIN)
    assert daemon_record(config) == {"process": None, "said": None}
    assert words(config) == ["The daemon does not run; start it with `digest run`."]
    with hold_lock(config.state_folder):
        post_bulletin(config.state_folder, replace(BULLETIN, process=1))
        assert daemon_record(config)["said"] is None
        assert list(lane_lines(daemon_record(config))) == []


def test_a_screen_shows_the_lines_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Until it is over; what others wrote is no markup."""
    monkeypatch.setattr(watching, "PAUSE", 0.01)
    is_over, looks = Event(), list[int]()

    def lines() -> list[str]:
        looks.append(1)
        if len(looks) == 3:
            is_over.set()
        return [f"[bold]look {len(looks)}[/bold]"]

    screen = Console(force_terminal=True, width=60, height=5, record=True)
    watch(screen, lines, is_over=is_over)
    assert len(looks) == 3
    assert "[bold]look" in screen.export_text()


def test_ctrl_c_ends_it_in_order() -> None:
    """Without a trace."""

    def lines() -> list[str]:
        raise KeyboardInterrupt

    watch(Console(force_terminal=True), lines, is_over=Event())


def test_without_a_terminal_it_says_so(config: Config) -> None:
    """Nobody would see it."""
    done = CliRunner().invoke(digest, ["--site", str(config.root), "status", "--watch"])
    assert done.exit_code == 2
    assert "--watch needs a terminal" in done.output
