"""Pictures for tests, made as cameras, drawing programs and attackers make them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from hashlib import shake_128
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw

#: what no published file may hold
SECRET = b"54.3213 N, the house of Ann"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def a_photo(width: int = 640, height: int = 400) -> Image.Image:
    """Something with as many colours as a photograph, and the grain of one."""
    grain = shake_128(b"grain").digest(width * height)
    shades = (
        Image.radial_gradient("L").resize((width, height)),
        Image.linear_gradient("L").resize((width, height)),
        Image.frombytes("L", (width, height), grain),
    )
    slope, light, noise = shades
    rough = Image.blend(light, noise, 0.2)
    return Image.merge("RGB", (rough, Image.blend(slope, noise, 0.1), rough))


def a_drawing(width: int = 640, height: int = 400) -> Image.Image:
    """A diagram: lines and letters in a few colours."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for step in range(8, min(width, height), 12):
        draw.line((0, step, width, step), fill=(0, 90, 140))
        draw.text((step, step), "north shore", fill="black")
    return image


def saved(image: Image.Image, form: str = "JPEG", **settings: Any) -> bytes:
    """The picture as a file of this format."""
    file = BytesIO()
    image.save(file, form, **settings)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """The file, decoded whole."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def moving(form: str, **settings: Any) -> bytes:
    """An animation of two frames."""
    first, second = a_drawing(60, 40), a_drawing(60, 40).rotate(180)
    return saved(first, form, save_all=True, append_images=[second], **settings)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    checked = kind + data
    return (
        struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
    )


def png_of(width: int, height: int, chunks: Iterable[bytes] = ()) -> bytes:
    """A PNG by hand: its header says what it likes, and there are no pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b""))
    return b"".join((PNG_SIGNATURE, header, *chunks, pixels, chunk(b"IEND", b"")))


def exif(orientation: int) -> bytes:
    """What a camera notes: which way up it was held, and where."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = SECRET.decode()
    return tags.tobytes()


def exchanging_profile() -> bytes:
    """A profile of colours in which red and green have changed places."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        plain.replace(b"rXYZ", b"?XYZ")
        .replace(b"gXYZ", b"rXYZ")
        .replace(b"?XYZ", b"gXYZ")
    )
