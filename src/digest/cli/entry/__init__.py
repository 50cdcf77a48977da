"""`digest entry`: what digest makes of an article, and what it leaves out and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.cli.entry.as_json import tell_article
from digest.cli.entry.batch import tell_folder
from digest.cli.entry.explanation import show_explanation
from digest.cli.entry.page import write_page
from digest.cli.entry.specimen import (
    STANDARD_INPUT,
    Specimen,
    read_settings,
    read_specimen,
)
from digest.cli.entry.summary import view_article
from digest.cli.screen import open_screen
from digest.load.block_names import block_number
from digest.render.passages import Passage, passages_of


@click.command("entry")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.option(
    "--explain",
    is_flag=True,
    help="Show the file from top to bottom, with each cut in its place.",
)
@click.option(
    "--html",
    "page",
    is_flag=False,
    flag_value="-",
    metavar="[OUT]",
    help="The same as a page for the browser, written to OUT (NAME.html) or told.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["txt", "md", "html"]),
    help="What standard input holds; else a page is known by how it begins.",
)
@click.option(
    "--batch",
    is_flag=True,
    help="Read each file of the folder IN, and write OUT/NAME.json for it, or "
    "OUT/NAME.EXT.json for files that differ in EXT alone.",
)
@click.pass_obj
def command(
    site: Path,
    paths: tuple[Path, ...],
    *,
    as_json: bool,
    explain: bool,
    page: str | None,
    kind: str | None,
    batch: bool,
) -> None:
    """Show what digest makes of one article, and what it leaves out.

    Nothing is published. Each line that is cut is named with its reason; what is kept
    and what is cut are together the whole file. FILE may be - for standard input.

    \b
      digest entry content/harbour.txt
      digest entry content/harbour.txt --explain
      digest entry content/harbour.txt --html explained.html
      digest entry content/harbour.txt --json
      digest entry --batch content told
    """
    _check_use(paths, kind, is_page=page is not None, is_json=as_json, is_batch=batch)
    settings = read_settings(site)
    if batch:
        sys.exit(1 if tell_folder(paths[0], paths[1], settings) else 0)
    specimen = read_specimen(paths[0], settings, kind or "")
    if page is not None:
        write_page(page, site, paths[0], specimen, _passages(specimen))
    elif as_json:
        click.echo(tell_article(specimen.article))
    elif explain:
        show_explanation(open_screen(), specimen.article, _passages(specimen))
    else:
        shown = view_article(specimen.article, _passages(specimen))
        open_screen().print(shown)


def _check_use(
    paths: tuple[Path, ...],
    kind: str | None,
    *,
    is_page: bool,
    is_json: bool,
    is_batch: bool,
) -> None:
    wanted = 2 if is_batch else 1
    if len(paths) != wanted:
        form = "--batch IN OUT" if is_batch else "one FILE"
        raise click.UsageError(f"{len(paths)} paths are given; give {form}")
    if is_page and (is_json or is_batch):
        raise click.UsageError("--html is a page of its own; ask for the others alone")
    if kind and paths[0] != STANDARD_INPUT:
        raise click.UsageError("--as is for standard input; give - as FILE")


def _passages(specimen: Specimen) -> tuple[Passage, ...]:
    return passages_of(specimen.article, specimen.words, block_number)
