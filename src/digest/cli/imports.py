"""`digest import`: articles that are elsewhere, as files in the content folder."""

from __future__ import annotations

import posixpath
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from rich.progress import track

from digest.cli.places import command_line, near
from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.config import Config, load_config
from digest.errors import DigestError
from digest.fetch.fetcher import Fetcher
from digest.imports.arrival import (
    STDIN,
    Arrival,
    arrived_from_web,
    is_url,
    read_file,
    read_stream,
)
from digest.imports.importer import Importer
from digest.imports.kinds import Kind, kind_of
from digest.imports.manuscript import Wishes
from digest.imports.opml import read_opml, write_sources
from digest.imports.outcomes import Failed, Imported, Known, Outcome
from digest.lines import escape_invisible, one_line
from digest.wiring import read_clock

#: characters of a cut that a dry run shows
SHOWN = 200


@click.command("import")
@click.argument("places", nargs=-1, required=True, metavar="URL|FILE...")
@click.option("--into", default="", help="A folder in the content folder.")
@click.option("--tag", "tags", multiple=True, help="A tag for each; may be repeated.")
@click.option("--draft", is_flag=True, help="Publish nothing of it yet.")
@click.option("--again", is_flag=True, help="Even if it was imported before.")
@click.option("--dry-run", is_flag=True, help="Show the file and what was left out.")
@click.option(
    "--original/--no-original",
    default=True,
    help="Keep what came, byte for byte (default), or do not.",
)
@click.pass_obj
def command(
    site: Path,
    places: tuple[str, ...],
    *,
    into: str,
    tags: tuple[str, ...],
    draft: bool,
    again: bool,
    dry_run: bool,
    original: bool,
) -> None:
    """Bring in articles that are elsewhere, as Markdown files in the content folder.

    Takes web pages, .html, .txt, .md, .eml and .docx files, feeds (each article in
    them), and lists of feeds (OPML), which are shown as [[sources]] to paste. `-` reads
    from standard input. Pictures are put beside the article; nothing is written over.
    What cannot be imported is told, and then the exit code is 1; the rest is imported.

    \b
      digest import https://harbour.example/opening
      digest import letter.eml report.docx --tag harbour --draft
      digest import page.html --dry-run
    """
    config = load_config(site)
    wishes = Wishes(
        into=_folder(into),
        tags=tuple(dict.fromkeys(map(one_line, tags))),
        is_draft=draft,
        keeps_original=original,
    )
    with Fetcher(site_url=config.site.url) as fetcher:
        importer = Importer(
            config,
            wishes,
            fetch=lambda url: fetcher.fetch(url).data,
            is_dry=dry_run,
            brings_again=again,
        )
        teller = _Teller(site, config, is_dry=dry_run)
        desk = _Desk(config, fetcher, importer, teller, at=read_clock())
        console = open_screen(is_for_errors=True)
        for place in track(places, console=console, disable=not console.is_terminal):
            desk.bring(place)
    if teller.failures:
        sys.exit(1)


class _Teller:
    """Says what became of each."""

    def __init__(self, site: Path, config: Config, *, is_dry: bool) -> None:
        self._site = site
        self._content = config.content_folder
        self._is_dry = is_dry
        self.failures = 0

    def tell(self, outcome: Outcome) -> None:
        """One outcome, as it came."""
        if isinstance(outcome, Failed):
            self.tell_failure(outcome.fact)
        elif isinstance(outcome, Known):
            path = near(self._content / outcome.path)
            click.echo(f"{outcome.url} is here already: {path}; --again brings it anew")
        elif self._is_dry:
            self._show(outcome)
        else:
            for line in self._lines(outcome):
                click.echo(escape_invisible(line))

    def tell_failure(self, fact: str) -> None:
        """What was not imported, and why."""
        self.failures += 1
        click.echo(f"not imported: {escape_invisible(fact)}", err=True)

    def _lines(self, imported: Imported) -> Iterator[str]:
        yield f"{near(self._content / imported.path)}: {imported.title}"
        if imported.pictures:
            folder = near(self._content / posixpath.dirname(imported.pictures[0]))
            yield f"  {count_words(len(imported.pictures), 'picture')} in {folder}"
        if imported.cuts:
            yield f"  left out: {self._counts(imported)}"
        yield from (f"  {note}" for note in imported.notes)

    def _counts(self, imported: Imported) -> str:
        reasons = Counter(cut.reason for cut in imported.cuts)
        counts = ", ".join(f"{n} {reason}" for reason, n in reasons.most_common())
        if not imported.original:
            return counts
        path = near(self._content / imported.original)
        return f"{counts} ({command_line(self._site, f'entry {path} --explain')})"

    def _show(self, imported: Imported) -> None:
        click.echo(f"{near(self._content / imported.path)} would be:\n")
        click.echo(imported.text)
        for cut in imported.cuts:
            text = one_line(cut.text, longest=SHOWN)
            click.echo(f"left out ({cut.reason}): {text}")


class _Desk:
    """Where what the person named arrives, one after the other."""

    def __init__(
        self,
        config: Config,
        fetcher: Fetcher,
        importer: Importer,
        teller: _Teller,
        *,
        at: datetime,
    ) -> None:
        self._config = config
        self._fetcher = fetcher
        self._importer = importer
        self._teller = teller
        self._at = at

    def bring(self, place: str) -> None:
        """Import what stands there; a failure is told, and stops nothing else."""
        try:
            self._bring(place)
        except DigestError as error:
            self._teller.tell_failure(str(error))
        # whatever a stranger's file does to us, it stops no other
        except Exception as error:  # noqa: BLE001  depth included
            fact = f"cannot be read ({type(error).__name__})"
            remedy = "please report it as a fault of digest"
            self._teller.tell_failure(f"{place}: {fact}; {remedy}")

    def _bring(self, place: str) -> None:
        if is_url(place) and (known := self._importer.find(place)):
            self._teller.tell(known)
            return
        arrival = self._arrival(place)
        if kind_of(arrival) is Kind.OPML:
            names = tuple(source.name for source in self._config.sources)
            feeds = read_opml(arrival.data, place)
            click.echo(write_sources(feeds, taken=names))
            click.echo("these are for digest.toml; paste those that you want", err=True)
            return
        for outcome in self._importer.bring(arrival):
            self._teller.tell(outcome)

    def _arrival(self, place: str) -> Arrival:
        if is_url(place):
            return arrived_from_web(place, self._fetcher.fetch(place), self._at)
        if place == STDIN:
            return read_stream(place, sys.stdin.buffer, self._at)
        return read_file(place, self._at)


def _folder(into: str) -> str:
    """The folder as a path within the content folder; raises UsageError for others."""
    path = posixpath.normpath(into) if into else ""
    parts = path.split("/")
    is_outside = path.startswith("/") or ".." in parts
    is_hidden = any(part.startswith(".") and part != "." for part in parts)
    if is_outside or is_hidden or path != one_line(path):
        fact = f"--into {into!r} is no folder in the content folder"
        raise click.UsageError(f"{fact}; write a path such as news/2026")
    return "" if path == "." else path
