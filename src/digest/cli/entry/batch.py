"""A folder of files -> a folder of JSON, one for each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.progress import track

from digest.cli.entry.as_json import tell_article
from digest.cli.entry.specimen import Settings, read_specimen
from digest.cli.screen import open_screen
from digest.errors import ContentError
from digest.lines import escape_invisible


def tell_folder(source: Path, target: Path, settings: Settings) -> int:
    """Write a JSON file for each file; returns how many could not be read."""
    if not source.is_dir():
        raise ContentError(str(source), "is no folder", remedy="give --batch IN OUT")
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in source.iterdir() if path.is_file())
    names = _told_names(files)
    console = open_screen(is_for_errors=True)
    problems = 0
    for path in track(files, console=console, disable=not console.is_terminal):
        try:
            told = tell_article(read_specimen(path, settings).article)
        except ContentError as error:
            problems += 1
            click.echo(f"left out: {escape_invisible(str(error))}", err=True)
            told = json.dumps({"error": str(error)}, ensure_ascii=False)
        (target / names[path]).write_text(told + "\n", encoding="utf-8")
    return problems


def _told_names(files: Sequence[Path]) -> dict[Path, str]:
    """NAME.json for each file; NAME.EXT.json where another could have that name."""
    stems = Counter(path.stem for path in files)
    names = {path.name for path in files}

    def told_name(path: Path) -> str:
        is_alone = stems[path.stem] == 1 and path.stem not in names
        return f"{path.stem if is_alone else path.name}.json"

    return {path: told_name(path) for path in files}
