"""`digest web`: the site without the timer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import click

from digest.cli.places import local_url
from digest.clock import read_clock
from digest.config import Config, load_config
from digest.errors import DigestError, StoreError
from digest.lines import escape_lines
from digest.web.app import make_app, make_waiting_app
from digest.web.serving.server import open_door, serve_alone
from digest.web.serving.stage import Stage
from digest.wiring import press_of

#: seconds between two tries to reach a database
PAUSE = 2.0
#: seconds that a try which is being made has at the end
LONGEST_END = 1.0


@click.command("web")
@click.pass_obj
def command(site: Path) -> None:
    """Serve the published tree and the readers' pages only, until Ctrl-C or SIGTERM.

    Nothing is published or delivered here; leave that to `digest run`, or to a timer
    that calls `digest build`, `digest publish` and `digest deliver`. A database that
    is away is waited for; what is published is served meanwhile.

    \b
      digest web
    """
    config = load_config(site)
    with ExitStack() as held:
        stage = Stage(lambda _: make_waiting_app(config, read_clock))
        opening = held.enter_context(_Opening(config, stage).running())
        door = held.enter_context(open_door(config.web.listen))
        listen = local_url(config.web.listen)
        click.echo(f"{config.site.title} is served at {listen}")
        click.echo("Nothing new is published here; `digest run` does that, too.")
        if opening:
            click.echo(opening, err=True)
        serve_alone(stage, door, is_behind_proxy=bool(config.web.proxies))


class _Opening:
    """Opens the store, now or when its database comes."""

    def __init__(self, config: Config, stage: Stage) -> None:
        self._config = config
        self._stage = stage
        self._held = ExitStack()
        self._is_over = Event()

    @contextmanager
    def running(self) -> Iterator[str]:
        """What stands in the way for now; raises DigestError where it would stay."""
        thread = None
        with self._held:
            try:
                self._open()
            except StoreError as error:
                if not self._config.store.url:
                    raise
                thread = Thread(
                    # a server that is silent keeps nobody from the end
                    target=self._go_on,
                    args=(str(error),),
                    name="opening",
                    daemon=True,
                )
                thread.start()
                yield f"digest: {error}\nWhat is published is served meanwhile."
            else:
                yield ""
            finally:
                self._is_over.set()
                if thread is not None:
                    thread.join(LONGEST_END)

    def _open(self) -> None:
        press = self._held.enter_context(press_of(self._config))
        self._stage.show(make_app(press))

    def _go_on(self, told: str) -> None:
        """Try again and again; each other reason why it cannot be is told once."""
        while not self._is_over.wait(PAUSE):
            try:
                self._open()
            except DigestError as error:
                if str(error) != told:
                    click.echo(f"digest: {escape_lines(str(error))}", err=True)
                told = str(error)
                continue
            click.echo("The database is there; readers' pages are served, too.")
            return
