"""`digest ping`: hubs and listeners are told of feeds that changed, once."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

import click

from digest.cli.telling import tell_pushed
from digest.cli.words import count_words
from digest.config import FILE
from digest.errors import ConfigError
from digest.schedule import jobs
from digest.schedule.lock import lock_holder
from digest.wiring import open_press

#: seconds that one hub or listener may take: somebody waits for the command
PATIENCE = 5.0


@click.command("ping")
@click.pass_obj
def command(site: Path) -> None:
    """Tell hubs and listeners of feeds that changed, once ([feeds] hub).

    The daemon (`digest run`) does this by itself. Where a timer of your own builds,
    call it once the new files are public: it finds what changed since it told last. Who
    does not answer is told by a later call.

    \b
      digest build && rsync -a feeds/ host:/var/www/notes/ && digest ping
    """
    with open_press(site) as press:
        if not press.config.feeds.hub:
            fact = "is empty, so nobody is told"
            raise ConfigError(f"{FILE}: [feeds] hub: {fact}; name a hub first")
        topics = jobs.look_at_feeds(press)
        click.echo(f"{count_words(len(topics), 'feed')} changed")
        if holder := lock_holder(press.config.state_folder):
            click.echo(f"the daemon, process {holder}, tells hubs and listeners")
            return
        caller = jobs.open_caller(press, seconds=PATIENCE)
        pushed = jobs.push(press, caller, Event(), lambda: False)
    for line in tell_pushed(pushed):
        click.echo(line, err=bool(pushed.faults))
    if pushed.faults:
        sys.exit(1)
