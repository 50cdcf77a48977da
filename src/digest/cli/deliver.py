"""`digest deliver`: what waits for the relay, once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import click

from digest.cli.telling import tell_delivered, tell_warnings
from digest.lines import escape_invisible
from digest.schedule.jobs import deliver
from digest.schedule.lock import SENDER, hold_lock
from digest.wiring import open_press


@click.command("deliver")
@click.pass_obj
def command(site: Path) -> None:
    """Hand the relay what waits and is due, once.

    What the relay defers is tried again later, by the next call or by the daemon.
    Ctrl-C ends it in order: what is out is answered first, the rest waits. While the
    daemon sends, this says so and ends with 75. Where `digest worker` sends issues,
    this sends what is for single readers only. The exit code is 1 where a letter
    failed for good, an issue was paused, or the relay could not be spoken to.

    \b
      digest deliver
      DIGEST_SMTP_PASSWORD=... digest deliver
    """
    with (
        open_press(site) as press,
        hold_lock(press.config.state_folder, SENDER),
        _signals() as is_stopping,
    ):
        delivered = deliver(press, is_stopping)
    click.echo(tell_delivered(delivered))
    for line in tell_warnings(delivered):
        click.echo(line, err=True)
    if delivered.trouble:
        told = escape_invisible(delivered.trouble)
        click.echo(f"no letter goes now; try again later: {told}", err=True)
    if delivered.failed or delivered.trouble or delivered.paused or delivered.warnings:
        sys.exit(1)


@contextmanager
def _signals() -> Iterator[Callable[[], bool]]:
    """Whether somebody wants it to end; whoever does is not kept for longer."""
    stopping = Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stopping.set()) for number in numbers]
    try:
        yield stopping.is_set
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
