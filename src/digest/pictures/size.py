"""How large a picture is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height in pixels, of a drawing in CSS pixels; both are 1 or more."""

    width: int
    height: int
