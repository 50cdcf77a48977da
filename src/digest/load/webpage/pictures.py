"""Pictures of a page as a browser would load them: lazy ones, and the best of a set.

Which of them are the article's is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from digest.load.sanitise import printable

#: where scripts find the address of a picture that is loaded late
LAZY = (
    *("data-src", "data-lazy-src", "data-original", "data-url", "data-full-url"),
    *("data-hi-res-src", "data-large-file", "data-image", "data-img-src"),
)
LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
#: pixels from which a wider picture is no better: mail and web need no more
WIDE_ENOUGH = 1600
#: widths of a set of which only the densities are known
DENSITY_WIDTH = 600
#: address of a picture that stands where another one will be
_PLACEHOLDER = re.compile(
    r"^data:|(?:^|[/_-])(?:placeholder|blank|spacer|lazy|lazyload|loading|pixel"
    r"|transparent|empty|1x1|grey|gray)(?:[._-][\w.-]{0,20})?\.(?:gif|png|svg|jpe?g|webp)"
    r"(?:\?|$)",
    re.IGNORECASE,
)
_PARTS = re.compile(r",\s+|,$")
_WIDTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)([wx])")
#: sizes of a picture that nobody is meant to see, which tells on its readers
PIXEL = frozenset({"0", "1", "0px", "1px"})
_PIXEL_STYLE = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)


def mend_pictures(root: HtmlElement) -> None:
    """Give each picture its best address; drop pixels, and pictures without any."""
    for noscript in list(root.iter("noscript")):
        _take_out(noscript)
        noscript.drop_tree()
    for image in list(root.iter("img")):
        url = _best_url(image)
        if _is_pixel(image) or not url:
            image.drop_tree()
        else:
            image.set("src", printable(url))


def _is_pixel(image: HtmlElement) -> bool:
    sizes = (image.get("width", ""), image.get("height", ""))
    is_tiny = not PIXEL.isdisjoint(size.strip().lower() for size in sizes)
    return is_tiny or _PIXEL_STYLE.search(image.get("style", "")) is not None


def _take_out(noscript: HtmlElement) -> None:
    """The picture for those without scripts takes the place of its stand-in."""
    image = next(noscript.iter("img"), None)
    if image is None or not _best_url(image):
        return
    before = noscript.getprevious()
    beside = [] if before is None else list(before.iter("img"))
    if len(beside) == 1:
        if not _best_url(beside[0]):
            beside[0].set("src", str(image.get("src", "")))
        return
    image.tail = None
    noscript.addprevious(image)


def _best_url(image: HtmlElement) -> str:
    """The address that a browser would show in the end; "" where there is none."""
    widest = max(_sets(image), default=None)
    if widest is not None:
        return widest[1]
    urls = (image.get("src"), *map(image.get, LAZY))
    return next((url for url in map(_real, urls) if url), "")


def _sets(image: HtmlElement) -> Iterator[tuple[float, str]]:
    """Width and address of the candidates in a set; too wide ones count less."""
    # a parser that does not know <source> as empty puts the picture inside of it
    around = next(image.iterancestors("picture"), None)
    sources = () if around is None else around.iter("source")
    for element in (image, *sources):
        for name in LAZY_SETS:
            for part in _PARTS.split(element.get(name) or ""):
                url, _, size = part.strip().partition(" ")
                if _real(url):
                    yield _rank(size.strip()), url


def _rank(size: str) -> float:
    found = _WIDTH.fullmatch(size)
    if found is None:
        return DENSITY_WIDTH
    width = float(found[1]) * (1 if found[2] == "w" else DENSITY_WIDTH)
    return width if width <= WIDE_ENOUGH else WIDE_ENOUGH**2 / width


def _real(url: str | None) -> str:
    """The address, if it is no stand-in's."""
    text = (url or "").strip()
    return "" if _PLACEHOLDER.search(text) else text
