"""`digest backup`: all that cannot be made again, in one file."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import click

from digest.backups.making import Backup, make_backup
from digest.cli.places import near
from digest.cli.words import count_words
from digest.clock import read_clock
from digest.config import load_config, secret_key
from digest.errors import BackupError
from digest.schedule.lock import BACKUP, hold_lock
from digest.store.databases.opening import (
    DATABASE,
    has_file,
    open_store,
    refuse_left_behind,
)

#: tables whose rows say something to the owner
TOLD = {"subscriber": ("reader", "readers"), "issue": ("issue", "issues")}
MEGABYTE = 1_000_000


@click.command("backup", short_help="Put store, keys and settings into one file.")
@click.argument("file", type=click.Path(), required=False)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Delete all but the newest N backups of this site in the folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def command(site: Path, file: str | None, *, keep: int | None, as_json: bool) -> None:
    """Put all that cannot be made again into one file, while everything runs.

    That is the store, the keys and digest.toml; not the articles, which are yours, nor
    what the environment holds. FILE is its name, or a folder where it is named by the
    time; without it, it goes into the state folder. Keep it as you keep a password: who
    has it has all addresses of your readers, and signs as you.

    \b
      digest backup
      digest backup /mnt/elsewhere --keep 30
      digest backup before-the-move.tar.gz
      digest restore before-the-move.tar.gz --check
    """
    if file is not None and not Path(file).is_dir():
        # a disk that is not mounted must not turn into a file of its name
        if keep:
            fact = f"--keep: {file} is no folder"
            raise click.UsageError(f"{fact}; make it, or leave --keep out")
        if file.endswith(os.sep):
            fact = f"{file}: is no folder"
            raise click.UsageError(f"{fact}; make it, or leave the last {os.sep} out")
    config = load_config(site)
    database = config.state_folder / DATABASE
    if not config.store.url and not has_file(config):
        fact = "there is no store yet, and so nothing to keep"
        raise BackupError(f"{database}: {fact}; `digest run` makes one")
    with hold_lock(config.state_folder, BACKUP), closing(open_store(config)) as store:
        refuse_left_behind(config, store)
        backup = make_backup(
            config,
            store,
            secret_key(config),
            Path(file) if file is not None else None,
            now=read_clock(),
            keep=keep or 0,
        )
    if as_json:
        click.echo(json.dumps(_record(backup), indent=2, ensure_ascii=False))
        return
    rows = backup.manifest.rows
    counts = (count_words(rows.get(name, 0), *words) for name, words in TOLD.items())
    size = f"{max(backup.size / MEGABYTE, 0.1):.1f} MB"
    click.echo(f"{near(backup.path)}: {', '.join(counts)}, {size}")
    for path in backup.pruned:
        click.echo(f"deleted {near(path)}")


def _record(backup: Backup) -> dict[str, object]:
    manifest = backup.manifest
    return {
        "path": str(backup.path),
        "size": backup.size,
        "made": manifest.made.isoformat(),
        "schema": manifest.schema,
        "files": [file.name for file in manifest.files],
        "rows": dict(manifest.rows),
        "deleted": [str(path) for path in backup.pruned],
    }
