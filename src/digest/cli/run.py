"""`digest run`: the daemon, told in plain words."""

from __future__ import annotations

import socket
from functools import partial
from pathlib import Path

import click

from digest import paths
from digest.cli.outlook import next_slots
from digest.cli.telling import tell_delivered, tell_problems, tell_publication
from digest.mail.deliver import Delivered
from digest.pipeline import Publication
from digest.schedule.daemon import Ending, run_daemon
from digest.schedule.lock import hold_lock
from digest.web.app import make_app
from digest.web.server import open_door, serve
from digest.wiring import Press, open_press


@click.command("run")
@click.pass_obj
def command(site: Path) -> None:
    """Publish, deliver and serve, on time, until Ctrl-C or SIGTERM.

    Articles and templates are watched: a saved file is public within a second or two.
    A new digest.toml is taken over at once, if there is no fault in it. What happens is
    told here; the log for a journal goes to standard error.

    \b
      digest run
      digest --site notes run
    """
    door = _Door()
    ending = Ending.CHANGED
    while ending is Ending.CHANGED:
        with open_press(site) as press, hold_lock(press.config.state_folder):
            listening = door.at(press.config.web.listen)
            _greet(press)
            ending = run_daemon(
                press,
                serve=partial(serve, make_app(press), listening),
                witness=_Teller(),
            )
        if ending is Ending.CHANGED:
            click.echo("\ndigest.toml changed; going on with it")
    click.echo("Stopped; nothing is left half done.")


class _Door:
    """The open socket; it stays open, so that who comes during a change only waits."""

    def __init__(self) -> None:
        self._listen = ""
        self._socket: socket.socket | None = None

    def at(self, listen: str) -> socket.socket:
        """The socket that listens there; raises DaemonError where it cannot be."""
        if self._socket is None or listen != self._listen:
            if self._socket is not None:
                self._socket.close()
            self._socket = open_door(listen)
            self._listen = listen
        return self._socket


class _Teller:
    """Says on standard output what the daemon does, and nothing twice."""

    def __init__(self) -> None:
        self._problems: tuple[str, ...] | None = None

    def changed(self, paths: tuple[str, ...]) -> None:
        """Name the files."""
        click.echo(f"changed: {', '.join(paths)}")

    def published(self, publication: Publication) -> None:
        """Tell what became public and what was left out, if either is news."""
        problems = tuple(tell_problems(publication))
        is_first = self._problems is None
        done = publication.published
        if is_first or done.written or done.removed or publication.settled:
            for line in tell_publication(publication):
                click.echo(line)
        if problems != (self._problems or ()):
            for line in problems or ("nothing is left out any more",):
                click.echo(line)
        self._problems = problems

    def delivered(self, delivered: Delivered) -> None:
        """Tell what the relay answered."""
        click.echo(tell_delivered(delivered))
        if delivered.trouble:
            click.echo(f"the relay is away, and is tried again: {delivered.trouble}")


def _greet(press: Press) -> None:
    """Where to look, what comes next, and what to do."""
    config = press.config
    click.echo(f"{config.site.title} is served at http://{config.web.listen}/")
    click.echo(f"  feeds     {paths.ATOM}, {paths.RSS}, {paths.JSON}")
    if config.mail.relay == "outbox":
        outbox = _near(config.state_folder / "outbox")
        click.echo(
            f"  letters   go to the folder {outbox}; set [mail] relay to send them"
        )
    else:
        click.echo(f"  letters   go to {config.mail.relay}")
    for newsletter in config.newsletters:
        for slot in next_slots(newsletter, press.clock(), 1):
            click.echo(f"  {newsletter.name:<9} {slot.local} ({slot.distance})")
    content = _near(config.content_folder)
    click.echo(f"Put articles into {content}/ and watch them appear; stop with Ctrl-C.")


def _near(path: Path) -> Path:
    """The path as seen from here, where it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
