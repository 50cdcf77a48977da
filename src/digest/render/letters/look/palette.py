"""The colours of one letter in both schemes, each of which can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from digest.contrast import LEAST_CONTRAST
from digest.render.letters.look.colours import Colour

#: what words stand on, and the words
GROUNDS = ("paper", "ground")
WORDS = ("ink", "soft", "accent")
NAMES = (*WORDS, "line", *GROUNDS)
DARK = "dark_"
#: of the dark scheme: how light, and how saturated at most
DARK_PAPER, DARK_GROUND, DARK_LINE = (0.13, 0.1), (0.09, 0.1), (0.22, 0.1)
DARK_INK, DARK_SOFT = (0.88, 0.12), (0.66, 0.1)
DARK_ACCENT = (0.68, 0.6)
#: of words on a button; the last always can be read where the first cannot
BUTTON_INKS = tuple(map(Colour.parse, ("#ffffff", "#101416", "#000000")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What one scheme has, as #rrggbb."""

    accent: str
    ink: str
    soft: str
    line: str
    paper: str
    ground: str
    #: of words on a button of the accent's colour
    on_accent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two colours of which one cannot be read on the other."""

    #: names of fields: of the words, and of what is behind them
    words: str
    ground: str
    contrast: float

    @property
    def fact(self) -> str:
        """The measured contrast; rounded down, so that it never looks sufficient."""
        measured = int(self.contrast * 100) / 100
        return f"{self.words} on {self.ground} has a contrast of {measured:.2f}:1"


def make_palettes(
    own: Mapping[str, Colour], theirs: Mapping[str, Colour]
) -> tuple[Palette, Palette] | Clash:
    """The light and the dark scheme, from what the owner has and else the theme.

    What is dark and nobody gave is made from the light one. A shade of the dark scheme
    that the owner did not choose is moved until it can be read.
    """
    light = {name: own.get(name) or theirs[name] for name in NAMES}
    clash = next(_clashes(light, ""), None)
    if clash:
        return clash
    dark = {name: _dark(name, own, theirs) for name in NAMES}
    behind = [dark[name] for name in GROUNDS]
    for name in WORDS:
        if DARK + name not in own:
            dark[name] = dark[name].readable_on(behind) or dark[name]
    return next(_clashes(dark, DARK), None) or (_palette(light), _palette(dark))


def _dark(name: str, own: Mapping[str, Colour], theirs: Mapping[str, Colour]) -> Colour:
    """The owner's, or made of the owner's light one, or the theme's, or made of its."""
    if DARK + name in own:
        return own[DARK + name]
    if name in own or DARK + name not in theirs:
        return _DARKENED[name](own.get(name) or theirs[name])
    return theirs[DARK + name]


def _made(lightness: float, saturation: float) -> Callable[[Colour], Colour]:
    return lambda colour: colour.shade(lightness, saturation=saturation)


def _dark_accent(colour: Colour) -> Colour:
    lightness, saturation = DARK_ACCENT
    return colour.shade(max(lightness, colour.lightness), saturation=saturation)


_DARKENED: Mapping[str, Callable[[Colour], Colour]] = {
    "paper": _made(*DARK_PAPER),
    "ground": _made(*DARK_GROUND),
    "line": _made(*DARK_LINE),
    "ink": _made(*DARK_INK),
    "soft": _made(*DARK_SOFT),
    "accent": _dark_accent,
}


def _clashes(scheme: Mapping[str, Colour], prefix: str) -> Iterator[Clash]:
    for words in WORDS:
        for ground in GROUNDS:
            contrast = scheme[words].contrast(scheme[ground])
            if contrast < LEAST_CONTRAST:
                yield Clash(
                    words=prefix + words, ground=prefix + ground, contrast=contrast
                )


def _palette(scheme: Mapping[str, Colour]) -> Palette:
    accent = scheme["accent"]
    on_accent = next(each for each in BUTTON_INKS if each.is_readable_on([accent]))
    return Palette(
        on_accent=str(on_accent), **{name: str(scheme[name]) for name in NAMES}
    )
