"""The first bytes of picture files: enough to tell a picture from anything else."""

from __future__ import annotations

AVIF_BRANDS = (b"avif", b"avis")
OPENINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


def is_web_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture made of pixels."""
    is_riff = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    is_avif = data[4:8] == b"ftyp" and data[8:12] in AVIF_BRANDS
    return is_riff or is_avif or data.startswith(OPENINGS)
