"""`digest deliver`: what waits for the relay, once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.cli.telling import tell_delivered
from digest.schedule.jobs import deliver
from digest.wiring import open_press


@click.command("deliver")
@click.pass_obj
def command(site: Path) -> None:
    """Hand the relay what waits and is due, once.

    What the relay defers is tried again later, by the next call or by the daemon. The
    exit code is 1 where a letter failed for good or the relay could not be spoken to.

    \b
      digest deliver
      DIGEST_SMTP_PASSWORD=... digest deliver
    """
    with open_press(site) as press:
        delivered = deliver(press, lambda: False)
    click.echo(tell_delivered(delivered))
    if delivered.trouble:
        click.echo(f"the relay is away; try again later: {delivered.trouble}", err=True)
    if delivered.failed or delivered.trouble:
        sys.exit(1)
