"""Codings in which text goes over the web (RFC 9110 8.4.1): gzip and Brotli.

Pure: bytes in, bytes out. The only importer of brotli.
"""

from __future__ import annotations

import gzip

import brotli

IDENTITY = "identity"
#: our order among those that a reader likes equally
CODINGS = ("br", "gzip", IDENTITY)
#: what servers of plain files look for behind a file's name
SUFFIXES = {"br": ".br", "gzip": ".gz"}
#: octets; less does not shrink
SMALLEST_TO_SHRINK = 256
#: octets; beyond, the best of brotli takes seconds, and the next level one of ten
LARGEST_FOR_BEST = 500_000
BEST, NEXT_BEST = 11, 9


def codings_for(data: bytes) -> tuple[str, ...]:
    """What it is worth to offer of a text."""
    return CODINGS if len(data) >= SMALLEST_TO_SHRINK else (IDENTITY,)


def shrink(data: bytes, coding: str, *, best: int = BEST) -> bytes:
    """The bytes in this encoding, the same for the same input at any time."""
    if coding == "br":
        quality = best if len(data) <= LARGEST_FOR_BEST else min(best, NEXT_BEST)
        return brotli.compress(data, quality=quality)  # type: ignore[no-any-return]
    return gzip.compress(data, mtime=0) if coding == "gzip" else data
