"""`digest import`: articles that are elsewhere, as files in the content folder."""

from __future__ import annotations

import posixpath
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click
from rich.progress import track

from digest.cli.places import command_line, content_subfolder, near
from digest.cli.screen import open_screen
from digest.cli.words import count_words, state_words
from digest.clock import read_clock
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
from digest.imports.results import Brought, Failed, Known, Listed, Result
from digest.imports.sections import write_sources
from digest.imports.shelf import ContentShelf, DryShelf
from digest.imports.wishes import Wishes
from digest.lines import escape_invisible, escape_lines, one_line

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
    What cannot be imported is told, and then the exit code is 1; the rest is brought.

    \b
      digest import https://harbour.example/opening
      digest import letter.eml report.docx --tag harbour --draft
      digest import page.html --dry-run
    """
    config = load_config(site)
    wishes = Wishes(
        into=content_subfolder(into),
        tags=tuple(dict.fromkeys(map(one_line, tags))),
        is_draft=draft,
        keeps_original=original,
        brings_again=again,
    )
    teller = _Teller(site, config, is_dry=dry_run)
    _bring(places, config, wishes, teller)
    if teller.failures:
        sys.exit(1)


def _bring(
    places: Iterable[str], config: Config, wishes: Wishes, teller: _Teller
) -> None:
    """Import what stands at each of the places, one after the other."""
    with Fetcher(site_url=config.site.url) as fetcher:
        content = config.content_folder
        shelf = (
            DryShelf(content)
            if teller.is_dry
            else ContentShelf(content, lambda url: fetcher.fetch(url).data)
        )
        importer = Importer(config, wishes, shelf)
        desk = _Desk(fetcher, importer, teller, at=read_clock())
        console = open_screen(is_for_errors=True)
        for place in track(places, console=console, disable=not console.is_terminal):
            desk.bring(place)


class _Teller:
    """Says what became of each."""

    def __init__(self, site: Path, config: Config, *, is_dry: bool) -> None:
        self._site = site
        self._content = config.content_folder
        self._names = tuple(source.name for source in config.sources)
        self.is_dry = is_dry
        self.failures = 0

    def tell(self, result: Result) -> None:
        """One result, as it came."""
        if isinstance(result, Failed):
            self.tell_failure(result.fact)
        elif isinstance(result, Listed):
            click.echo(write_sources(result.feeds, taken=self._names))
            click.echo("these are for digest.toml; paste those that you want", err=True)
        elif isinstance(result, Known):
            path = escape_invisible(str(near(self._content / result.path)))
            url = escape_invisible(result.url)
            click.echo(f"{url} is here already: {path}; --again brings it anew")
        elif self.is_dry:
            self._show(result)
        else:
            for line in self._lines(result):
                click.echo(escape_invisible(line))

    def tell_failure(self, fact: str) -> None:
        """What was not imported, and why."""
        self.failures += 1
        click.echo(f"not imported: {escape_invisible(fact)}", err=True)

    def _lines(self, brought: Brought) -> Iterator[str]:
        yield f"{near(self._content / brought.path)}: {brought.title}"
        if brought.pictures:
            folder = near(self._content / posixpath.dirname(brought.pictures[0]))
            yield f"  {count_words(len(brought.pictures), 'picture')} in {folder}"
        if brought.cuts:
            yield f"  left out: {self._counts(brought)}"
        yield from (f"  {note}" for note in brought.notes)

    def _counts(self, brought: Brought) -> str:
        reasons = Counter(cut.reason for cut in brought.cuts)
        counts = state_words(dict(reasons.most_common()))
        if not brought.original:
            return counts
        path = near(self._content / brought.original)
        return f"{counts} ({command_line(self._site, f'entry {path} --explain')})"

    def _show(self, brought: Brought) -> None:
        path = near(self._content / brought.path)
        click.echo(f"{escape_invisible(str(path))} would be:\n")
        # a stranger's words move no cursor, and turn no line around
        click.echo(escape_lines(brought.text))
        for cut in brought.cuts:
            text = one_line(cut.text, longest=SHOWN)
            click.echo(f"left out ({cut.reason}): {text}")
        for note in brought.notes:
            click.echo(escape_invisible(note))


class _Desk:
    """Where what the person named arrives, one after the other."""

    def __init__(
        self, fetcher: Fetcher, importer: Importer, teller: _Teller, *, at: datetime
    ) -> None:
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
        for result in self._importer.bring(self._arrival(place)):
            self._teller.tell(result)

    def _arrival(self, place: str) -> Arrival:
        if is_url(place):
            return arrived_from_web(place, self._fetcher.fetch(place), self._at)
        if place == STDIN:
            return read_stream(place, sys.stdin.buffer, self._at)
        return read_file(place, self._at)
