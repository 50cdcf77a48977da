"""`digest mirrors`: copies of the published tree elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from digest.cli.screen import open_screen
from digest.cli.telling import tell_mirrored
from digest.config import Config, MirrorSection, load_config
from digest.errors import ConfigError, DigestError
from digest.lines import escape_invisible
from digest.mirrors.mirrored import MirrorRecord
from digest.mirrors.records import mirror_records
from digest.schedule import jobs
from digest.wiring import Press, open_press

NONE = "There is no mirror; add [[mirrors]] to digest.toml for one."
#: what stands on the mirror is asked of it, whatever one remembers
NO_TRUST = timedelta(0)


@click.group("mirrors", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List the copies of the published tree elsewhere, or bring them up to date.

    Each is one [[mirrors]] of digest.toml. The daemon pushes to them by itself, after
    each publication. Nobody is asked by this list: it tells how the last push went.

    \b
      digest mirrors
      digest mirrors --json | jq '.[] | select(.fault != "")'
      digest mirrors push
    """
    if context.invoked_subcommand is not None:
        return
    config = load_config(context.obj)
    told = [
        mirror_record(each)
        for each in mirror_records(config.mirrors, config.state_folder)
    ]
    if as_json:
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if not told:
        click.echo(NONE)
        return
    _show(told)


@command.command("push", short_help="Bring the mirrors up to date, once.")
@click.argument("names", nargs=-1)
@click.pass_obj
def push(site: Path, names: tuple[str, ...]) -> None:
    """Bring all mirrors up to date once, or those of these NAMES.

    What stands there is asked for, so that what was changed or lost there is put right.
    For those who build by a timer of their own, this is the step after `digest build`
    or `digest publish`: letters of a new issue wait until its page stands on every
    mirror. The exit code is 1 where a mirror could not be brought up to date.

    \b
      digest mirrors push
      digest mirrors push storage
      digest publish; digest mirrors push; digest deliver
    """
    with open_press(site) as press:
        mirrors = _chosen(press.config, names)
        if not mirrors:
            click.echo(NONE)
        are_done = [_push(press, mirror) for mirror in mirrors]
        for issue in jobs.let_go(press):
            told = f"the letters of issue {issue.number} of {issue.newsletter} may go"
            click.echo(f"{told}: its page stands everywhere")
    if not all(are_done):
        sys.exit(1)


def mirror_record(record: MirrorRecord) -> dict[str, Any]:
    """The mirror as every --json tells it."""
    return {
        "name": record.name,
        "url": record.url,
        "files": record.files,
        "pushed": record.pushed.isoformat() if record.pushed else None,
        "fault": record.fault,
        "failing_since": record.failing.isoformat() if record.failing else None,
    }


def _show(told: Sequence[Mapping[str, Any]]) -> None:
    table = Table("mirror", "up to date (UTC)", "files", "where", box=None)
    for one in told:
        table.add_row(
            one["name"], _moment(one["pushed"]), str(one["files"]), one["url"]
        )
    open_screen().print(table)
    for one in told:
        if one["fault"]:
            since = _moment(one["failing_since"])
            click.echo(
                f"{one['name']}: since {since}: {escape_invisible(one['fault'])}"
            )


def _moment(told: str | None) -> str:
    return told[:16].replace("T", " ") if told else "never yet"


def _chosen(config: Config, names: Sequence[str]) -> tuple[MirrorSection, ...]:
    """The mirrors of these names; all of them where none is given."""
    known = [mirror.name for mirror in config.mirrors]
    for name in names:
        if name not in known:
            choice = ", ".join(known) or "there is none yet"
            raise ConfigError(f"{name}: there is no such mirror; use one of: {choice}")
    return tuple(each for each in config.mirrors if not names or each.name in names)


def _push(press: Press, mirror: MirrorSection) -> bool:
    """Whether the mirror is up to date now; what was done is told."""
    try:
        done = jobs.push_to(press, mirror, lambda: False, NO_TRUST)
    except DigestError as error:
        click.echo(f"digest: {escape_invisible(str(error))}", err=True)
        return False
    click.echo(tell_mirrored(done))
    return done.is_whole
