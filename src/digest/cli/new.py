"""`digest new`: a file for an article that is still to be written."""

from __future__ import annotations

import posixpath
from datetime import UTC, datetime, time
from pathlib import Path

import click

from digest.cli.places import content_subfolder, near
from digest.clock import read_clock
from digest.config import load_config
from digest.errors import ContentError
from digest.imports.item_sheet import check_readable
from digest.imports.shelf import is_free, put_article
from digest.lines import one_line
from digest.load.frontmatter_writing import write
from digest.load.values import NOTHING
from digest.paths import slugify

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
    wanted = posixpath.join(content_subfolder(into), f"{_name(title)}.md")
    if not is_free(config.content_folder, wanted):
        shown = near(config.content_folder / wanted)
        raise ContentError(
            str(shown), "is there already; edit it, or choose another title"
        )
    values = {
        "title": title,
        "date": datetime.combine(read_clock().date(), time.min, UTC),
        "draft": True,
        "language": language,
        "tags": tags,
    }
    text = f"{write(values)}\n{FIRST_WORDS}\n"
    check_readable(text, "what you asked for")
    path = put_article(config.content_folder, wanted, text)
    click.echo(near(config.content_folder / path))


def _name(title: str) -> str:
    name = slugify(title)
    if not name or title.lower() in NOTHING:
        fact = f"{title!r} names no file and no article"
        raise click.UsageError(f"{fact}; choose another title")
    return name
