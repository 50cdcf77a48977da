"""Pictures that a mail program fetches safely and draws: https, PNG, JPEG or GIF."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.images import Image
from digest.model import EntryFacts
from digest.render.letters.shortening import letter_url, shorten

LARGEST_ALT = 240
LARGEST_CREDIT = 100
#: pixels below which it is an icon or a tracking pixel
SMALLEST_PICTURE = 48
#: a rendition's pixels for each that it is shown in: dense screens have two, and a few
#: less nobody sees
SHARP = 1.75
#: what the Word engine does not draw, and then shows as a broken frame
UNKNOWN_PICTURE = re.compile(r"\.(?:svgz?|webp|avif|heic|jxl)(?:[?#]|$)", re.IGNORECASE)
FETCHABLE = re.compile(r"https://[^\s/?#]+/\S*")
#: our own stand where the site does, which on a first trial has no certificate
OURS = re.compile(r"https?://[^\s/?#]+/\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPicture:
    """An image as a mail program can show it."""

    url: str
    alt: str
    credit: str
    width: int
    #: 0 where it is not known
    height: int


def entry_picture(entry: EntryFacts, column: int) -> LetterPicture | None:
    """The lead picture, no wider than the column; None if it is none for letters.

    One that another site serves for its own article would tell it who reads the letter.
    """
    image = entry.image
    if image is None or (entry.origin and not image.renditions):
        return None
    return letter_picture(image, column, credit=entry.credit)


def letter_picture(
    image: Image, column: int, *, credit: str = ""
) -> LetterPicture | None:
    """The image in the column; None if it cannot be fetched, or is only an icon."""
    width = min(image.width or column, column)
    height = round((image.height or 0) * width / (image.width or column))
    url = _sharp_enough(image, width)
    is_icon = width < SMALLEST_PICTURE or 0 < (image.height or 0) < SMALLEST_PICTURE
    if is_icon or not is_fetchable(image, url) or not is_drawn(url):
        return None
    return LetterPicture(
        url=letter_url(url),
        alt=shorten(image.alt, LARGEST_ALT),
        credit=shorten(image.credit or credit, LARGEST_CREDIT),
        width=width,
        height=height if image.width else 0,
    )


def is_fetchable(image: Image, url: str) -> bool:
    """Whether this URL of it is whole, none that addressing would fill, and https.

    Of a picture that we published it is the site's: the check of letters judges that.
    """
    form = OURS if image.renditions else FETCHABLE
    return bool(form.fullmatch(url)) and bool(letter_url(url))


def is_drawn(url: str) -> bool:
    """Whether every mail program draws what is there, by its name."""
    return not UNKNOWN_PICTURE.search(url)


def _sharp_enough(image: Image, width: int) -> str:
    """The narrowest rendition that is sharp on a dense screen, else the widest."""
    if not image.renditions:
        return image.url
    sharp = (each for each in image.renditions if each.width >= SHARP * width)
    return next(sharp, image.renditions[-1]).url
