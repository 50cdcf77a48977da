"""`digest new`: a file for an article that is still to be written."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path, PurePosixPath

import click

from digest.cli.places import near
from digest.config import load_config
from digest.errors import ContentError
from digest.lines import one_line
from digest.load.frontmatter import write
from digest.paths import slugify
from digest.wiring import read_clock

#: a file without a text could not be read
FIRST_WORDS = "Write here. Take out the line with `draft`, and it is public."


@click.command("new")
@click.argument("title")
@click.option("--into", default="", metavar="FOLDER", help="A folder in content/.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@click.option("--language", default="", help="Its language, where it is another.")
@click.pass_obj
def command(
    site: Path, title: str, *, into: str, tags: tuple[str, ...], language: str
) -> None:
    """Make a draft with this TITLE in the content folder, and print its path.

    The file is named by the title, and dated today. Nothing that is there already is
    ever changed.

    \b
      digest new "The harbour opens again"
      digest new "Der Hafen" --into press --tag harbour --language de
    """
    config = load_config(site)
    title = one_line(title)
    path = _folder(into) / f"{_name(title)}.md"
    place = config.content_folder / path
    today = datetime.combine(read_clock().date(), time.min, UTC)
    values = {
        "title": title,
        "date": today,
        "draft": True,
        "language": language,
        "tags": tags,
    }
    _write(place, f"{write(values)}\n{FIRST_WORDS}\n")
    click.echo(near(place))


def _name(title: str) -> str:
    name = slugify(title)
    if not name:
        fact = f"{title!r} has neither letters nor digits to name a file by"
        raise click.UsageError(f"{fact}; choose another title")
    return name


def _folder(into: str) -> PurePosixPath:
    """The folder as a path within the content folder."""
    folder = PurePosixPath(into)
    is_hidden = any(part.startswith(".") for part in folder.parts)
    if folder.is_absolute() or is_hidden or "\0" in into:
        fact = f"--into: {into!r} is no folder that articles are read from"
        raise click.UsageError(f"{fact}; name one within the content folder")
    return folder


def _write(place: Path, text: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        fact = f"cannot be written ({error.strerror}); mend the folder"
        if place.exists():
            fact = "is there already; edit it, or choose another title"
        raise ContentError(str(near(place)), fact) from error
