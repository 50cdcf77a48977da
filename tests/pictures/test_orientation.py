"""A picture stands as its photographer saw it."""

from __future__ import annotations

import pytest
from PIL import Image

from digest.pictures.orientation import lies_on_its_side, upright
from photographs import exif, opened, saved


def held(orientation: int) -> Image.Image:
    """A picture whose upper left corner was white when it was taken."""
    turned = Image.new("L", (64, 32))
    turned.paste(255, (0, 0, 32, 16))
    return opened(saved(turned, exif=exif(orientation)))


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [
        (1, (0, 0)),
        (2, (1, 0)),
        (3, (1, 1)),
        (4, (0, 1)),
        (5, (0, 0)),
        (6, (1, 0)),
        (7, (1, 1)),
        (8, (0, 1)),
        (0, (0, 0)),
        (9, (0, 0)),
    ],
)
def test_a_picture_is_turned_as_the_camera_says(
    orientation: int, corner: tuple[int, int]
) -> None:
    """The eight ways of EXIF; any other number says nothing."""
    image = upright(held(orientation))
    assert lies_on_its_side(held(orientation)) == (image.size == (32, 64))
    right, below = corner
    place = (right * (image.width - 1), below * (image.height - 1))
    assert image.getpixel(place) > 200  # type: ignore[operator]


def test_broken_notes_turn_nothing() -> None:
    """The picture stays as it lies in its file."""
    image = opened(saved(Image.new("L", (8, 4)), exif=b"Exif\0\0broken"))
    assert upright(image).size == (8, 4)


def test_a_want_of_memory_is_no_broken_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, since trying again may help."""

    def exhaust(image: Image.Image) -> Image.Exif:
        raise MemoryError(image.format)

    monkeypatch.setattr(Image.Image, "getexif", exhaust)
    with pytest.raises(MemoryError):
        upright(Image.new("L", (8, 4)))
