"""How readers are told: as a table for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any

import click
from rich.table import Table

from digest.cli.screen import add_addresses, open_screen
from digest.lines import escape_invisible
from digest.store.protocols import Listed
from digest.subscribers.lists.writing import json_list, listed_record

#: readers of one table: those of a page are as wide as the widest of them
PAGE = 1000


def tell_as_json(listed: Iterable[Listed]) -> None:
    """One JSON list, which is written as it is read."""
    for piece in json_list(map(listed_record, listed)):
        click.echo(piece, nl=False)


def tell_as_table(listed: Iterable[Listed]) -> None:
    """A table for each page of them."""
    rest = iter(listed)
    first = next(rest, None)
    if first is None:
        click.echo("no reader is meant by that")
        return
    for page in _pages(chain((first,), rest)):
        show_table(_table(page))


def show_table(table: Table) -> None:
    """Words in brackets are words here, and no markup."""
    open_screen().print(table)


def iso(moment: datetime | None) -> str | None:
    """The moment as JSON has it."""
    return moment.isoformat() if moment else None


def _pages(listed: Iterator[Listed]) -> Iterator[list[Listed]]:
    page = list(islice(listed, PAGE))
    yield page
    while page := list(islice(listed, PAGE)):
        yield page


def _table(page: Sequence[Listed]) -> Table:
    table = Table(box=None)
    longest = max((len(one.reader.address) for one in page), default=0)
    add_addresses(table, "address", longest)
    for head in ("name", "state", "reads", "since", "tags"):
        table.add_column(head, no_wrap=head in {"state", "since"}, overflow="fold")
    for one in page:
        reader = one.reader
        state: Any = reader.state
        table.add_row(
            reader.address,
            escape_invisible(reader.name),
            f"{state}\nsuppressed" if one.suppression else state,
            ", ".join(reader.newsletters),
            f"{reader.created:%Y-%m-%d}",
            escape_invisible(", ".join(reader.tags)),
        )
    return table
