"""`digest web`: the site without the timer."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.places import local_url
from digest.web.app import make_app
from digest.web.server import open_door, serve_alone
from digest.wiring import open_press


@click.command("web")
@click.pass_obj
def command(site: Path) -> None:
    """Serve the published tree and the readers' pages only, until Ctrl-C or SIGTERM.

    Nothing is published or delivered here; leave that to `digest run`, or to a timer
    that calls `digest build`, `digest publish` and `digest deliver`.

    \b
      digest web
    """
    with open_press(site) as press:
        listen = press.config.web.listen
        door = open_door(listen)
        click.echo(f"{press.config.site.title} is served at {local_url(listen)}")
        click.echo("Nothing new is published here; `digest run` does that, too.")
        is_behind_proxy = bool(press.config.web.proxies)
        serve_alone(make_app(press), door, is_behind_proxy=is_behind_proxy)
