"""The owner's own themes; those that digest brings are in order."""

from __future__ import annotations

from digest.check.findings import Finding
from digest.cli.check.wish import Wish, chosen
from digest.config import Config
from digest.pipeline.themes.proof import prove_theme
from digest.pipeline.themes.shelf import Shelf


def own_themes(wish: Wish, config: Config) -> tuple[str, ...]:
    """The names of those that were asked for."""
    names = Shelf(config.root).own_names()
    asked = {path.partition("/")[0] for path in wish.themes}
    return tuple(name for name in names if {name, ""} & asked)


def inspect_themes(
    names: tuple[str, ...], wish: Wish, config: Config
) -> tuple[Finding, ...]:
    """What is wrong in these themes, as far as it is in what was asked for."""
    found = tuple(
        finding
        for name in names
        for finding in prove_theme(
            Shelf(config.root).folders, name, ignore=config.check.ignore
        )
    )
    return chosen(found, tuple(_path(path) for path in wish.themes))


def _path(path: str) -> str:
    return f"templates/newsletter/{path}".removesuffix("/")
