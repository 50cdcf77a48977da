"""Pictures of the content folder, as entries show them: in one width for everybody.

Mail programs and most feed readers know no choice of widths, so the body has the one
that suits them; pages offer the others beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml.html import HtmlElement

from digest.images import Image, Rendition
from digest.urls import encode_url

#: pixels: a letter's column of 600 on a dense screen, and what shared links show
FITTING = 1200
CHOSEN_WIDTH = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
#: elements that say nothing once the picture in them is gone
FRAMES = frozenset({"p", "a", "figure", "picture", "span"})


def show_pictures(
    site_url: str, pictures: Mapping[str, tuple[Rendition, ...]]
) -> Mapping[str, Image]:
    """Each picture in the width that suits all readers, by its path in the content.

    A picture without renditions could not be published, and is none here.
    """
    return {
        path: _image(site_url, renditions)
        for path, renditions in pictures.items()
        if renditions
    }


def _image(site_url: str, renditions: tuple[Rendition, ...]) -> Image:
    absolute = tuple(
        replace(each, url=encode_url(f"{site_url}/{each.url}")) for each in renditions
    )
    narrowest, *wider = absolute
    fitting = [narrowest, *(each for each in wider if each.width <= FITTING)][-1]
    return Image(
        url=fitting.url,
        width=fitting.width,
        height=fitting.height,
        renditions=absolute,
    )


def fill_picture(element: HtmlElement, image: Image) -> None:
    """Give the `img` the picture's URL and size, so that no page jumps when it comes.

    A narrower width that the author chose stays.
    """
    width, height = image.width or 1, image.height or 1
    chosen = element.get("width", "")
    if CHOSEN_WIDTH.fullmatch(chosen) and int(chosen) < image.renditions[-1].width:
        width, height = int(chosen), max(round(height * int(chosen) / width), 1)
    element.set("src", image.url)
    element.set("width", str(width))
    element.set("height", str(height))


def replace_by_words(element: HtmlElement) -> None:
    """Put the words of an `img` in its place, and leave no empty frame around it."""
    element.tail = f"{element.get('alt', '')}{element.tail or ''}"
    while element is not None and (parent := element.getparent()) is not None:
        element.drop_tree()
        is_empty = len(parent) == 0 and not (parent.text or "").strip()
        if not is_empty or parent.tag not in FRAMES:
            break
        element = parent
