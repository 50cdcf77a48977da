"""How letters look: the design of their theme, and their newsletter's over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from digest.contrast import LEAST_CONTRAST
from digest.design import NARROWEST, WIDEST, Design
from digest.errors import DesignError, ThemeError
from digest.images import Image
from digest.issues import Newsletter
from digest.render.letters.look.colours import Colour
from digest.render.letters.look.fonts import font_stack, kind_of
from digest.render.letters.look.palette import (
    DARK,
    NAMES,
    Clash,
    Palette,
    make_palettes,
)
from digest.render.letters.look.theme_file import ThemeFile
from digest.render.letters.pictures import LetterPicture, is_drawn, is_fetchable
from digest.render.letters.shortening import letter_line, letter_url

#: pixels of the column that stand beside its text, on both sides together
MARGINS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Look(Palette):
    """`design` of the templates: everything that an owner may change, ready for CSS."""

    dark: Palette
    font: str
    heading_font: str
    #: pixels of the whole column
    width: int
    logo: LetterPicture | None
    #: one more paragraph; "" where there is none
    footer: str
    #: names and addresses
    social: tuple[tuple[str, str], ...]

    @property
    def column(self) -> int:
        """The pixels that text and pictures have of its width."""
        return self.width - MARGINS


def make_look(newsletter: Newsletter, file: ThemeFile, logo: Image | None) -> Look:
    """The newsletter's design over that of its theme, of which every word can be read.

    Raises DesignError for what the owner wrote and ThemeError for what the theme has.
    """
    own, theirs = newsletter.design, file.design
    light, dark = _palettes(newsletter, file)
    font = own.font or theirs.font
    heading = own.heading_font or theirs.heading_font or font
    kind = kind_of(theirs.font) or "serif"
    return Look(
        **{field.name: getattr(light, field.name) for field in fields(Palette)},
        dark=dark,
        font=_stack(newsletter, file, "font", font, kind),
        heading_font=_stack(newsletter, file, "heading_font", heading, kind),
        width=own.width or _width(file),
        logo=_logo(newsletter, logo),
        footer=letter_line(own.footer),
        social=tuple(_social(own.social)),
    )


def _palettes(newsletter: Newsletter, file: ThemeFile) -> tuple[Palette, Palette]:
    own = dict(_colours(newsletter.design))
    theirs = dict(_colours(file.design))
    found: dict[str, Colour] = {}
    for key, text in own.items():
        try:
            found[key] = Colour.parse(text)
        except ValueError as error:
            raise _fault(newsletter, key, str(error)) from error
    made = make_palettes(found, _parsed(theirs, file.place))
    if not isinstance(made, Clash):
        return made
    remedy = f"{LEAST_CONTRAST}:1 is the least; choose others"
    # whichever of the two the owner chose; what stands in the theme is its author's
    for key in (made.words, made.ground, *_light(made)):
        if key in own:
            raise _fault(newsletter, key, f"{made.fact}; {remedy}")
    raise ThemeError(f"{file.place}: [design] {made.words}: {made.fact}; {remedy}")


def _light(clash: Clash) -> tuple[str, str]:
    """The names of those from which the clashing ones may have been made."""
    return clash.words.removeprefix(DARK), clash.ground.removeprefix(DARK)


def _colours(design: Design) -> Iterator[tuple[str, str]]:
    for key in (*NAMES, *(DARK + name for name in NAMES)):
        if colour := getattr(design, key):
            yield key, colour


def _parsed(colours: Mapping[str, str], place: str) -> dict[str, Colour]:
    parsed = {}
    for key, text in colours.items():
        try:
            parsed[key] = Colour.parse(text)
        except ValueError as error:
            raise ThemeError(f"{place}: [design] {key}: {error}") from error
    return parsed


def _stack(
    newsletter: Newsletter, file: ThemeFile, key: str, given: str, kind: str
) -> str:
    try:
        return font_stack(given, fallback=kind)
    except ValueError as error:
        fact = f'{error}; write "serif", "sans", "mono" or names with commas'
        if getattr(newsletter.design, key):
            raise _fault(newsletter, key, fact) from error
        if newsletter.design.font == given:
            raise _fault(newsletter, "font", fact) from error
        raise ThemeError(f"{file.place}: [design] {key}: {fact}") from error


def _width(file: ThemeFile) -> int:
    width = file.design.width
    if not NARROWEST <= width <= WIDEST:
        fact = f"{width} is no width; use {NARROWEST} to {WIDEST}"
        raise ThemeError(f"{file.place}: [design] width: {fact}")
    return width


def _logo(newsletter: Newsletter, logo: Image | None) -> LetterPicture | None:
    """The logo as it is drawn; None where no mail program may fetch it.

    Raises DesignError for one that the Word engine would show as a broken frame.
    """
    design = newsletter.design
    shown = logo
    if shown is None and design.logo.startswith("https://"):
        shown = Image(url=design.logo)
    if shown is None or not is_fetchable(shown, shown.url):
        return None
    if not is_drawn(shown.url):
        fact = "is of a kind that not every mail program draws"
        raise _fault(newsletter, "logo", f"{fact}; use a PNG, JPEG or GIF")
    width = design.logo_width
    ratio = (shown.height or 0) / shown.width if shown.width else 0
    return LetterPicture(
        url=letter_url(shown.url),
        alt=letter_line(shown.alt) or letter_line(newsletter.title),
        credit="",
        width=width,
        height=round(width * ratio),
    )


def _social(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, url in told.items():
        yield letter_line(name), letter_url(url)


def _fault(newsletter: Newsletter, key: str, fact: str) -> DesignError:
    return DesignError(f"newsletters.{newsletter.name}.design", key, fact)
