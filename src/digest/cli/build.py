"""`digest build`: the published tree, once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from digest.cli.memory import all_memory_kept
from digest.cli.telling import tell_made, tell_problems, tell_publication
from digest.clock import read_nanoseconds
from digest.config import Config
from digest.freshness import (
    Answer,
    Places,
    digest_settings,
    keep_record,
    look_at_inputs,
)
from digest.pipeline import Publication, build
from digest.publish import Effort, Published
from digest.wiring import open_press
from digest.workers import count_processors


@click.command("build")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.option("--explain", is_flag=True, help="Tell why each document was made.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="So many processes at the most; default: one for each processor.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Make every document anew, and write those that differ.",
)
@click.pass_obj
def command(
    site: Path, *, as_json: bool, explain: bool, jobs: int | None, force: bool
) -> None:
    """Make feeds and archive from the articles, once.

    Only what depends on something that changed is made, and only what comes out in
    other bytes is written. Articles that cannot be read are left out and named, and
    then the exit code is 1; everything else is published.

    \b
      digest build
      digest build --explain
      digest --site notes build
    """
    with _progress() as tell:
        effort = Effort(jobs=jobs or count_processors(), is_anew=force, tell=tell)
        publication = _build(site, effort)
    if as_json:
        told = _as_json(publication, explain=explain)
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for line in _lines(publication, explain=explain):
            click.echo(line)
    for line in tell_problems(publication):
        click.echo(line, err=True)
    if publication.problems:
        sys.exit(1)


def _build(site: Path, effort: Effort) -> Publication:
    """Build, and leave a record by which the next build may see that nothing changed.

    What the tree depends on is looked at before it is read: who changes it meanwhile is
    found out by the next build.
    """
    settings = digest_settings(str(site), os.environ)
    with all_memory_kept(), open_press(site) as press:
        places = _places(press.config)
        began = read_nanoseconds()
        inputs = look_at_inputs(str(site), places, now=began)
        publication = build(
            press.config, press.store, press.theme, now=press.clock(), effort=effort
        )
    horizon = publication.horizon
    keep_record(
        str(site),
        places,
        settings=settings,
        inputs=inputs,
        began=began,
        horizon=None if horizon is None else int(horizon.timestamp()),
        looks=publication.published.looks,
        answer=_answer(publication),
    )
    return publication


def _places(config: Config) -> Places:
    return Places(content=config.content.folder, state=config.store.state)


def _answer(publication: Publication) -> Answer:
    """What a build that finds nothing to do says after this one."""
    published = publication.published
    same = replace(
        publication,
        published=Published(unchanged=published.unchanged + len(published.written)),
    )
    problems = tuple(tell_problems(same))
    return Answer(
        told="".join(f"{line}\n" for line in tell_publication(same)),
        problems="".join(f"{line}\n" for line in problems),
        status=1 if problems else 0,
    )


def _progress() -> AbstractContextManager[Callable[[str, int, int], None]]:
    if not sys.stderr.isatty():
        return nullcontext(_say_nothing)
    # late: it draws with a library that no quiet build needs
    from digest.cli.progress import show_progress  # noqa: PLC0415

    return show_progress()


def _say_nothing(part: str, done: int, total: int) -> None:
    """Nobody looks."""


def _lines(publication: Publication, *, explain: bool) -> tuple[str, ...]:
    told = tuple(tell_publication(publication))
    return (*tell_made(publication.published), *told) if explain else told


def _as_json(publication: Publication, *, explain: bool) -> dict[str, object]:
    published = publication.published
    told: dict[str, object] = {
        "entries": publication.entries,
        "written": published.written,
        "removed": published.removed,
        "unchanged": published.unchanged,
        "problems": [str(problem) for problem in publication.problems],
    }
    if explain:
        told["made"] = [
            {"path": made.path, "reasons": made.reasons} for made in published.made
        ]
    return told
