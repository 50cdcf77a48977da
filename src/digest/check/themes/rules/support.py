"""What style.css asks for that some mail program cannot draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.themes.rules.sheets import declarations
from digest.check.themes.study import STYLE, ThemeStudy
from digest.render.letters.css.stylesheet import Declaration

COLOURS = frozenset(
    ("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color")
) | {"color-mix", "light-dark", "device-cmyk"}
RECKONED = frozenset(("calc", "min", "max", "clamp", "env", "attr"))
UNITS = ("rem", "vw", "vh", "vmin", "vmax", "vi", "vb", "ch", "ex", "cap", "ic", "lh")
UNKNOWN_UNIT = re.compile(
    rf"(?<![\w#.-])-?\d*\.?\d+(?:{'|'.join(UNITS)}|rlh|fr|[sld]v[whib])(?![\w-])",
    re.IGNORECASE,
)
#: properties that the Word engine, or another, does not know
UNKNOWN = frozenset(
    (
        *("position", "top", "right", "bottom", "left", "inset", "z-index"),
        *("float", "clear", "gap", "row-gap", "column-gap", "order"),
        *("object-fit", "object-position", "aspect-ratio", "box-sizing"),
        *("transform", "transition", "animation", "filter", "clip-path", "mask"),
        *("visibility", "columns", "column-count", "background-size"),
        *("background-blend-mode", "mix-blend-mode", "content", "cursor"),
    )
)
UNKNOWN_FAMILY = re.compile(r"(?:flex|grid|align|justify|place|animation|transition)-")
UNKNOWN_DISPLAY = re.compile(r"\b(?:inline-)?(?:flex|grid|contents|flow-root)\b")
NEGATIVE = re.compile(r"(?<![\w#-])-(?:\d|\.\d)")
PIXELS = re.compile(r"(\d*\.?\d+)(px|pt)", re.IGNORECASE)
#: of text; a point is four thirds of a pixel
SMALLEST = {"px": 14.0, "pt": 10.5}
#: a word that a template fills in stands here as `x`
ZERO = re.compile(r"(?:0(?:px|pt|%)?\s*)+")
#: elements whose padding the Word engine leaves out
UNPADDED = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "img", "span")


def find_colour(study: ThemeStudy) -> Iterator[Fault]:
    """Colours that are not written as #rrggbb."""
    for each in declarations(study):
        for name in sorted(COLOURS.intersection(each.functions)):
            fact = f"{each.name} has {name}()"
            yield study.at(STYLE, each.line, fact, "write the colour as #rrggbb")


def find_reckoned(study: ThemeStudy) -> Iterator[Fault]:
    """Lengths that a program would have to work out."""
    for each in declarations(study):
        for name in sorted(RECKONED.intersection(each.functions)):
            fact = f"{each.name} has {name}()"
            remedy = "let the template reckon: {{ design.width - 80 }}px"
            yield study.at(STYLE, each.line, fact, remedy)


def find_unit(study: ThemeStudy) -> Iterator[Fault]:
    """Units of other things than the element."""
    for each in declarations(study):
        unit = UNKNOWN_UNIT.search(each.value)
        if unit:
            fact = f"{each.name} has {unit[0]:.20}"
            yield study.at(STYLE, each.line, fact, "write pixels, or %")


def find_layout(study: ThemeStudy) -> Iterator[Fault]:
    """Boxes that are placed by anything but tables and blocks."""
    for each in declarations(study):
        is_display = each.name == "display" and UNKNOWN_DISPLAY.search(each.value)
        is_static = each.name == "position" and each.value == "static"
        is_unknown = each.name in UNKNOWN or UNKNOWN_FAMILY.match(each.name)
        if is_display or (is_unknown and not is_static) or each.name in BOXES:
            fact = f"{each.name}: {each.value:.30} is not known everywhere"
            remedy = "use tables and inline-block, or put it into late.css"
            yield study.at(STYLE, each.line, fact, remedy)


def find_negative(study: ThemeStudy) -> Iterator[Fault]:
    """Margins that pull."""
    for each in declarations(study):
        if each.name.startswith("margin") and NEGATIVE.search(each.value):
            fact = f"{each.name}: {each.value:.30} is negative"
            yield study.at(STYLE, each.line, fact, "take padding away elsewhere")


def find_background(study: ThemeStudy) -> Iterator[Fault]:
    """Pictures behind words, with nothing behind them."""
    for rule in study.sheet(STYLE).rules:
        names = {each.name for each in rule.declarations}
        for each in rule.declarations:
            is_picture = each.name in ("background", "background-image")
            has_picture = "url" in each.functions or "gradient" in each.value
            if is_picture and has_picture and "background-color" not in names:
                fact = f"{each.name} has a picture, and no colour behind it"
                yield study.at(STYLE, each.line, fact, "add background-color")


def find_small_text(study: ThemeStudy) -> Iterator[Fault]:
    """Text that is too small to read; what is not shown may be."""
    for rule in study.sheet(STYLE).rules:
        if any(
            each.name == "display" and each.value == "none"
            for each in rule.declarations
        ):
            continue
        for each in rule.declarations:
            if each.name in ("font-size", "font") and _is_small(each):
                fact = f"{each.name}: {each.value:.30} is under 14 pixels"
                yield study.at(STYLE, each.line, fact, "make it 14px or more")


def find_padding(study: ThemeStudy) -> Iterator[Fault]:
    """Padding of elements for which the Word engine has none."""
    for rule in study.sheet(STYLE).rules:
        elements = _elements(study, rule.selectors)
        wrong = sorted(elements.intersection(UNPADDED))
        for each in rule.declarations:
            if each.name.startswith("padding") and not ZERO.fullmatch(each.value):
                for name in wrong[:1]:
                    fact = f"{each.name} at <{name}>"
                    remedy = "give it to the td around it, or use margin"
                    yield study.at(STYLE, each.line, fact, remedy)


def _is_small(each: Declaration) -> bool:
    return any(
        float(number) < SMALLEST[unit.lower()]
        for number, unit in PIXELS.findall(each.value.partition("/")[0])
    )


def _elements(study: ThemeStudy, selectors: tuple[str, ...]) -> set[str]:
    """The elements of the pages that have one of the classes."""
    classes = {selector.removeprefix(".") for selector in selectors}
    return {
        tag.name
        for markup in study.markups.values()
        for tag in markup.tags
        if classes.intersection(tag.attributes.get("class", "").split())
    } | {selector for selector in selectors if selector in UNPADDED}


#: of a row of boxes
BOXES = ("flex", "grid")

RULES = (
    Rule(
        name="theme-colour-form",
        severity=Severity.ERROR,
        description="rgba() and other colours that are not #rrggbb in style.css",
        reason="the Word engine shows no colour at all",
        find=find_colour,
    ),
    Rule(
        name="theme-reckoned",
        severity=Severity.ERROR,
        description="calc(), min(), max() and clamp() in style.css",
        reason="Outlook and several others take the declaration away",
        find=find_reckoned,
    ),
    Rule(
        name="theme-unit",
        severity=Severity.ERROR,
        description="rem, vw and other units of the page in style.css",
        reason="the Word engine drops the declaration; web mail takes its own page",
        find=find_unit,
    ),
    Rule(
        name="theme-layout",
        severity=Severity.ERROR,
        description="flex, grid, gap, position, float and their like in style.css",
        reason="the Word engine knows none of them, Gmail few",
        find=find_layout,
    ),
    Rule(
        name="theme-negative-margin",
        severity=Severity.ERROR,
        description="negative margins in style.css",
        reason="Outlook.com and Gmail take them away",
        find=find_negative,
    ),
    Rule(
        name="theme-background",
        severity=Severity.ERROR,
        description="pictures behind words without a colour in style.css",
        reason="where pictures are off, the words stand on nothing they were made for",
        find=find_background,
    ),
    Rule(
        name="theme-small-text",
        severity=Severity.ERROR,
        description="text under 14 pixels in style.css",
        reason="it cannot be read on a phone, and some programs enlarge it",
        find=find_small_text,
    ),
    Rule(
        name="theme-padding",
        severity=Severity.WARNING,
        description="padding at p, div, headings and pictures",
        reason="the Word engine leaves it out; td has it everywhere",
        find=find_padding,
    ),
)
