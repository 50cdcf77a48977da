"""`digest init`: a new publication."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from digest.cli.init.first_files import FIRST_ARTICLE, GIT_IGNORE, settings_text
from digest.config import FILE
from digest.errors import ConfigError


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="Name of the publication; default: the folder's name.")
def command(folder: Path, title: str | None) -> None:
    """Make a new publication in FOLDER: digest.toml, and content/ with a first draft.

    Nothing that is there already is ever changed.

    \b
      digest init notes
      digest init notes --title "North Shore Notes"
    """
    if (folder / FILE).exists():
        message = f"{folder / FILE}: is there already; edit it as you like"
        raise ConfigError(message)
    name = title or _title_of(folder)
    if not name.isprintable() or not name.strip():
        message = f"--title: {name!r} cannot be shown; use letters, digits and signs"
        raise ConfigError(message)
    files = {
        FILE: settings_text(name),
        "content/how-to-write.md": FIRST_ARTICLE,
        ".gitignore": GIT_IGNORE,
    }
    try:
        for path, text in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{error.filename}: cannot be written ({error.strerror})"
        raise ConfigError(f"{message}; choose another folder") from error
    _tell_what_comes_next(folder, name)


def _title_of(folder: Path) -> str:
    """A title made of the folder's name."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ")
    return words.title() or "Notes"


def _tell_what_comes_next(folder: Path, name: str) -> None:
    way = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"Made the publication “{name}” in {folder}/. What comes next:")
    click.echo(f"  1. edit {folder / FILE}: url, from, postal_address")
    click.echo(f"  2. put articles into {folder / 'content'}/; one shows how")
    click.echo(f"  3. {way}digest run")
    click.echo("  4. digest preview --open, in another terminal: the next issue")
