"""`digest entry`: what digest makes of an article, and what it leaves out and why."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress import track
from rich.table import Table
from rich.text import Text

from digest.cli.screen import open_screen
from digest.config import FILE, ContentSection, load_config
from digest.errors import ContentError
from digest.lines import escape_invisible
from digest.load.article import load_article
from digest.load.blocks import number_items
from digest.model import (
    Article,
    Block,
    BlockKind,
    Citation,
    Site,
)

#: columns of a cut that are shown to people; --json has all of it
SHOWN = 300
#: how a block of each kind looks: words before it, spaces before it, style
LOOKS = {
    BlockKind.HEADING: ("", 0, "bold"),
    BlockKind.LIST_ITEM: ("• ", 2, ""),
    BlockKind.QUOTE: ("“ ", 2, "italic"),
    BlockKind.CODE: ("", 4, "cyan"),
    BlockKind.TABLE: ("", 4, ""),
    BlockKind.IMAGE: ("[image] ", 0, "dim"),
}


@click.command("entry")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.option(
    "--batch",
    is_flag=True,
    help="Read each file of the folder IN, and write OUT/NAME.json for it, or "
    "OUT/NAME.EXT.json for files that differ in EXT alone.",
)
@click.pass_obj
def command(site: Path, paths: tuple[Path, ...], *, as_json: bool, batch: bool) -> None:
    """Show what digest makes of one article, and what it leaves out.

    Nothing is published. Each line that is cut is named with its reason; what is kept
    and what is cut are together the whole file.

    \b
      digest entry content/harbour.txt
      digest entry content/harbour.txt --json
      digest entry --batch content told
    """
    settings = _settings(site)
    wanted = 2 if batch else 1
    if len(paths) != wanted:
        form = "--batch IN OUT" if batch else "one FILE"
        raise click.UsageError(f"{len(paths)} paths are given; give {form}")
    if batch:
        sys.exit(_tell_folder(paths[0], paths[1], *settings))
    article = _load(paths[0], *settings)
    if as_json:
        click.echo(_as_json(article))
    else:
        open_screen().print(_view(article))


def _settings(folder: Path) -> tuple[Site, ContentSection]:
    """The site's own, or plain ones where there is no site: any file can be shown."""
    if (folder / FILE).is_file():
        config = load_config(folder)
        return config.site, config.content
    return Site(title="", url=""), ContentSection()


def _load(path: Path, site: Site, section: ContentSection) -> Article:
    try:
        if path.stat().st_size > section.largest_file:
            fact = f"is larger than {section.largest_file} bytes; it is no article"
            raise ContentError(str(path), fact)
        data = path.read_bytes()
    except OSError as error:
        fact = f"cannot be read ({error.strerror}); mend the path"
        raise ContentError(str(path), fact) from error
    return load_article(path.name, data, site)


def _tell_folder(
    source: Path, target: Path, site: Site, section: ContentSection
) -> int:
    """Write a JSON file for each file; returns 1 if some could not be read."""
    if not source.is_dir():
        raise ContentError(str(source), "is no folder; give --batch IN OUT")
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in source.iterdir() if path.is_file())
    names = _told_names(files)
    console = open_screen(is_for_errors=True)
    problems = 0
    for path in track(files, console=console, disable=not console.is_terminal):
        try:
            told = _as_json(_load(path, site, section))
        except ContentError as error:
            problems += 1
            click.echo(f"left out: {escape_invisible(str(error))}", err=True)
            told = json.dumps({"error": str(error)}, ensure_ascii=False)
        (target / names[path]).write_text(told + "\n", encoding="utf-8")
    return 1 if problems else 0


def _told_names(files: Sequence[Path]) -> dict[Path, str]:
    """NAME.json for each file; NAME.EXT.json where another could have that name."""
    stems = Counter(path.stem for path in files)
    names = {path.name for path in files}

    def told_name(path: Path) -> str:
        is_alone = stems[path.stem] == 1 and path.stem not in names
        return f"{path.stem if is_alone else path.name}.json"

    return {path: told_name(path) for path in files}


def _as_json(article: Article) -> str:
    told = {
        "title": article.title,
        "body_text": "\n\n".join(_numbered(article.blocks)),
        "blocks": [_block(block) for block in article.blocks],
        "summary": article.summary,
        "author": ", ".join(article.authors),
        "date": article.date.isoformat() if article.date else None,
        "date_origin": article.date_origin,
        "language": article.language,
        "credit": article.credit,
        "sources": [
            {"name": each.name, "outlet": each.outlet} for each in article.citations
        ],
        "reading_minutes": article.reading_minutes,
        "html": article.html,
        "dropped": [
            {"text": cut.text, "reason": cut.reason, "start": cut.start, "end": cut.end}
            for cut in article.cuts
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _block(block: Block) -> dict[str, Any]:
    told: dict[str, Any] = {"type": block.kind, "text": block.text}
    if block.level is not None:
        told["level"] = block.level
    return told | {"start": block.start, "end": block.end}


def _numbered(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The words of each block; an item of a numbered list has its number again."""
    for number, block in zip(number_items(blocks), blocks, strict=True):
        yield f"{number}. {block.text}" if number else block.text


def _view(article: Article) -> RenderableType:
    """Title, facts, text and cuts, as one reads them."""
    body: list[RenderableType] = [
        Text(article.title, style="bold underline"),
        Padding(_facts(article), (1, 0)),
    ]
    for words, block in zip(_numbered(article.blocks), article.blocks, strict=True):
        before, indent, style = LOOKS.get(block.kind, ("", 0, ""))
        mark = "" if block.is_ordered else before
        body.append(Padding(Text(mark + words, style=style), (0, 0, 1, indent)))
    if article.cuts:
        body.append(_cuts(article))
    else:
        body.append(Text("Nothing was cut.", style="dim"))
    return Group(*body)


def _facts(article: Article) -> Table:
    date = article.date.date().isoformat() if article.date else ""
    minutes = article.reading_minutes
    facts = {
        "summary": article.summary,
        "by": ", ".join(article.authors),
        "date": f"{date} ({article.date_origin})" if date else "",
        "language": article.language,
        "reading": f"{minutes} minute{'' if minutes == 1 else 's'}",
        "credit": article.credit,
        "cites": "; ".join(map(_cited, article.citations)),
    }
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in facts.items():
        if value:
            table.add_row(name, Text(value))
    return table


def _cited(citation: Citation) -> str:
    if citation.name and citation.outlet:
        return f"{citation.name} ({citation.outlet})"
    return citation.name or citation.outlet


def _cuts(article: Article) -> Table:
    table = Table(title="Left out", title_justify="left", title_style="bold", box=None)
    table.add_column("at", justify="right", style="dim")
    table.add_column("why", style="yellow", no_wrap=True)
    table.add_column("text", ratio=1)
    for cut in article.cuts:
        text = " ".join(cut.text[: SHOWN * 2].split())
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        table.add_row(str(cut.start) if cut.start >= 0 else "", cut.reason, Text(shown))
    return table
