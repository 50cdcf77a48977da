"""`digest build`: the published tree, once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from digest.cli.telling import tell_problems, tell_publication
from digest.schedule.jobs import rebuild
from digest.wiring import open_press


@click.command("build")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(site: Path, *, as_json: bool) -> None:
    """Make feeds and archive from the articles, once.

    What has not changed is not touched. Articles that cannot be read are left out and
    named, and then the exit code is 1; everything else is published.

    \b
      digest build
      digest --site notes build
    """
    with open_press(site) as press:
        publication = rebuild(press)
    if as_json:
        told = {
            "entries": publication.entries,
            "written": publication.published.written,
            "removed": publication.published.removed,
            "unchanged": publication.published.unchanged,
            "problems": [str(problem) for problem in publication.problems],
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for line in tell_publication(publication):
            click.echo(line)
    for line in tell_problems(publication):
        click.echo(line, err=True)
    if publication.problems:
        sys.exit(1)
