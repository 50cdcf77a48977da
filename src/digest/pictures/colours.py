"""Colours as every screen takes them: sRGB in eight bits, opaque or transparent."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

#: what Pillow calls the kinds of colours in which a picture can be scaled
PLAIN = ("L", "RGB", "CMYK")
OPAQUE = 255
#: greys of more than eight bits, of which the upper eight are kept
DEEP = ("I", "I;16", "I;16B", "I;16L", "I;16N")

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def plain(image: Image.Image) -> Image.Image:
    """The picture in colours that can be scaled: no palette, eight bits."""
    if image.mode in DEEP:
        return image.convert("I").point(_upper_bits).convert("L")
    if image.has_transparency_data:
        # a copy of a large picture takes a quarter of a gigabyte
        clear = image if image.mode == "RGBA" else image.convert("RGBA")
        is_opaque = clear.getchannel("A").getextrema() == (OPAQUE, OPAQUE)
        return clear.convert("RGB") if is_opaque else clear
    if image.mode in PLAIN:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The plain picture in sRGB: grey, opaque or transparent; `profile` may be empty.

    A profile that does not fit the picture is left out of account, as browsers do.
    """
    if not profile and image.mode != "CMYK":
        return image
    if image.mode == "RGBA":
        converted = in_srgb(image.convert("RGB"), profile)
        converted.putalpha(image.getchannel("A"))
        return converted
    shown = _by_profile(image, profile) if profile else image
    return shown.convert("L" if image.mode == "L" else "RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(BytesIO(profile)), _SRGB, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _upper_bits(value: float) -> float:
    return value * (1 / 256)
