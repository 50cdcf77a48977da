"""`digest deliveries`: who got what, and what becomes of the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from digest.cli.records import open_records
from digest.cli.screen import add_addresses, open_screen
from digest.cli.words import count_words, state_words
from digest.clock import read_clock
from digest.deliveries import DeliveryState
from digest.errors import ConfigError
from digest.lines import escape_invisible
from digest.store.protocols import DeliveryQuery, DeliveryRecord, Store

#: lines that a list shows; a program gets all
MOST = 50

Command = Callable[..., None]


@click.group("deliveries")
def command() -> None:
    """Show who got what, try again what failed, take back what waits.

    \b
      digest deliveries list --newsletter weekly --issue 12 --state failed
      digest deliveries list --subscriber ann@example.net
      digest deliveries retry --doubt
    """


def narrowed(wrapped: Command) -> Command:
    """Add the options that say which deliveries are meant."""
    for option in (
        click.option("--doubt", is_flag=True, help="Only those in doubt."),
        click.option(
            "--subscriber", default="", metavar="ADDRESS", help="Only to this reader."
        ),
        click.option(
            "--state",
            "states",
            multiple=True,
            type=click.Choice([str(state) for state in DeliveryState]),
            help="Only in this state; give it again for another.",
        ),
        click.option(
            "--issue",
            type=click.IntRange(min=1),
            metavar="NUMBER",
            help="Only of this issue.",
        ),
        click.option(
            "--newsletter", default="", metavar="NAME", help="Only of this newsletter."
        ),
    ):
        wrapped = option(wrapped)
    return wrapped


def _query(
    *,
    newsletter: str,
    issue: int | None,
    states: tuple[str, ...],
    subscriber: str,
    doubt: bool,
) -> DeliveryQuery:
    return DeliveryQuery(
        newsletter=newsletter,
        number=issue or 0,
        states=tuple(DeliveryState(state) for state in states),
        address=subscriber,
        in_doubt=doubt,
    )


@command.command("list", short_help="List deliveries, with what the relay said.")
@narrowed
@click.option("--json", "as_json", is_flag=True, help="Tell all, as JSON Lines.")
@click.pass_obj
def list_deliveries(site: Path, /, *, as_json: bool, **narrow: Any) -> None:
    """List deliveries, oldest first: the first 50, or all of them as JSON Lines.

    \b
      digest deliveries list --issue 12 --state failed --state deferred
      digest deliveries list --json | jq -r 'select(.code == 552) | .address'
    """
    query = _query(**narrow)
    with open_records(site) as records:
        found = records.store.find_deliveries(query)
        if as_json:
            for record in found:
                click.echo(json.dumps(_told(record), ensure_ascii=False))
            return
        _show(records.store, query, tuple(islice(found, MOST)))


def _told(record: DeliveryRecord) -> dict[str, Any]:
    """The record as programs get it."""
    told = asdict(record)
    for name in ("planned", "due", "answered"):
        moment = told[name]
        told[name] = moment.isoformat() if moment else None
    # none has the number 0
    return {**told, "issue": record.issue or None, "code": record.code or None}


def _show(
    store: Store, query: DeliveryQuery, records: tuple[DeliveryRecord, ...]
) -> None:
    if not records:
        click.echo(
            "no delivery is meant by that; `digest issues list` shows the issues"
        )
        return
    table = Table("letter", box=None)
    add_addresses(table, "to", max(len(record.address) for record in records))
    for head in ("state", "tries", "the relay said"):
        table.add_column(head, no_wrap=head == "state", overflow="fold")
    for record in records:
        doubt = "\nin doubt" * record.is_in_doubt
        words = f"{record.code or ''} {record.reply}".strip()
        table.add_row(
            f"{record.newsletter} {record.issue or record.purpose}",
            escape_invisible(record.address),
            f"{record.state}{doubt}",
            str(record.attempts),
            escape_invisible(words),
        )
    open_screen().print(table)
    counts = store.count_deliveries(query)
    click.echo(f"in all: {state_words({str(state): n for state, n in counts.items()})}")
    if sum(counts.values()) > len(records):
        click.echo(f"the first {len(records)} are shown; --json tells all")


@command.command("failures", short_help="Count what relays said to what failed.")
@narrowed
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_obj
def list_failures(site: Path, /, *, as_json: bool, **narrow: Any) -> None:
    """Count what relays said to letters that failed or wait, the most common first.

    \b
      digest deliveries failures --newsletter weekly --issue 12
    """
    with open_records(site) as records:
        failures = records.store.count_failures(_query(**narrow))
    if as_json:
        told = [asdict(failure) for failure in failures]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if not failures:
        click.echo("nothing failed, and nothing waits for another try")
        return
    table = Table("letters", "code", "for instance", box=None)
    for failure in failures:
        table.add_row(
            str(failure.count),
            str(failure.code or ""),
            escape_invisible(failure.reply),
        )
    open_screen().print(table)


@command.command("retry", short_help="Try again what failed, is held or withdrawn.")
@narrowed
@click.pass_obj
def retry_deliveries(site: Path, /, **narrow: Any) -> None:
    """Try again what failed, is held or was withdrawn, from the first try on.

    Name at least one option. Nobody gets a letter who left, takes a pause or is
    suppressed; what a relay took is never sent again.

    \b
      digest deliveries retry --newsletter weekly --issue 12 --state failed
      digest deliveries retry --doubt
    """
    query = _named(_query(**narrow))
    with open_records(site) as records:
        number = records.store.retry(query, read_clock())
    click.echo(f"{count_words(number, 'letter')} to deliver again")


@command.command("withdraw", short_help="Take back what waits.")
@narrowed
@click.pass_obj
def withdraw_deliveries(site: Path, /, **narrow: Any) -> None:
    """Take back what waits or is held, so that it does not go out.

    Name at least one option. What is on its way this very moment arrives.

    \b
      digest deliveries withdraw --newsletter weekly --issue 12
    """
    query = _named(_query(**narrow))
    with open_records(site) as records:
        number = records.store.withdraw(query)
    click.echo(f"{count_words(number, 'letter')} withdrawn")


def _named(query: DeliveryQuery) -> DeliveryQuery:
    """The query, if it names anything: a slip of the hand must not mean everybody."""
    if query == DeliveryQuery():
        fact = "digest deliveries: no option says which are meant"
        raise ConfigError(f"{fact}; name --newsletter, --issue or another (--help)")
    return query
