"""The pictures of a body, in the column of a letter."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from digest.images import Image
from digest.render.letters.bodies.surroundings import Surroundings
from digest.render.letters.bodies.tree import elements, remove
from digest.render.letters.pictures import letter_picture

#: of pixels; what is larger is no size of a picture
NUMBER = re.compile(r"[0-9]{1,5}")


def mend_pictures(root: HtmlElement, around: Surroundings) -> None:
    """Give each picture a size that fits; leave out what no mail program may show."""
    ours = {picture.url: picture for picture in around.pictures}
    for element in elements(root, "img"):
        known = ours.get(element.get("src", ""))
        if known is None and around.is_foreign:
            remove(element)
        else:
            _mend(element, known or Image(url=element.get("src", "")), around.column)


def _mend(element: HtmlElement, image: Image, column: int) -> None:
    picture = letter_picture(_as_said(element, image), column)
    if picture is None:
        remove(element)
        return
    element.attrib.clear()
    element.set("src", picture.url)
    element.set("alt", picture.alt)
    element.set("width", str(picture.width))
    if picture.height:
        element.set("height", str(picture.height))
    # a class for all of them can say only that they fill the column
    element.set("style", f"max-width:{picture.width}px")


def _as_said(element: HtmlElement, image: Image) -> Image:
    """The image with the size and words that the body gives it."""
    width, height = _number(element, "width"), _number(element, "height")
    alt = element.get("alt", "") or image.alt
    if not width:
        return replace(image, alt=alt)
    ratio = (image.height or 0) / image.width if image.width else 0
    return replace(image, alt=alt, width=width, height=height or round(width * ratio))


def _number(element: HtmlElement, name: str) -> int:
    text = element.get(name, "")
    return int(text) if NUMBER.fullmatch(text) else 0
