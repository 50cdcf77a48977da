"""`digest subscribers export`: all readers, or some, as a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from digest.cli.records import open_records
from digest.cli.subscribers.choosing import query_options, read_query
from digest.cli.subscribers.private_file import open_private
from digest.store.protocols import Listed
from digest.subscribers.lists.own import write_guarded_row, write_row
from digest.subscribers.lists.writing import write_csv, write_json_lines

#: forms by name
FORMS: dict[str, Callable[[Iterable[Listed]], Iterator[str]]] = {
    "csv": lambda listed: write_csv(listed, write_guarded_row),
    "raw-csv": lambda listed: write_csv(listed, write_row),
    "jsonl": write_json_lines,
}


@click.command("export", short_help="Write the readers to a file.")
@click.option(
    "--as",
    "form",
    type=click.Choice(list(FORMS)),
    default="csv",
    show_default=True,
    help="CSV for spreadsheets, CSV for programs, or a JSON object a line.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here, where nobody else can read it.  [default: standard output]",
)
@query_options
@click.pass_obj
def command(site: Path, /, form: str, out: Path | None, **options: Any) -> None:
    """Write all readers, or some, with all that a list can say of them.

    A list is read again by `digest subscribers import`, and nothing is lost: consent
    with its time and origin, who left what, tags, languages and suppressions. In csv a
    cell that a spreadsheet would take for a formula begins with an apostrophe; the
    import knows that. raw-csv leaves it out, for programs that do not.

    \b
      digest subscribers export --out readers.csv
      digest subscribers export --newsletter weekly --state confirmed
      digest subscribers export --as jsonl --tag coast
    """
    with open_records(site) as records:
        query = read_query(records.config, **options)
        pieces = FORMS[form](records.store.find_subscribers(query))
        with _open_out(out) as file:
            for piece in pieces:
                file.write(piece)


@contextmanager
def _open_out(path: Path | None) -> Iterator[TextIO]:
    """The file, or standard output, which stays open."""
    if path is None:
        yield sys.stdout
        return
    with open_private(path) as file:
        yield file
