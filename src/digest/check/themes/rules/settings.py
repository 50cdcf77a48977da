"""theme.toml: what a theme says of itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from digest.check.findings import Fault, Rule, Severity
from digest.check.themes.study import SETTINGS, ThemeStudy
from digest.design import NARROWEST, WIDEST
from digest.issues import Shown
from digest.render.letters.look.colours import Colour
from digest.render.letters.look.fonts import font_stack
from digest.render.letters.look.palette import DARK, NAMES, Clash, make_palettes
from digest.render.letters.look.theme_file import HOUSE, LARGEST_SETTINGS

KEYS = ("description", "shows", "design")
SHOWN = (Shown.TEASER.value, Shown.WHOLE.value)
COLOURS = (*NAMES, *(DARK + name for name in NAMES))
FONTS = ("font", "heading_font")
IN_DESIGN = (*COLOURS, *FONTS, "width")
LINE = re.compile(r"line (\d+)")


def find_broken(study: ThemeStudy) -> Iterator[Fault]:
    """What is no TOML."""
    text = study.texts.get(SETTINGS, "")
    if len(text) > LARGEST_SETTINGS:
        fact = f"has over {LARGEST_SETTINGS} characters"
        yield study.at(SETTINGS, 1, fact, "take some out")
        return
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = LINE.search(str(error))
        fact = f"is no TOML ({str(error).partition(' (at')[0]:.100})"
        yield study.at(SETTINGS, int(line[1]) if line else 1, fact, "mend the file")


def find_key(study: ThemeStudy) -> Iterator[Fault]:
    """Settings that nobody reads."""
    told = _told(study)
    design = told.get("design")
    for key in told:
        if key not in KEYS:
            yield _at(study, key, f"{key} is not known", f"use {', '.join(KEYS)}")
    for key in design if isinstance(design, dict) else ():
        if key not in IN_DESIGN:
            remedy = "use a colour, font, heading_font or width"
            yield _at(study, key, f"[design] {key} is not known", remedy)


def find_value(study: ThemeStudy) -> Iterator[Fault]:
    """Settings of the wrong kind, or out of measure."""
    told = _told(study)
    if not isinstance(told.get("description", ""), str):
        yield _at(study, "description", "description is no text", "write it in quotes")
    if told.get("shows", Shown.TEASER.value) not in SHOWN:
        yield _at(
            study, "shows", f"shows: {told['shows']!r}", f"use {' or '.join(SHOWN)}"
        )
    if not isinstance(told.get("design", {}), dict):
        yield _at(study, "design", "design is no table", "write it as [design]")
    for key, value in _design(study).items():
        fact, remedy = _fault(key, value)
        if fact:
            yield _at(study, key, f"[design] {key}: {fact}", remedy)


def find_missing(study: ThemeStudy) -> Iterator[Fault]:
    """Colours and sizes that a theme leaves to digest."""
    if SETTINGS not in study.texts or any(find_broken(study)):
        return
    told = _told(study)
    if not told.get("description"):
        remedy = "add it: `digest theme list` shows it"
        yield study.at(SETTINGS, 1, "has no description", remedy)
    design = _design(study)
    left = [key for key in (*COLOURS, "font", "width") if key not in design]
    if left:
        fact = f"[design] has no {', '.join(left)}"
        yield _at(study, "design", fact, "add them: those of digest may not fit")


def find_contrast(study: ThemeStudy) -> Iterator[Fault]:
    """Words that cannot be read on what is behind them."""
    found = {}
    for key in COLOURS:
        value = _design(study).get(key, getattr(HOUSE, key))
        if isinstance(value, str) and value:
            try:
                found[key] = Colour.parse(value)
            except ValueError:
                return  # is told of already
    # all of them as the owner's own, since a theme's would be moved until they fit
    clash = make_palettes(found, found)
    if isinstance(clash, Clash):
        remedy = "make the one darker or the other lighter, to 4.5:1 or more"
        yield _at(study, clash.words, f"[design] {clash.fact}", remedy)


def _fault(key: str, value: Any) -> tuple[str, str]:
    """Fact and remedy; both empty where the value is right."""
    try:
        if key in COLOURS and value != "":
            Colour.parse(value)
        elif key in FONTS and value != "":
            font_stack(value, fallback="serif")
    except (ValueError, TypeError, AttributeError):
        remedy = '"#0d5c63"' if key in COLOURS else '"serif", "sans", "mono" or names'
        return f"{value!r:.40} is none", f"write {remedy}"
    is_width = type(value) is int and NARROWEST <= value <= WIDEST
    if key == "width" and not is_width:
        return f"{value!r:.40} is none", f"write pixels, {NARROWEST} to {WIDEST}"
    return "", ""


def _told(study: ThemeStudy) -> Mapping[str, Any]:
    text = study.texts.get(SETTINGS, "")
    try:
        return tomllib.loads(text) if len(text) <= LARGEST_SETTINGS else {}
    except (ValueError, RecursionError):
        return {}


def _design(study: ThemeStudy) -> Mapping[str, Any]:
    design = _told(study).get("design", {})
    return design if isinstance(design, dict) else {}


def _at(study: ThemeStudy, key: str, fact: str, remedy: str) -> Fault:
    """The fault on the line of the key."""
    written = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(?:\]|=)")
    lines = study.texts.get(SETTINGS, "").splitlines()
    found = (number for number, text in enumerate(lines, 1) if written.match(text))
    return study.at(SETTINGS, next(found, 1), fact, remedy)


RULES = (
    Rule(
        name="theme-toml",
        severity=Severity.ERROR,
        description="a theme.toml that is no TOML",
        reason="no letter can be made with the theme",
        find=find_broken,
    ),
    Rule(
        name="theme-key",
        severity=Severity.ERROR,
        description="settings in theme.toml that are not known",
        reason="a slip of the pen would go unnoticed, so the letter is refused",
        find=find_key,
    ),
    Rule(
        name="theme-value",
        severity=Severity.ERROR,
        description="settings in theme.toml of the wrong kind",
        reason="no letter can be made with the theme",
        find=find_value,
    ),
    Rule(
        name="theme-unsaid",
        severity=Severity.WARNING,
        description="colours, font, width or description that theme.toml leaves out",
        reason="those of digest take their place, and may not fit the others",
        find=find_missing,
    ),
    Rule(
        name="theme-contrast",
        severity=Severity.ERROR,
        description="colours in theme.toml that cannot be read on each other",
        reason="the least that eyes need is 4.5:1 (WCAG 2.2)",
        find=find_contrast,
    ),
)
