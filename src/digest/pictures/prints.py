"""A picture -> its prints: upright, in sRGB, without metadata, in the widths asked for.

One format for all readers. A still picture becomes a JPEG or a PNG, whatever it was:
these two are what every mail program draws. What moves and what is drawn by lines stays
what it is, and only loses what nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from math import ceil

from PIL import Image

from digest.config import PicturesSection
from digest.images import Picture, Print
from digest.pictures.animations import without_metadata
from digest.pictures.colours import in_srgb, plain
from digest.pictures.drawings import clean_drawing
from digest.pictures.look import Format, Look, look_at, open_raster
from digest.pictures.orientation import upright
from digest.pictures.size import Size

ENDINGS = {
    Format.JPEG: ".jpg",
    Format.PNG: ".png",
    Format.GIF: ".gif",
    Format.WEBP: ".webp",
    Format.SVG: ".svg",
}
#: as many as a palette holds
FEW_COLOURS = 256
#: a picture whose JPEG is that many times smaller than its PNG is a photograph: lines
#: and letters, which JPEG blurs, are small in a PNG as well
PHOTO_RATIO = 4
#: a JPEG is decoded at this many times the width that it is scaled to, or at its own;
#: and a drawing of lines may be that much wider than others, where it is lighter so
SPARE = 2
#: of PNG, 0 to 9, for what is published; more takes four times as long for a hundredth
THOROUGH = 6
#: the same where only the size is asked for
QUICK = 1


def make_picture(data: bytes, section: PicturesSection) -> Picture:
    """The picture as it is published; raises ValueError with fact and remedy.

    The same bytes and settings make the same prints.
    """
    look = look_at(data, most_pixels=section.most_pixels)
    if look.format is Format.SVG:
        return _as_it_is(look, clean_drawing(data))
    if look.is_animated:
        return _as_it_is(look, without_metadata(data, look.format))
    with open_raster(data) as image:
        return _still(image, look, section)


def _as_it_is(look: Look, data: bytes) -> Picture:
    only = Print(width=look.size.width, height=look.size.height, data=data)
    return Picture(ending=ENDINGS[look.format], prints=(only,))


def _still(image: Image.Image, look: Look, section: PicturesSection) -> Picture:
    if look.format is Format.JPEG:
        form, scaled = Format.JPEG, _photograph(image, look, section.widths)
    else:
        form, scaled = _drawing(image, section)
    prints = [_print(each, form, section.quality) for each in scaled]
    widest = max(section.widths, default=look.size.width)
    return Picture(ending=ENDINGS[form], prints=_worthwhile(prints, widest))


def _photograph(
    image: Image.Image, look: Look, widths: Sequence[int]
) -> Iterator[Image.Image]:
    """A JPEG in each width, scaled before its colours are converted: that is quick."""
    image.draft(image.mode, _draft_size(image, look, widths))
    profile = image.info.get("icc_profile") or b""
    return _scaled(plain(upright(image)), _sizes(look.size, widths), profile)


def _drawing(
    image: Image.Image, section: PicturesSection
) -> tuple[Format, Iterator[Image.Image]]:
    """What may be a photograph or a drawing in each width, and which of them it is."""
    profile = image.info.get("icc_profile") or b""
    whole = in_srgb(plain(upright(image)), profile)
    own = Size(width=whole.width, height=whole.height)
    sizes = _sizes(own, section.widths)
    form = _best_format(whole, section.quality)
    is_wider = sizes[0].width < own.width <= SPARE * sizes[0].width
    if form is Format.PNG and is_wider:
        sizes = (own, *sizes)
    return form, _scaled(whole, sizes, b"")


def _worthwhile(prints: Sequence[Print], widest: int) -> tuple[Print, ...]:
    """The prints, the narrowest first, but those heavier than a wider one.

    Lines and letters get heavier where they are scaled, since their edges blur. One
    that is wider than was asked for stands only where it is the lightest of the wide.
    """
    first, *others = prints
    if first.width > widest and others and len(first.data) > len(others[0].data):
        first, *others = others
    kept = [first]
    for each in others:
        if len(each.data) < len(kept[-1].data):
            kept.append(each)
    return tuple(reversed(kept))


def _draft_size(
    image: Image.Image, look: Look, widths: Sequence[int]
) -> tuple[int, int]:
    """The least size to decode at, as the picture lies in its file."""
    share = min(SPARE * _sizes(look.size, widths)[0].width / look.size.width, 1)
    return ceil(image.width * share), ceil(image.height * share)


def _sizes(own: Size, widths: Sequence[int]) -> tuple[Size, ...]:
    """Of each print, the largest first: none is larger than the picture's own."""
    largest = min(own.width, max(widths, default=own.width))
    smaller = {width for width in widths if width < largest}
    return tuple(
        Size(width=width, height=max(round(own.height * width / own.width), 1))
        for width in (largest, *sorted(smaller, reverse=True))
    )


def _scaled(
    image: Image.Image, sizes: Iterable[Size], profile: bytes
) -> Iterator[Image.Image]:
    """The picture in each size, each scaled from the one before, which is quick."""
    for index, size in enumerate(sizes):
        smaller = image.resize((size.width, size.height), Image.Resampling.LANCZOS)
        image = smaller if index else in_srgb(smaller, profile)
        # Pillow would write the comment of a JPEG, and the profile that is gone by now
        image.info = {}
        yield image


def _best_format(image: Image.Image, quality: int) -> Format:
    """JPEG for what is a photograph, else PNG, which keeps each pixel."""
    if image.mode == "RGBA" or image.getcolors(FEW_COLOURS) is not None:
        return Format.PNG
    is_photo = len(_jpeg(image, quality)) * PHOTO_RATIO < len(_png(image, QUICK))
    return Format.JPEG if is_photo else Format.PNG


def _print(image: Image.Image, form: Format, quality: int) -> Print:
    is_jpeg = form is Format.JPEG
    data = _jpeg(image, quality) if is_jpeg else _png(image, THOROUGH)
    return Print(width=image.width, height=image.height, data=data)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
    return file.getvalue()


def _png(image: Image.Image, level: int) -> bytes:
    file = BytesIO()
    _with_palette(image).save(file, "PNG", compress_level=level)
    return file.getvalue()


def _with_palette(image: Image.Image) -> Image.Image:
    """The picture with a palette if that holds each of its colours, else itself."""
    if image.mode == "L" or image.getcolors(FEW_COLOURS) is None:
        return image
    indexed = image.quantize(FEW_COLOURS, dither=Image.Dither.NONE)
    is_same = indexed.convert(image.mode).tobytes() == image.tobytes()
    return indexed if is_same else image
