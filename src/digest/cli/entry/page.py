"""Writes the page that explains an article, over nothing but such a page."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.entry.manuscript import STANDARD_INPUT, Manuscript
from digest.errors import ContentError
from digest.render.explained import MARK, render_explained
from digest.render.passages import Passage
from digest.render.theme import Theme, packaged_templates

ENDINGS = (".html", ".htm")
STANDARD_OUTPUT = "-"


def write_page(
    out: str,
    site: Path,
    path: Path,
    manuscript: Manuscript,
    passages: tuple[Passage, ...],
) -> None:
    """Write the page to the file OUT, or for `-` to standard output.

    Raises ContentError where something else stands there: a path given in the wrong
    place costs nobody an article.
    """
    name = manuscript.name if path == STANDARD_INPUT else path.name
    theme = Theme((site / "templates", packaged_templates()))
    text = render_explained(theme, manuscript.article, passages, name=name)
    if out == STANDARD_OUTPUT:
        click.echo(text)
        return
    target = Path(out)
    if target.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"--html {out}: is no name of a page; end it in .html")
    try:
        if target.exists() and MARK not in target.read_text(errors="replace"):
            fact = "is no page that this command wrote; give another name"
            raise ContentError(out, fact)
        target.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        fact = f"cannot be written ({error.strerror}); give another place"
        raise ContentError(out, fact) from error
