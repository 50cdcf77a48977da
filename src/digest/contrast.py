"""How well words stand out from what is behind them (WCAG 2.2)."""

from __future__ import annotations

#: red, green and blue of a screen (sRGB), each from 0 to 1
Shares = tuple[float, float, float]
#: the least of words on what is behind them (WCAG 2.2, 1.4.3), and of large ones
LEAST_CONTRAST, LEAST_OF_LARGE = 4.5, 3.0
#: the share of a part up to which a screen's light rises evenly (IEC 61966-2-1)
DARKEST = 0.04045


def contrast(one: Shares, other: Shares) -> float:
    """From 1 to 21, whichever of them is in front (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Shares) -> float:
    """How light it is to an eye, from 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= DARKEST else ((share + 0.055) / 1.055) ** 2.4
