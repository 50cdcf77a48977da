"""`digest sources`: other sites, whose feeds are polled for news."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import sleep
from typing import Any

import click
from rich.table import Table

from digest.cli.records import open_records, source_records
from digest.cli.screen import open_screen
from digest.cli.telling import tell_polled
from digest.cli.words import count_words
from digest.config import Config, Source
from digest.errors import ConfigError
from digest.fetch.robots import Robots
from digest.lines import escape_invisible
from digest.schedule import jobs
from digest.sources.polled import Polled
from digest.wiring import Press, open_press

#: seconds between two sources of one host
PAUSE = 2.0
NONE = "there is no source; add [[sources]] to digest.toml for one"


@click.group("sources", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List the other sites whose feeds are polled, or poll them.

    Each is one [[sources]] of digest.toml. The daemon polls them by itself.

    \b
      digest sources
      digest sources --json | jq '.[] | select(.fault != "")'
      digest sources poll
    """
    if context.invoked_subcommand is not None:
        return
    with open_records(context.obj) as records:
        told = source_records(records)
    if as_json:
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if not told:
        click.echo(NONE)
        return
    _show(told)


@command.command("poll", short_help="Ask the sources that are due for news, once.")
@click.argument("names", nargs=-1)
@click.pass_obj
def poll_sources(site: Path, names: tuple[str, ...]) -> None:
    """Ask the sources that are due for news, once, or those of these NAMES at once.

    New articles become files in content/sources/NAME/. For those who build by a timer
    of their own, this is the step before `digest build` or `digest publish`. The exit
    code is 1 where a source or an article of it could not be had.

    \b
      digest sources poll
      digest sources poll harbour-office
      digest sources poll; digest build
    """
    with open_press(site) as press:
        sources = _chosen(press, names)
        if not sources:
            click.echo(
                "no source is due; `digest sources poll NAME` polls one at once"
                if press.config.sources
                else NONE
            )
            return
        polls = tuple(_poll(press, sources))
    if any(polled.fault or polled.problems for polled in polls):
        sys.exit(1)


def _show(told: Sequence[Mapping[str, Any]]) -> None:
    table = Table(
        "source", "last poll (UTC)", "next poll (UTC)", "articles", "feed", box=None
    )
    for one in told:
        table.add_row(
            one["name"],
            _moment(one["last_poll"], "never yet"),
            _moment(one["next_poll"], "never again" if one["is_gone"] else "at once"),
            str(one["articles"]),
            one["feed_url"],
        )
    open_screen().print(table)
    for one in told:
        if one["fault"]:
            click.echo(f"{one['name']}: {escape_invisible(one['fault'])}")


def _moment(told: str | None, otherwise: str) -> str:
    return told[:16].replace("T", " ") if told else otherwise


def _chosen(press: Press, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these names; those that are due where none is given."""
    if not names:
        jobs.forget_others(press)
        return jobs.due(press)
    _check_names(press.config, names)
    return tuple(one for one in press.config.sources if one.name in names)


def _check_names(config: Config, names: Sequence[str]) -> None:
    known = [source.name for source in config.sources]
    for name in names:
        if name not in known:
            choice = ", ".join(known) or "there is none yet"
            raise ConfigError(f"{name}: there is no such source; use one of: {choice}")


def _poll(press: Press, sources: tuple[Source, ...]) -> Iterator[Polled]:
    """Poll all of them and tell each, on a terminal with how many are to come."""
    screen, robots, left = open_screen(is_for_errors=True), Robots(), sources
    with screen.status("") as progress:
        while left:
            progress.update(f"asking {count_words(len(left), 'source')}")
            for polled in jobs.poll(press, left, robots, lambda: False):
                left = tuple(one for one in left if one.name != polled.source)
                progress.update(f"{count_words(len(left), 'source')} to come")
                for line in tell_polled(polled):
                    click.echo(line)
                yield polled
            if left:
                sleep(PAUSE)
