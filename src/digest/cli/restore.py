"""`digest restore`: a site as it was when a backup of it was made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from digest.backups.manifest import Manifest
from digest.backups.restoring import Restored, bring_settings, restore, verify
from digest.cli.places import near
from digest.cli.words import count_words
from digest.clock import read_clock
from digest.config import FILE, load_config
from digest.lines import escape_invisible
from digest.schedule.lock import BACKUP, NAME, SENDER, hold_lock
from digest.secret import read_secret
from digest.store.protocols import HeldBack


@click.command("restore", short_help="Bring back what a backup holds.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--check", is_flag=True, help="Look through it, and change nothing.")
@click.option("--force", is_flag=True, help="Replace the store that is there.")
@click.pass_obj
def command(site: Path, file: Path, *, check: bool, force: bool) -> None:
    """Bring back what a backup holds, into the store that digest.toml names.

    All of it is verified before anything changes. Nobody may be at work here: stop
    every digest of the site first. A store that is there is replaced only with --force,
    and is kept beside it, or in a backup of its own.

    What happened since the backup, nobody here knows. So nothing goes out by itself
    that may have gone out before: issues with letters to go are paused, letters to
    single readers held, and the next issue waits for `digest issues approve`.

    \b
      digest restore backup.tar.gz --check
      digest --site notes restore backup.tar.gz
      digest restore backup.tar.gz --force
    """
    if check:
        with TemporaryDirectory() as folder:
            click.echo(f"{file}: sound; {_summary(verify(file, Path(folder)))}")
        return
    if not (site / FILE).exists():
        bring_settings(file, site)
        click.echo(f"{near(site / FILE)}: brought back")
    config = load_config(site)
    state = config.state_folder
    with hold_lock(state, NAME), hold_lock(state, SENDER), hold_lock(state, BACKUP):
        given = read_secret("DIGEST_SECRET_KEY", os.environ)
        done = restore(config, given, file, force=force, now=read_clock())
    for line in _told(done):
        click.echo(escape_invisible(line))


def _summary(manifest: Manifest) -> str:
    readers = count_words(manifest.rows.get("subscriber", 0), "reader")
    issues = count_words(manifest.rows.get("issue", 0), "issue")
    made = f"{manifest.made:%Y-%m-%d %H:%M} UTC"
    return escape_invisible(f"{manifest.site} of {made}, {readers}, {issues}")


def _told(done: Restored) -> Iterator[str]:
    yield f"restored: {_summary(done.manifest)}"
    if done.replaced:
        yield f"what was here is kept: {near(done.replaced)}"
    yield from _told_held(done.held)
    yield from done.remarks
    yield "who subscribed, left or was suppressed since the backup is not known here"


def _told_held(held: HeldBack) -> Iterator[str]:
    for newsletter, number in held.paused:
        yield (
            f"issue {number} of {newsletter} is paused: its letters may have gone out; "
            f"`digest issues resume {newsletter} {number}` or `digest deliveries "
            f"withdraw --newsletter {newsletter} --issue {number}`"
        )
    if held.letters:
        letters = count_words(held.letters, "letter")
        yield (
            f"{letters} to single readers held; `digest deliveries retry --state held`"
        )
    for newsletter, number in held.waiting:
        yield f"issue {number} of {newsletter} waits for approval, as it did then"
    for newsletter in dict.fromkeys(lost.newsletter for lost in held.lost):
        slots = [lost for lost in held.lost if lost.newsletter == newsletter]
        names = (
            slots[0].slot if len(slots) == 1 else f"{slots[0].slot} to {slots[-1].slot}"
        )
        yield (
            f"{newsletter} {names}: may have been published since; "
            "the next issue waits for approval, as it may repeat their entries"
        )
