"""`digest preview`: the next issues, looked at before anybody gets them."""

from __future__ import annotations

import sys
import webbrowser
from contextlib import closing
from pathlib import Path

import click

from digest.cli.places import near
from digest.cli.records import open_store
from digest.clock import read_clock
from digest.lines import escape_invisible
from digest.preview.doorkeeper import HOST
from digest.preview.pictures import take_pictures
from digest.preview.server import open_door, serve
from digest.preview.studio import Studio


@click.command("preview")
@click.option("--newsletter", "newsletters", multiple=True, help="Only this; or these.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: a free one.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser, too.")
@click.option(
    "--png",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write pictures into this folder, and end (needs Chromium).",
)
@click.pass_obj
def command(
    site: Path,
    newsletters: tuple[str, ...],
    port: int | None,
    folder: Path | None,
    *,
    is_opened: bool,
) -> None:
    """Show the next issue of each newsletter, anew with every file that you save.

    A page for you alone, on this machine: the letter on a desktop, on a phone, in the
    dark, without images, as text, its source and its header, and beside it its size
    and what is wrong with it. Nothing is sent, published or kept; a daemon may run
    meanwhile. Ctrl-C ends it.

    \b
      digest preview --open
      digest preview --newsletter weekly --port 8025
      digest preview --png pictures
    """
    studio = Studio(site, open_store, clock=read_clock, newsletters=newsletters)
    with closing(studio):
        if folder is not None:
            _take_pictures(studio, folder)
            return
        with open_door(port or 0) as door:
            url = f"http://{HOST}:{door.getsockname()[1]}/"
            title = studio.config.site.title
            click.echo(f"The next issues of {title} are shown at {url}")
            click.echo("Write on: the page follows each file. Ctrl-C ends it.")
            if is_opened:
                webbrowser.open(url)
            serve(studio, door)
    click.echo("Stopped; nothing was sent or kept.")


def _take_pictures(studio: Studio, folder: Path) -> None:
    """Tell each picture, and each letter of which there can be none."""
    issues = studio.make()
    for path in take_pictures(issues, folder, site_url=studio.config.site.url):
        click.echo(str(near(path)))
    problems = [issue.problem for issue in issues if issue.problem is not None]
    for problem in problems:
        click.echo(f"problem: {escape_invisible(str(problem))}", err=True)
    if problems:
        sys.exit(1)
