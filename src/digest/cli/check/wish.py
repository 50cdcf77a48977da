"""What was asked for on the command line, as paths in the folders of the site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from digest.check.findings import Finding
from digest.config import Config

#: ends the name of a message, wherever it lies
MESSAGE = ".eml"
#: the owner's own, beside digest.toml
THEMES = "templates/newsletter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for, as paths in the two folders; "" is all of one."""

    articles: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    messages: tuple[Path, ...] = ()
    #: paths in templates/newsletter
    themes: tuple[str, ...] = ()
    #: whether the next issues are, too
    asks_for_next: bool = False

    @property
    def asks_for_articles(self) -> bool:
        """Whether they have to be read: always, but for messages or themes alone."""
        is_alone = bool(self.messages or self.themes)
        return bool(self.articles or self.feeds or not is_alone)


def read_wish(paths: Sequence[Path], config: Config) -> Wish:
    """Which folder each path is in; without any, all there is is asked for.

    Raises UsageError for what is nowhere.
    """
    if not paths:
        return Wish(articles=("",), feeds=("",), themes=("",), asks_for_next=True)
    messages = tuple(path for path in paths if path.suffix.lower() == MESSAGE)
    others = tuple(path for path in paths if path not in messages)
    for path in others:
        if not any(_names_in(folder, (path,)) for folder in _folders(config)):
            fact = f"{path} is not in {config.content_folder}; name a file that is"
            raise click.UsageError(fact)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path}: there is no such file; mend the path")
    return Wish(
        articles=tuple(_names_in(config.content_folder, others)),
        feeds=tuple(_names_in(config.feeds_folder, others)),
        messages=messages,
        themes=tuple(_names_in(config.root / THEMES, others)),
    )


def chosen(findings: Sequence[Finding], folders: Sequence[str]) -> tuple[Finding, ...]:
    """Those in these folders, or of these files."""
    return tuple(
        finding
        for finding in findings
        if any(_is_within(finding.path, folder) for folder in folders)
    )


def _folders(config: Config) -> tuple[Path, ...]:
    return config.content_folder, config.feeds_folder, config.root / THEMES


def _names_in(folder: Path, paths: Sequence[Path]) -> list[str]:
    """The paths in the folder, as they count from it; "" for the folder itself."""
    root = folder.resolve()
    # of a link it is the name that counts, not what it leads to
    places = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100  no link is followed
    places = [place.parent.resolve() / place.name for place in places]
    return [
        place.relative_to(root).as_posix().removeprefix(".")
        for place in places
        if place.is_relative_to(root)
    ]


def _is_within(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")
