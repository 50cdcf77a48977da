"""Writes the page that explains an article, over nothing but such a page."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click

from digest.cli.entry.specimen import STANDARD_INPUT, Specimen
from digest.errors import ContentError
from digest.render.explained import MARK, render_explained
from digest.render.passages import Passage
from digest.render.theme import Theme, packaged_templates

ENDINGS = (".html", ".htm")
#: bytes of a page in which its head ends, the style of a theme included
HEAD_BYTES = 1_000_000
STANDARD_OUTPUT = "-"


def write_page(
    out: str,
    site: Path,
    path: Path,
    specimen: Specimen,
    passages: tuple[Passage, ...],
) -> None:
    """Write the page to the file OUT, or for `-` to standard output.

    Raises ContentError where something else stands there: a path given in the wrong
    place costs nobody an article.
    """
    name = specimen.name if path == STANDARD_INPUT else path.name
    theme = Theme((site / "templates", packaged_templates()))
    text = render_explained(theme, specimen.article, passages, name=name)
    if out == STANDARD_OUTPUT:
        click.echo(text)
        return
    target = Path(out)
    if target.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"--html {out}: is no name of a page; end it in .html")
    try:
        _check_place(target)
        target.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        fact = f"cannot be written ({error.strerror})"
        raise ContentError(out, fact, remedy="give another place") from error


def _check_place(target: Path) -> None:
    """Raise ContentError where anything stands but a page that was written here."""
    if target.is_dir() or not os.path.lexists(target):
        return
    # a link leads elsewhere, and a pipe would keep us waiting for its other end
    is_plain = stat.S_ISREG(target.lstat().st_mode)
    if not is_plain or MARK not in _head(target):
        fact = "is no page that this command wrote"
        raise ContentError(str(target), fact, remedy="give another name")


def _head(target: Path) -> str:
    """What stands before the body, where no words of an article are."""
    with target.open("rb") as file:
        head, body, _ = file.read(HEAD_BYTES).partition(b"<body")
    return head.decode("utf-8", "replace") if body else ""
