"""What a theme of newsletters says of itself: its theme.toml, checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from digest.design import Design
from digest.errors import ThemeError
from digest.issues import Shown
from digest.render.letters.look.palette import DARK, NAMES
from digest.render.theme import Theme

#: what a theme may leave open
HOUSE = Design(
    accent="#0d5c63",
    ink="#1f2324",
    soft="#5b6265",
    line="#dfdcd5",
    paper="#fdfcfa",
    ground="#f3f1ec",
    font="serif",
    width=600,
)
TEXTS = ("font", "heading_font")
#: characters of the file: a key of many thousand parts takes as many minutes
LARGEST_SETTINGS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFile:
    """What a theme says of itself in its theme.toml."""

    #: of the file, for messages
    place: str
    description: str = ""
    shows: Shown = Shown.TEASER
    design: Design = HOUSE


def theme_file(theme: Theme, name: str) -> ThemeFile:
    """What the newsletter theme NAME says of itself; a broken file is a ThemeError."""
    template = f"newsletter/{name}/theme.toml"
    place = f"templates/{template}"
    text = theme.text(template)
    if len(text) > LARGEST_SETTINGS:
        fact = f"has over {LARGEST_SETTINGS} characters"
        raise ThemeError(f"{place}:1: {fact}; take some out")
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        # it names no line where the file ends too soon
        number = line[1] if line else len(text.splitlines())
        raise ThemeError(
            f"{place}:{number}: is not TOML ({error}); mend the line"
        ) from error
    except (ValueError, RecursionError) as error:
        fact = "nests too deep, or has too long a number"
        raise ThemeError(f"{place}:1: {fact}; mend it") from error
    return ThemeFile(
        place=place,
        description=str(told.get("description", "")),
        shows=_shows(told.get("shows", Shown.TEASER.value), place),
        design=_design(told.get("design", {}), place),
    )


def _shows(told: object, place: str) -> Shown:
    if told not in (Shown.TEASER.value, Shown.WHOLE.value):
        raise ThemeError(f'{place}: shows: {told!r}; write "teaser" or "whole"')
    return Shown(told)


def _design(table: Any, place: str) -> Design:
    """The table [design], each value of its type."""
    if not isinstance(table, dict):
        raise ThemeError(f"{place}: design is no table; write it as [design]")
    kinds = dict.fromkeys((*NAMES, *(DARK + n for n in NAMES), *TEXTS), str)
    known: Mapping[str, type] = kinds | {"width": int}
    for key, value in table.items():
        if key not in known:
            raise ThemeError(f"{place}: [design] {key}: is not known; take it out")
        if type(value) is not known[key]:
            fact = f"{value!r} is of the wrong kind"
            raise ThemeError(f"{place}: [design] {key}: {fact}; see docs/themes.md")
    told = {field.name: getattr(HOUSE, field.name) for field in fields(Design)}
    return Design(**{**told, **table})
