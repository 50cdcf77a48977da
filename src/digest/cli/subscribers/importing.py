"""`digest subscribers import`: lists of readers from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from digest.cli.subscribers.choosing import NEWSLETTER, find_newsletters
from digest.cli.subscribers.reporting import QuietReport, Report, summary
from digest.clock import read_clock
from digest.config import Config
from digest.store.protocols import Store
from digest.subscribers.lists.cells import spoken_tag
from digest.subscribers.lists.desks import Desk, DryDesk, StoreDesk
from digest.subscribers.lists.importing import Counts, Wishes, import_part
from digest.subscribers.lists.parts import Part, find_parts
from digest.subscribers.lists.programs import PLAIN, PROGRAMS
from digest.wiring import open_press

SOURCES = {source.name: source for source in (*PROGRAMS, PLAIN)}


@click.command("import", short_help="Add the readers of lists.")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@NEWSLETTER
@click.option(
    "--from",
    "source",
    type=click.Choice(list(SOURCES)),
    help="The program that wrote them, where it is not recognised.",
)
@click.option("--tag", "tags", multiple=True, help="A tag for each; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and stop.")
@click.option("--yes", is_flag=True, help="Do it, without the question before it.")
@click.option(
    "--refused",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the lines that were left out to this CSV, with the reasons.",
)
@click.pass_obj
def command(
    site: Path,
    /,
    files: tuple[Path, ...],
    *,
    chosen: tuple[str, ...],
    source: str | None,
    tags: tuple[str, ...],
    refused: Path | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Add the readers of lists: plain ones, or exports of other programs.

    A plain list has a column `address` or `email`, and perhaps `name`; or is just an
    address a line. Exports of Mailchimp (the whole .zip), Substack, Ghost, Buttondown,
    listmonk, Keila and Sendy are recognised by their columns: who unsubscribed there
    stays so, who bounced or complained gets no mail, names, tags and dates come along,
    and who never confirmed stays unconfirmed and is not written to.

    On a terminal you first see what would be done. Bad lines are told and the rest goes
    on; the exit code is then 1. Who is known here keeps what they said here, so the
    same list can be imported again, also one that was cut off in the middle.

    \b
      name,address                        ann@example.org
      Ann Quay,ann@example.org     or     bob@example.net
      Bob,bob@example.net

    \b
      digest subscribers import readers.csv
      digest subscribers import audience.zip --newsletter weekly --dry-run
      digest subscribers import members.csv --from ghost --yes --refused bad.csv
    """
    parts = [part for file in files for part in find_parts(file)]
    with open_press(site) as press:
        wishes = _wishes(press.config, chosen, source, tags)
        if dry_run:
            _end(_look(press.store, parts, wishes, Report(parts, refused)))
        if yes or not _is_somebody_there():
            report = Report(parts, refused)
        else:
            _look(press.store, parts, wishes, Report(parts, refused))
            click.confirm("add them?", abort=True)
            # all that there is to tell was told
            report = QuietReport(parts, None)
        counts = _import(parts, StoreDesk(press.store, wishes.now), wishes, report)
    click.echo(summary(counts, "added"))
    _end(counts)


def _is_somebody_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _look(store: Store, parts: list[Part], wishes: Wishes, report: Report) -> Counts:
    """Tell what an import would do."""
    counts = _import(parts, DryDesk(store), wishes, report)
    click.echo(summary(counts, "would be added"))
    return counts


def _import(parts: list[Part], desk: Desk, wishes: Wishes, report: Report) -> Counts:
    counts = Counts()
    with report:
        for part in parts:
            counts.add(import_part(part, desk, wishes, report))
    return counts


def _end(counts: Counts) -> NoReturn:
    """The end of the command, which says whether anything was left out."""
    sys.exit(1 if counts.refused else 0)


def _wishes(
    config: Config, chosen: tuple[str, ...], source: str | None, tags: tuple[str, ...]
) -> Wishes:
    return Wishes(
        newsletters=find_newsletters(config, chosen),
        source=SOURCES[source] if source else None,
        tags=tuple(filter(None, map(spoken_tag, tags))),
        now=read_clock(),
    )
