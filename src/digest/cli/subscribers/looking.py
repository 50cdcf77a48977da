"""`digest subscribers list`, `search`, `show`, `stats`: who reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from digest.addresses import parse_address
from digest.cli.records import open_records
from digest.cli.subscribers.choosing import (
    AS_JSON,
    query_options,
    read_query,
    unknown_reader,
)
from digest.cli.subscribers.telling import (
    iso,
    show_table,
    tell_as_json,
    tell_as_table,
)
from digest.lines import escape_invisible
from digest.store.protocols import (
    DeliveryQuery,
    DeliveryRecord,
    Listed,
    ReaderStatistics,
    Store,
    SubscriberQuery,
)
from digest.subscribers.lists.writing import listed_record

#: deliveries that `show` tells, the newest
SHOWN = 20
#: domains that `stats` names
DOMAINS = 10

PAGING = (
    click.option("--limit", type=click.IntRange(1), help="No more than so many."),
    click.option(
        "--after", default="", metavar="ADDRESS", help="Go on after this one."
    ),
)


@click.command("list", short_help="List the readers, and what they get.")
@query_options
@PAGING[0]
@PAGING[1]
@AS_JSON
@click.pass_obj
def list_command(
    site: Path, /, limit: int | None, after: str, *, as_json: bool, **options: Any
) -> None:
    """List the readers, by address, with what they are subscribed to.

    \b
      digest subscribers list
      digest subscribers list --newsletter weekly --json
      digest subscribers list --state unsubscribed --since 2026-11-01
      digest subscribers list --limit 100 --after ann@example.org
    """
    with open_records(site) as records:
        query = read_query(records.config, **options)
        found = records.store.find_subscribers(query, after=after)
        _tell(islice(found, limit), as_json=as_json)


@click.command("search", short_help="Find readers by a part of address or name.")
@click.argument("text")
@query_options
@PAGING[0]
@PAGING[1]
@AS_JSON
@click.pass_obj
def search(
    site: Path,
    /,
    text: str,
    limit: int | None,
    after: str,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Find the readers whose address or name has this text in it, in any case.

    \b
      digest subscribers search quay
      digest subscribers search @example.org --tag coast --json
    """
    with open_records(site) as records:
        query = replace(read_query(records.config, **options), text=text)
        found = records.store.find_subscribers(query, after=after)
        _tell(islice(found, limit), as_json=as_json)


@click.command("show", short_help="Tell all that is known of one reader.")
@click.argument("address")
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON object.")
@click.pass_obj
def show(site: Path, address: str, *, as_json: bool) -> None:
    """Tell all that is known of one reader, with the letters that went to them.

    \b
      digest subscribers show ann@example.org
      digest subscribers show ann@example.org --json
    """
    with open_records(site) as records:
        listed = find_listed(records.store, address)
        sought = DeliveryQuery(address=listed.reader.address)
        deliveries = records.store.find_deliveries(sought)
        if as_json:
            told = {
                **listed_record(listed),
                "deliveries": [_delivery_record(one) for one in deliveries],
            }
            click.echo(json.dumps(told, indent=2, ensure_ascii=False))
            return
        for line in _lines(listed):
            click.echo(escape_invisible(line))
        _show_deliveries(deliveries, listed.reader.address)


@click.command("stats", short_help="Tell how many readers there are, and whence.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON object.")
@click.pass_obj
def stats(site: Path, *, as_json: bool) -> None:
    """Tell how many readers there are: by newsletter, month, domain and language.

    \b
      digest subscribers stats
      digest subscribers stats --json
    """
    with open_records(site) as records:
        counts = records.store.count_subscribers()
        found = records.store.reader_statistics(DOMAINS)
    if as_json:
        subscriptions = {name: dict(states) for name, states in counts.items()}
        told = {
            "readers": found.readers,
            "subscriptions": subscriptions,
            "growth": [
                {"month": one.month, "came": one.came, "left": one.left}
                for one in found.growth
            ],
            "domains": dict(found.domains),
            "languages": dict(found.languages),
            "suppressions": {str(name): count for name, count in found.suppressions},
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    click.echo(f"{found.readers} readers")
    _show_statistics(found, counts)


def find_listed(store: Store, address: str) -> Listed:
    """The reader of this address; raises AddressError, or ConfigError for none."""
    query = SubscriberQuery(exactly=parse_address(address))
    for listed in store.find_subscribers(query):
        return listed
    raise unknown_reader(address)


def _tell(listed: Iterable[Listed], *, as_json: bool) -> None:
    if as_json:
        tell_as_json(listed)
    else:
        tell_as_table(listed)


def _lines(listed: Listed) -> Iterator[str]:
    """The reader in words, a fact a line."""
    reader, suppression = listed.reader, listed.suppression
    named = f" ({reader.name})" if reader.name else ""
    yield f"{reader.address}{named}: {reader.state}"
    for word, names in (
        ("reads", listed.confirmed),
        ("has yet to confirm", listed.unconfirmed),
        ("left", listed.left),
    ):
        if names:
            yield f"  {word} {', '.join(names)}"
    yield f"  here since {reader.created:%Y-%m-%d}, by {reader.consent}"
    if reader.confirmed:
        yield f"  said yes on {reader.confirmed:%Y-%m-%d %H:%M} UTC"
    if reader.language:
        yield f"  reads in {reader.language}"
    if reader.paused_until:
        yield f"  takes a pause until {reader.paused_until:%Y-%m-%d}"
    if reader.tags:
        yield f"  tags: {', '.join(reader.tags)}"
    if suppression:
        said = f": {suppression.detail}" if suppression.detail else ""
        day = f"{suppression.since:%Y-%m-%d}"
        yield f"  gets no mail since {day}, {suppression.reason}{said}"


def _show_deliveries(deliveries: Iterable[DeliveryRecord], address: str) -> None:
    rows = list(islice(deliveries, SHOWN + 1))
    if not rows:
        return
    table = Table("letter", "state", "planned", "answered", box=None)
    table.add_column("the relay said", overflow="fold")
    for one in rows[:SHOWN]:
        answered = f"{one.answered:%Y-%m-%d %H:%M}" if one.answered else ""
        table.add_row(
            f"{one.newsletter} {one.issue or one.purpose}",
            f"{one.state}\nin doubt" if one.is_in_doubt else one.state,
            f"{one.planned:%Y-%m-%d %H:%M}",
            answered,
            f"{one.code or ''} {one.reply}".strip(),
        )
    show_table(table)
    if len(rows) > SHOWN:
        click.echo(
            f"and more: `digest deliveries list --subscriber {address}` tells all"
        )


def _delivery_record(one: DeliveryRecord) -> dict[str, Any]:
    return {
        "purpose": str(one.purpose),
        "newsletter": one.newsletter,
        "issue": one.issue or None,
        "state": str(one.state),
        "is_in_doubt": one.is_in_doubt,
        "planned": iso(one.planned),
        "answered": iso(one.answered),
        "code": one.code or None,
        "reply": one.reply,
    }


def _show_statistics(found: ReaderStatistics, counts: Any) -> None:
    states = ("confirmed", "unconfirmed", "unsubscribed")
    _show_counts(
        ("newsletter", *states),
        [
            (name, *(count.get(state, 0) for state in states))
            for name, count in counts.items()
        ],
    )
    growth = [(one.month, one.came, one.left) for one in found.growth]
    _show_counts(("month", "came", "left"), growth)
    for title, rows in (
        ("domain", found.domains),
        ("language", [(name or "(none chosen)", n) for name, n in found.languages]),
        ("suppressed", found.suppressions),
    ):
        if rows:
            _show_counts((title, "readers"), rows)


def _show_counts(
    heads: Sequence[str], rows: Iterable[tuple[str, *tuple[int, ...]]]
) -> None:
    """A table of names and numbers, below an empty line."""
    name, *numbers = heads
    table = Table(name, box=None)
    for head in numbers:
        table.add_column(head, justify="right")
    for label, *counts in rows:
        table.add_row(label, *map(str, counts))
    click.echo()
    show_table(table)
