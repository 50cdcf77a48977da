"""The themes that a site can choose from, and a copy of one for its owner to change."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import Any

from digest.errors import ThemeError
from digest.render.theme import packaged_templates

#: in a folder of templates
FOLDER = "newsletter"
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?", re.ASCII)
SETTINGS = "theme.toml"
#: octets of a theme.toml, and of a description that fits into a list
LARGEST_SETTINGS, LONGEST = 10_000, 120
#: of a folder that others may read
PUBLIC = 0o755


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTheme:
    """A theme by its name."""

    name: str
    #: its own words; "" where it has none
    description: str
    folder: Path
    #: whether it stands beside digest.toml
    is_own: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The themes of the site in this folder, and those that digest brings."""

    site: Path

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where templates are looked for: the owner's go before ours."""
        return self.own, packaged_templates()

    @property
    def own(self) -> Path:
        """The owner's templates, which need not be there."""
        return self.site / "templates"

    def themes(self) -> tuple[FoundTheme, ...]:
        """All of them, by name; of one name the owner's."""
        found: dict[str, FoundTheme] = {}
        for templates in reversed(self.folders):
            for folder in _folders_in(templates / FOLDER):
                found[folder.name] = FoundTheme(
                    name=folder.name,
                    description=_description(folder / SETTINGS),
                    folder=folder,
                    is_own=templates == self.own,
                )
        return tuple(found[name] for name in sorted(found))

    def own_names(self) -> tuple[str, ...]:
        """Those that the owner has, or has changed files of."""
        return tuple(theme.name for theme in self.themes() if theme.is_own)

    def place(self, path: str) -> Path:
        """Where the file `templates/…` stands; beside digest.toml where it does not."""
        ours = packaged_templates().parent / path
        own = self.site / path
        return own if own.exists() or not ours.exists() else ours


def copy_theme(shelf: Shelf, name: str, new_name: str) -> Path:
    """Copy the theme to a new folder of the owner's, whole or not at all.

    Raises ThemeError where the new name is none, or is taken.
    """
    target = shelf.own / FOLDER / new_name
    place = f"templates/{FOLDER}/{new_name:.60}"
    if not NAME.fullmatch(new_name):
        raise ThemeError(f"{place}: is no name; use a-z, 0-9 and hyphens")
    if any(theme.name == new_name for theme in shelf.themes()) or target.exists():
        raise ThemeError(f"{place}: is there already; choose another name")
    made: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{new_name}-", dir=target.parent))
        for folder in reversed(shelf.folders):
            _copy_files(folder / FOLDER / name, made)
        made.chmod(PUBLIC)
        made.rename(target)
    except OSError as error:
        if made is not None:
            rmtree(made, ignore_errors=True)
        fact = f"cannot be written ({error.strerror})"
        raise ThemeError(f"{place}: {fact}; look at disk and permissions") from error
    return target


def _copy_files(source: Path, target: Path) -> None:
    if not source.is_dir():
        return
    for path in sorted(source.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            copyfile(path, target / path.name)


def _folders_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [each for each in folder.iterdir() if each.is_dir() and _is_seen(each.name)]


def _is_seen(name: str) -> bool:
    return bool(NAME.fullmatch(name))


def _description(path: Path) -> str:
    """What the theme says of itself; "" where it does not, or cannot be read."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_SETTINGS).decode()
        told: dict[str, Any] = tomllib.loads(text)
    except (OSError, ValueError, RecursionError):
        return ""
    return str(told.get("description", ""))[:LONGEST]
