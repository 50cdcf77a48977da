"""`digest migrate-store`: from a file to a database server."""

from __future__ import annotations

from pathlib import Path

import click

from digest.backups.moving import move_store
from digest.cli.places import near
from digest.cli.words import count_words
from digest.clock import read_clock
from digest.config import load_config
from digest.schedule.lock import BACKUP, NAME, SENDER, hold_lock


@click.command("migrate-store", short_help="Move the store to [store] url.")
@click.pass_obj
def command(site: Path) -> None:
    """Move the store from its file into the database that [store] url names.

    Nobody may be at work here: stop every digest of the site first. Each table is
    counted and read again at the end; the database gets all of it or nothing, and the
    file is kept under another name. Where it was cut short, call it again.

    \b
      createdb digest
      digest migrate-store        with url = "postgresql://digest@/digest" in [store]
      digest status
    """
    config = load_config(site)
    state = config.state_folder
    with hold_lock(state, NAME), hold_lock(state, SENDER), hold_lock(state, BACKUP):
        moved = move_store(config, now=read_clock())
    for table, rows in moved.rows.items():
        if rows:
            click.echo(f"{table}: {count_words(rows, 'row')}, verified")
    if not moved.rows:
        click.echo("all of it was moved before")
    click.echo(f"the old file is kept: {near(moved.kept)}")
