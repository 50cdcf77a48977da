"""Colours of letters: what is read against what, and a shade that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

from digest.contrast import LEAST_CONTRAST, Shares, contrast, luminance

WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
#: of lightness, by which a shade is looked for
STEPS = 100


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of a screen (sRGB), each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """The colour that is written so, as #rrggbb; raises ValueError for others."""
        if not WRITTEN.fullmatch(text):
            message = f"{text!r} is no colour; write one as #0d5c63"
            raise ValueError(message)
        red, green, blue = bytes.fromhex(text.removeprefix("#"))
        return cls(red, green, blue)

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """How light it is to an eye, from 0 to 1 (WCAG 2.2, relative luminance)."""
        return luminance(self._shares)

    @property
    def lightness(self) -> float:
        """From black, 0, to white, 1."""
        return _lightness(self)[1]

    def contrast(self, other: Colour) -> float:
        """From 1 to 21 (WCAG 2.2, contrast ratio)."""
        return contrast(self._shares, other._shares)

    def shade(self, lightness: float, *, saturation: float = 1.0) -> Colour:
        """The same hue, so light, and no more saturated than this."""
        hue, _, own = _lightness(self)
        parts = hls_to_rgb(hue, lightness, min(own, saturation))
        red, green, blue = (round(part * 255) for part in parts)
        return Colour(red, green, blue)

    def readable_on(self, grounds: Iterable[Colour]) -> Colour | None:
        """The nearest shade that can be read on all of them; None where none can."""
        behind = tuple(grounds)
        shades = (self.shade(step / STEPS) for step in range(STEPS + 1))
        found = [each for each in (self, *shades) if each.is_readable_on(behind)]
        return min(found, key=self._distance, default=None)

    def is_readable_on(self, grounds: Iterable[Colour]) -> bool:
        """Whether words of this colour can be read on all of them."""
        return all(self.contrast(each) >= LEAST_CONTRAST for each in grounds)

    @property
    def _shares(self) -> Shares:
        return self.red / 255, self.green / 255, self.blue / 255

    def _distance(self, other: Colour) -> float:
        return abs(self.lightness - other.lightness)


def _lightness(colour: Colour) -> tuple[float, float, float]:
    """Hue, lightness and saturation."""
    return rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)
