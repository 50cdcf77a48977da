"""What a picture is, told by its header alone: nothing is decoded here.

A header of some hundred bytes can promise gigabytes of pixels. So whoever decodes looks
first, and leaves alone what is refused here.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from digest.pictures.drawings import is_drawing, measure_drawing
from digest.pictures.orientation import lies_on_its_side
from digest.pictures.size import Size

#: width times height, where nobody sets another limit
MOST_PIXELS = 60_000_000
#: pixels; JPEG and WebP know no longer sides
LONGEST_SIDE = 65_500
#: what people do have, and no browser shows
UNSHOWN = {
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"8BPS": "Photoshop",
    b"%PDF": "PDF",
    b"\x1f\x8b": "compressed SVG or other gzip",
}
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
REMEDY = "save it as JPEG or PNG"

# the limit is ours, and stands before all decoding: Pillow would only warn on stderr
Image.MAX_IMAGE_PIXELS = None


class _RefusedError(ValueError):
    """A sound picture that is too large for us."""


class Format(StrEnum):
    """The kinds of pictures that are published."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WEBP"
    AVIF = "AVIF"
    SVG = "SVG"


#: those made of pixels, by Pillow's names
RASTERS = tuple(each.value for each in Format if each is not Format.SVG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the header says."""

    format: Format
    #: as it is shown: a photograph that lies on its side is upright here
    size: Size
    #: whether it has more than one frame to show
    is_animated: bool = False


def look_at(data: bytes, *, most_pixels: int = MOST_PIXELS) -> Look:
    """What the picture is, by its bytes and not by its name.

    Raises ValueError, with fact and remedy, for bytes that are no picture for the web,
    and for a picture of too many pixels.
    """
    if is_drawing(data):
        return Look(format=Format.SVG, size=measure_drawing(data))
    with open_raster(data) as image:
        _check_size(image.size, most_pixels)
        return _look(image)


@contextmanager
def open_raster(data: bytes) -> Iterator[Image.Image]:
    """The picture, not decoded yet; raises ValueError where it is none, or broken.

    What Pillow says against a file while it is open is told in the same words.
    """
    try:
        # it would tell of odd metadata on stderr, and all metadata are left out
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=RASTERS) as image,
        ):
            yield image
    except UnidentifiedImageError as error:
        raise ValueError(_unknown(data)) from error
    except (_RefusedError, MemoryError):
        raise
    # whatever a file does to Pillow's readers, it is the file that is at fault
    except Exception as error:
        raise ValueError(f"is broken or cut off; {REMEDY} once more") from error


def _look(image: Image.Image) -> Look:
    # phones put a second picture behind a JPEG (CIPA DC-007); the first one is shown
    form = Format.JPEG if image.format == "MPO" else Format(image.format or "")
    width, height = image.size
    # of the other kinds Pillow would decode the picture to find it
    if form in {Format.JPEG, Format.WEBP} and lies_on_its_side(image):
        width, height = height, width
    return Look(
        format=form,
        size=Size(width=width, height=height),
        is_animated=form in {Format.GIF, Format.WEBP, Format.PNG}
        and getattr(image, "is_animated", False),
    )


def _check_size(size: tuple[int, int], most_pixels: int) -> None:
    width, height = size
    told = f"has {width} x {height} pixels"
    if max(size) > LONGEST_SIDE:
        fact = f"{told}, and no side may be longer than {LONGEST_SIDE}"
        raise _RefusedError(f"{fact}; make it smaller")
    if width * height > most_pixels:
        fact = f"{told}, more than {most_pixels} in all"
        raise _RefusedError(f"{fact}; make it smaller, or raise [pictures] most_pixels")


def _unknown(data: bytes) -> str:
    if not data:
        return f"is empty; {REMEDY} once more"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return f"is a HEIC picture, which few browsers show; {REMEDY}"
    for magic, name in UNSHOWN.items():
        if data.startswith(magic):
            return f"is a {name} file, which browsers do not show; {REMEDY}"
    return f"is no picture, or a broken one; {REMEDY} once more"
