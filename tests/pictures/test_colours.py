"""Colours become those of every screen."""

from __future__ import annotations

import pytest
from PIL import Image

from digest.pictures.colours import in_srgb, plain
from photographs import a_photo, exchanging_profile

RED = (250, 20, 10)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("1", "L"),
        ("L", "L"),
        ("P", "RGB"),
        ("RGB", "RGB"),
        ("YCbCr", "RGB"),
        ("CMYK", "CMYK"),
        ("I", "L"),
        ("I;16", "L"),
        ("HSV", "RGB"),
    ],
)
def test_every_kind_of_colours_becomes_one_that_can_be_scaled(
    mode: str, expected: str
) -> None:
    """Palettes, bits and deep greys cannot."""
    source = a_photo(20, 10)
    image = source.convert("L") if mode.startswith("I") else source
    assert plain(image.convert(mode)).mode == expected


def test_deep_greys_keep_their_upper_bits() -> None:
    """White stays white, and grey is not burnt out."""
    image = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 32768, 65535)):
        image.putpixel((x, 0), value)
    assert plain(image).tobytes() == bytes((0, 128, 255))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    """Unless all of it is opaque, when nothing is lost."""
    image = Image.new("RGBA", (4, 4), (*RED, 90))
    assert plain(image.convert(mode)).mode == "RGBA"
    assert plain(Image.new("RGBA", (4, 4), (*RED, 255)).convert(mode)).mode == "RGB"


def test_a_transparent_entry_of_a_palette_is_transparent() -> None:
    """As old drawing programs mark it."""
    image = Image.new("P", (4, 4))
    image.info["transparency"] = 0
    assert plain(image).getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_profile_is_followed() -> None:
    """Red is what the profile says it is."""
    image = Image.new("RGB", (2, 2), RED)
    red, green, _ = in_srgb(image, exchanging_profile()).getpixel((0, 0))  # type: ignore[misc]
    assert green > 240
    assert red < 60


def test_a_profile_leaves_transparency_alone() -> None:
    """Colours change, and what shines through does not."""
    image = Image.new("RGBA", (2, 2), (*RED, 90))
    shown = in_srgb(image, exchanging_profile())
    red, green, _, alpha = shown.getpixel((0, 0))  # type: ignore[misc]
    assert (green > red, alpha) == (True, 90)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("profile", [b"", b"broken", exchanging_profile()])
def test_a_profile_that_does_not_fit_breaks_nothing(mode: str, profile: bytes) -> None:
    """Grey stays grey, and all else becomes red, green and blue."""
    shown = in_srgb(a_photo(20, 10).convert(mode), profile)
    assert shown.mode == ("L" if mode == "L" else "RGB")
