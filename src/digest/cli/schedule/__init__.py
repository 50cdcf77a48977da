"""`digest schedule`: when issues come next, and what a schedule means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from digest.cadence import check_schedule
from digest.cli.schedule.timetables import (
    Timetable,
    table_lines,
    table_record,
    timetable_of,
)
from digest.clock import read_clock
from digest.config import FILE, load_config
from digest.errors import ConfigError
from digest.issues import Newsletter

#: of each newsletter
SLOTS, MOST_SLOTS = 5, 1000


@click.command("schedule")
@click.argument("names", metavar="[NEWSLETTER]...", nargs=-1)
@click.option(
    "--count",
    type=click.IntRange(1, MOST_SLOTS),
    default=SLOTS,
    show_default=True,
    help="How many slots of each.",
)
@click.option(
    "--explain", metavar="EXPRESSION", help="Say what a cron expression means instead."
)
@click.option("--zone", metavar="ZONE", help="Where --explain reads it; default: UTC.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON array.")
@click.pass_obj
def command(
    site: Path,
    names: tuple[str, ...],
    *,
    count: int,
    explain: str | None,
    zone: str | None,
    as_json: bool,
) -> None:
    """Show when the next issues come, in their zone and by the clock of this machine.

    Pauses are named where they fall, and so is what a clock that is put forward or back
    does to a slot within a year. --explain does the same for any cron expression, and
    needs no site. Nothing is published, sent or made by looking.

    \b
      digest schedule
      digest schedule weekly --count 20
      digest schedule --explain "30 2 * * *" --zone Europe/Berlin
    """
    if explain is None:
        if zone is not None:
            raise click.UsageError("--zone: is for --explain; name both")
        newsletters = _chosen(site, names)
    else:
        if names:
            fact = "--explain: takes one expression, and no newsletter"
            raise click.UsageError(f"{fact}; put the expression into quotes")
        newsletters = (_any_newsletter(explain, zone or "UTC"),)
    now = read_clock()
    tables = [timetable_of(each, now=now, count=count) for each in newsletters]
    if as_json:
        records = [table_record(table) for table in tables]
        click.echo(json.dumps(records, indent=2, ensure_ascii=False))
        return
    for line in _lines(tables):
        click.echo(line)


def _lines(tables: list[Timetable]) -> Iterator[str]:
    if not tables:
        yield "There is no newsletter: add [newsletters.NAME] to digest.toml for one."
    for number, table in enumerate(tables):
        if number:
            yield ""
        yield from table_lines(table)


def _chosen(site: Path, names: tuple[str, ...]) -> tuple[Newsletter, ...]:
    """The newsletters of these names, in the order of digest.toml; all for none."""
    newsletters = load_config(site).newsletters
    known = {newsletter.name for newsletter in newsletters}
    for name in names:
        if name not in known:
            choice = ", ".join(sorted(known)) or "none yet"
            fact = f"there is no [newsletters.{name}]"
            raise ConfigError(f"{FILE}: {fact}; there are: {choice}")
    return tuple(each for each in newsletters if not names or each.name in names)


def _any_newsletter(expression: str, zone: str) -> Newsletter:
    """One that comes so; raises BadParameter where none can."""
    try:
        check_schedule(expression)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--explain") from error
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"{zone!r} is no time zone; use a name as Europe/Berlin"
        raise click.BadParameter(message, param_hint="--zone") from error
    return Newsletter(
        name="", title="", schedule=expression, zone=zone, sender="", list_id=""
    )
