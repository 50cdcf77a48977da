"""What an element looks like: colour, ground, size, weight and whether it is seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from digest.check.letters.styles import read_colour
from digest.contrast import Shares, contrast

BLACK: Shares = (0.0, 0.0, 0.0)
WHITE: Shares = (1.0, 1.0, 1.0)
#: of a link that no style gives a colour (HTML 15.3.4)
LINK: Shares = (0.0, 0.0, 238 / 255)
#: pixels of headings without a style (HTML 15.3.6), as parts of what surrounds them
HEADING_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
BOLD_TAGS = frozenset({"b", "strong", "th", *HEADING_SIZES})
SMALL_TAGS = frozenset({"small", "sub", "sup"})
#: of text without a size
PIXELS = 16.0
_SIZE = re.compile(r"(\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%)")
_NAMED_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": PIXELS,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
#: WCAG 2.2: text from 18 points, or from 14 where it is bold
LARGE, LARGE_BOLD = 24.0, 18.66


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a reader sees of the text in an element."""

    colour: Shares = BLACK
    ground: Shares = WHITE
    #: pixels
    size: float = PIXELS
    is_bold: bool = False
    is_hidden: bool = False

    @property
    def contrast(self) -> float:
        """Of text and ground, from 1 to 21 (WCAG 2.2, contrast ratio)."""
        return contrast(self.colour, self.ground)

    @property
    def is_large(self) -> bool:
        """Whether so much contrast is not needed."""
        return self.size >= LARGE or (self.is_bold and self.size >= LARGE_BOLD)


def look_of(
    tag: str, attributes: Mapping[str, str], style: Mapping[str, str], parent: Look
) -> Look:
    """What the element makes of the look that it inherits."""
    look = _own_look(tag, attributes, parent)
    ground = _ground(style, look.ground)
    return replace(
        look,
        ground=ground,
        colour=_over(read_colour(style.get("color", "")), ground, look.colour),
        size=_size(style.get("font-size", ""), parent.size, look.size),
        is_bold=_is_bold(style.get("font-weight", ""), inherited=look.is_bold),
        is_hidden=look.is_hidden or _hides(style),
    )


def _own_look(tag: str, attributes: Mapping[str, str], parent: Look) -> Look:
    """As a mail program has it without any style."""
    size = parent.size * HEADING_SIZES.get(tag, 1.0)
    is_link = tag == "a" and "href" in attributes
    ground = read_colour(attributes.get("bgcolor", ""))
    return Look(
        colour=LINK if is_link else parent.colour,
        ground=_over(ground, parent.ground, parent.ground),
        size=size / 1.2 if tag in SMALL_TAGS else size,
        is_bold=parent.is_bold or tag in BOLD_TAGS,
        is_hidden=parent.is_hidden or "hidden" in attributes,
    )


def _ground(style: Mapping[str, str], inherited: Shares) -> Shares:
    """The background, of which a shorthand may name more than the colour."""
    ground = inherited
    for value in (style.get("background", ""), style.get("background-color", "")):
        colours = (read_colour(word) for word in (value, *value.split()[:8]))
        found = next((colour for colour in colours if colour), None)
        ground = _over(found, ground, ground)
    return ground


def _over(
    colour: tuple[float, float, float, float] | None, ground: Shares, otherwise: Shares
) -> Shares:
    """The colour as it is seen on the ground, some of which may shine through."""
    if colour is None:
        return otherwise
    *parts, alpha = colour
    red, green, blue = (
        alpha * over + (1 - alpha) * under
        for over, under in zip(parts, ground, strict=True)
    )
    return red, green, blue


def _size(value: str, inherited: float, own: float) -> float:
    if value in _NAMED_SIZES:
        return _NAMED_SIZES[value]
    found = _SIZE.fullmatch(value.lower())
    if found is None or not found[1].strip("."):
        return own
    units = {"px": 1.0, "pt": 4 / 3, "em": inherited, "rem": PIXELS}
    return float(found[1]) * units.get(found[2], inherited / 100)


def _is_bold(value: str, *, inherited: bool) -> bool:
    if value in {"bold", "bolder"}:
        return True
    if value.isdecimal():
        return int(value[:4]) >= 600  # noqa: PLR2004  the first that is drawn as bold
    return inherited and value != "normal"


def _hides(style: Mapping[str, str]) -> bool:
    is_gone = style.get("display", "").lower() == "none"
    return is_gone or style.get("visibility", "").lower() == "hidden"
