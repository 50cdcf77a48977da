"""`digest run`: the daemon, told in plain words."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from digest.cli.run.greeting import greeting_lines
from digest.cli.run.reporter import Reporter
from digest.config import Config
from digest.errors import DigestError
from digest.schedule.daemon import Ending, run_daemon
from digest.schedule.lock import hold_lock
from digest.schedule.sender.process import SenderProcess
from digest.web.app import make_app
from digest.web.server import open_door, serve
from digest.wiring import open_press


@click.command("run")
@click.pass_obj
def command(site: Path) -> None:
    """Publish, deliver and serve, on time, until Ctrl-C or SIGTERM.

    Articles and templates are watched: a saved file is public within a second or two.
    Other sites ([[sources]] in digest.toml) are asked for news.
    A new digest.toml is taken over at once; if there is a fault in it, it is told and
    the old settings stay. What happens is told here; the log for a journal goes to
    standard error.

    \b
      digest run
      digest --site notes run
    """
    with ExitStack() as held:
        premises = _Premises(held)
        shop = _Shop(site, premises)
        shop.greet()
        while shop.run() is Ending.CHANGED:
            shop = _reopened(shop, site, premises)
        shop.close()
    click.echo("Stopped; nothing is left half done.")


class _Premises:
    """What the process keeps whatever digest.toml says: its locks, and the one door.

    The door stays open, so that who comes during a change only waits.
    """

    def __init__(self, held: ExitStack) -> None:
        self._held = held
        self._locked: set[Path] = set()
        self._listen = ""
        self._door: socket.socket | None = None

    def take(self, config: Config) -> socket.socket:
        """The door of this site, whose lock is ours then; raises DigestError.

        The lock and the door from before stay where the new ones cannot be had.
        """
        folder = config.state_folder.resolve()
        if folder not in self._locked:
            self._held.enter_context(hold_lock(config.state_folder))
            self._locked.add(folder)
        if self._door is None or config.web.listen != self._listen:
            door = self._held.enter_context(open_door(config.web.listen))
            if self._door is not None:
                self._door.close()
            self._listen, self._door = config.web.listen, door
        return self._door


class _Shop:
    """What is open for one digest.toml; raises DigestError where it cannot be."""

    def __init__(self, site: Path, premises: _Premises) -> None:
        with ExitStack() as opening:
            self._press = opening.enter_context(open_press(site))
            self._door = premises.take(self._press.config)
            self._app = make_app(self._press)
            self._greeting = tuple(greeting_lines(self._press, site))
            self._closing = opening.pop_all()
        self._reporter = Reporter(self._press.config)

    def greet(self) -> None:
        """Say where to look, what comes next, and what to do."""
        for line in self._greeting:
            click.echo(line)

    def run(self) -> Ending:
        """Keep shop until somebody says otherwise."""
        is_behind_proxy = bool(self._press.config.web.proxies)
        with SenderProcess(self._press.config) as sender:
            return run_daemon(
                self._press,
                serve=partial(
                    serve, self._app, self._door, is_behind_proxy=is_behind_proxy
                ),
                witness=self._reporter,
                deliver=sender.deliver,
            )

    def close(self) -> None:
        """Let go of the store."""
        self._closing.close()


def _reopened(shop: _Shop, site: Path, premises: _Premises) -> _Shop:
    """The shop by the new digest.toml; the old one where it cannot be opened."""
    try:
        new = _Shop(site, premises)
    except DigestError as error:
        click.echo(
            f"digest: {error}\nGoing on with the settings from before.", err=True
        )
        return shop
    shop.close()
    click.echo("\ndigest.toml or its folders changed; going on with them")
    new.greet()
    return new
