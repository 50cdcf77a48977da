"""`digest publish`: the issues that are due, once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from digest.cli.memory import all_memory_kept
from digest.cli.telling import tell_problems, tell_publication
from digest.lines import escape_invisible
from digest.pipeline import Publication
from digest.schedule.jobs import publish
from digest.wiring import Press, open_press

#: of a slot that is open, and nobody wrote down why
UNTOLD = "another run holds it, or ended without a word"


def _reason(
    context: click.Context,  # noqa: ARG001  asked for by click
    option: click.Parameter,  # noqa: ARG001
    value: str | None,
) -> str:
    """The reason without blanks around it; "" where the option is not given."""
    if value is not None and not value.strip():
        message = 'say why, as in --force "the link is down, readers know it"'
        raise click.BadParameter(message)
    return (value or "").strip()


@click.command("publish")
@click.option(
    "--force",
    metavar="REASON",
    callback=_reason,
    help="Send letters in spite of their errors; the reason is kept with the issue.",
)
@click.pass_obj
def command(site: Path, force: str) -> None:
    """Publish the issues that are due, once, as a timer of your own would.

    The daemon (`digest run`) does this by itself. Letters wait in the store until
    `digest deliver` or the daemon hands them to the relay. An issue whose letter has
    errors waits until they are mended, or forced out with a reason.

    \b
      digest publish && digest deliver
      digest publish --force "the link is down, readers know it"
    """
    with all_memory_kept(), open_press(site) as press:
        publications = tuple(_publish_all(press, force))
        held = [
            slot
            for newsletter in press.config.newsletters
            for slot in press.store.open_slots(newsletter.name, now=press.clock())
        ]
    for slot in held:
        what = escape_invisible(slot.note) or UNTOLD
        click.echo(
            f"{slot.newsletter} {slot.name}: {what}; it is tried again", err=True
        )
    if not publications:
        click.echo("nothing is due; `digest status` shows when the next issue is")
        return
    told = {f"problem: {escape_invisible(slot.note)}" for slot in held}
    for publication in publications:
        for line in tell_publication(publication):
            click.echo(line)
        for line in tell_problems(publication):
            if line not in told:
                told.add(line)
                click.echo(line, err=True)
    if any(publication.problems for publication in publications):
        sys.exit(1)


def _publish_all(press: Press, force: str) -> Iterator[Publication]:
    """Run after run, while slots wait for those before them."""
    while publication := publish(press, force=force):
        yield publication
        if not publication.has_more:
            return
