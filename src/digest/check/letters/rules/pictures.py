"""Pictures: where they come from, what is said of them, how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.page import Element
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown

#: characters of an alternative that is still one
LONGEST_ALT = 250
_PIXELS = re.compile(r"[0-9]{1,5}")
_UNSHOWN = re.compile(r"\.(svgz?|webp|avif|jxl|tiff?)(?:[?#]|$)", re.IGNORECASE)
_FILE_NAME = re.compile(r"[\w%+.-]+\.(?:png|jpe?g|gif|webp|svg)", re.IGNORECASE)
_TINY = {"0", "1"}


def find_broken_picture(study: LetterStudy) -> Iterator[Fault]:
    """Pictures without an alternative, a width, or an address of the web."""
    for picture in study.page.named("img"):
        source = picture.get("src").strip()
        named = shown(source[-50:]) or "a picture"
        if "alt" not in picture.attributes:
            fact = f"{named} has no alt"
            yield study.of_element(
                picture, fact, "say what it shows, or leave it empty"
            )
        if not _PIXELS.fullmatch(picture.get("width").strip()):
            fact = f"{named} has no width in pixels"
            yield study.of_element(picture, fact, "write the attribute width=600")
        is_safe = source.lower().startswith(("https://", "cid:"))
        if not is_safe and not study.is_on_trial(source):
            fact = f"{shown(source[:50]) or 'a picture'} is no https address"
            yield study.of_element(picture, fact, "serve it from the site")


def find_tracking(study: LetterStudy) -> Iterator[Fault]:
    """Pictures that are there to be counted."""
    for picture in study.page.named("img"):
        if _is_tiny(picture):
            fact = f"{shown(picture.get('src')[-50:])} is a picture of one pixel"
            yield study.of_element(picture, fact, "leave it out")


def find_unshown_picture(study: LetterStudy) -> Iterator[Fault]:
    """Pictures of a type that some mail programs do not know."""
    for picture in study.page.named("img"):
        found = _UNSHOWN.search(picture.get("src").strip()[-200:])
        if found:
            fact = f"{shown(picture.get('src')[-50:])} is {found[1].upper()}"
            yield study.of_element(picture, fact, "send PNG, JPEG or GIF")


def find_poor_alt(study: LetterStudy) -> Iterator[Fault]:
    """Alternatives that are a file's name, or a whole text."""
    for picture in study.page.named("img"):
        words = picture.get("alt").strip()
        if _FILE_NAME.fullmatch(words[:300]):
            fact = f"the alternative “{shown(words)}” is the name of a file"
            yield study.of_element(picture, fact, "say what it shows")
        elif len(words) > LONGEST_ALT:
            fact = f"the alternative “{shown(words)}” has {len(words)} characters"
            yield study.of_element(picture, fact, "tell the long story in the text")


def _is_tiny(picture: Element) -> bool:
    style = {each.name: each.value for each in picture.declarations}
    sides = (picture.get("width").strip(), picture.get("height").strip())
    styled = (style.get("width", ""), style.get("height", ""))
    return bool(_TINY & {*sides, *(side.removesuffix("px") for side in styled)})


RULES = (
    Rule(
        name="letter-picture",
        severity=Severity.ERROR,
        description="pictures without alt, width or https",
        reason="half of all readers see the alternative first, and Outlook the width",
        find=find_broken_picture,
    ),
    Rule(
        name="letter-tracking",
        severity=Severity.ERROR,
        description="pictures of one pixel",
        reason="they tell who reads when, and readers know them",
        find=find_tracking,
    ),
    Rule(
        name="letter-picture-type",
        severity=Severity.WARNING,
        description="pictures as SVG, WebP or AVIF",
        reason="classic Outlook shows a red cross for them",
        find=find_unshown_picture,
    ),
    Rule(
        name="letter-alt-words",
        severity=Severity.WARNING,
        description="alternatives that are the name of a file, or far too long",
        reason="a screen reader reads them out, whatever they are",
        find=find_poor_alt,
    ),
)
