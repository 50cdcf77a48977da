"""`digest subscribers suppressed`, `suppress`, `lift`: addresses that get no mail."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.table import Table

from digest import subscribers
from digest.cli.records import open_records
from digest.cli.subscribers.choosing import AS_JSON
from digest.cli.subscribers.telling import iso, show_table
from digest.errors import ConfigError
from digest.lines import escape_invisible
from digest.readers import Suppression
from digest.reasons import Reason
from digest.subscribers.lists.cells import guard
from digest.wiring import open_press


@click.command("suppressed", short_help="List the addresses that get no mail.")
@AS_JSON
@click.option("--csv", "as_csv", is_flag=True, help="Write it as CSV, to take along.")
@click.option(
    "--reason",
    type=click.Choice([str(reason) for reason in Reason]),
    help="Only those for this reason.",
)
@click.pass_obj
def suppressed(site: Path, reason: str | None, *, as_json: bool, as_csv: bool) -> None:
    """List the addresses that get no mail, with the reason.

    Mail came back for good, or its reader called it spam, or you said so, or a list
    brought it along. An address that was forgotten since is not named.

    \b
      digest subscribers suppressed
      digest subscribers suppressed --reason complaint --json
      digest subscribers suppressed --csv > suppressed.csv
    """
    with open_records(site) as records:
        found = [
            one
            for one in records.store.suppressions()
            if reason is None or one.reason == reason
        ]
    if as_json:
        told = [_record(one) for one in found]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif as_csv:
        _write(found)
    else:
        _show(found)


@click.command("suppress", short_help="Write to an address no more.")
@click.argument("address")
@click.option("--because", "detail", default="", help="Your words, for the list.")
@click.pass_obj
def suppress(site: Path, address: str, detail: str) -> None:
    """Let no mail go to an address any more, whether or not it is a reader's.

    \b
      digest subscribers suppress ann@example.org
      digest subscribers suppress ann@example.org --because "she wrote me so"
    """
    with open_press(site) as press:
        subscribers.suppress(press.store, address, detail, now=press.clock())
    click.echo(f"{address} gets no mail; `digest subscribers lift` changes that")


@click.command("lift")
@click.argument("address")
@click.pass_obj
def lift(site: Path, address: str) -> None:
    """Write to a suppressed address again, from the next issue on.

    \b
      digest subscribers lift ann@example.org
    """
    with open_press(site) as press:
        was_suppressed = subscribers.lift(press.store, address)
    if not was_suppressed:
        message = f"{address}: is not suppressed; `digest subscribers suppressed` lists"
        raise ConfigError(f"{message} who is")
    click.echo(f"{address} may get letters again")


def _record(one: Suppression) -> dict[str, str | None]:
    return {
        "address": one.address,
        "reason": one.reason,
        "detail": one.detail,
        "since": iso(one.since),
    }


def _write(found: Iterable[Suppression]) -> None:
    """A list that `digest subscribers import` takes: all in it are suppressed."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["address", "suppressed", "suppressed_since", "suppressed_detail"])
    for one in found:
        # of one that was forgotten there is no address to tell
        if one.address:
            cells = (one.address, one.reason, iso(one.since) or "", one.detail)
            writer.writerow(map(guard, cells))


def _show(found: Iterable[Suppression]) -> None:
    table = Table("address", "since", "reason", "said", box=None)
    for one in found:
        name, day = one.address or "(forgotten)", f"{one.since:%Y-%m-%d}"
        table.add_row(name, day, one.reason, escape_invisible(one.detail))
    show_table(table)
