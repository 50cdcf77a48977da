"""`digest publish`: the issues that are due, once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.cli.telling import tell_problems, tell_publication
from digest.schedule.jobs import publish
from digest.wiring import open_press


@click.command("publish")
@click.pass_obj
def command(site: Path) -> None:
    """Publish the issues that are due, once, as a timer of your own would.

    The daemon (`digest run`) does this by itself. Letters wait in the store until
    `digest deliver` or the daemon hands them to the relay.

    \b
      digest publish && digest deliver
    """
    with open_press(site) as press:
        publication = publish(press)
        held = [
            slot
            for newsletter in press.config.newsletters
            for slot in press.store.open_slots(newsletter.name, now=press.clock())
        ]
    for slot in held:
        what = slot.note or "another run holds it, or ended without a word"
        click.echo(
            f"{slot.newsletter} {slot.name}: {what}; it is tried again", err=True
        )
    if publication is None:
        click.echo("nothing is due; `digest status` shows when the next issue is")
        return
    for line in tell_publication(publication):
        click.echo(line)
    for line in tell_problems(publication):
        click.echo(line, err=True)
    if publication.problems:
        sys.exit(1)
