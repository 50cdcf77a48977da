"""What a header tells, and that nothing is decoded to know it."""

from __future__ import annotations

import zlib
from contextlib import suppress

import pytest
from PIL import ImageFile

from digest.pictures.look import MOST_PIXELS, Format, look_at
from digest.pictures.signs import is_web_picture
from digest.pictures.size import Size
from photographs import a_photo, chunk, exif, moving, png_of, saved

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
#: half a megabyte that says fifty
BLOATED = zlib.compress(b"a" * 50_000_000)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0"


def measure(data: bytes, most_pixels: int = MOST_PIXELS) -> Size:
    """The size that the header tells."""
    return look_at(data, most_pixels=most_pixels).size


@pytest.fixture(autouse=True)
def no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever decodes a pixel here fails."""

    def refuse(image: ImageFile.ImageFile) -> None:
        raise AssertionError(image.format)

    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("JPEG", Format.JPEG),
        ("PNG", Format.PNG),
        ("GIF", Format.GIF),
        ("WEBP", Format.WEBP),
        ("AVIF", Format.AVIF),
    ],
)
def test_a_picture_is_known_by_its_bytes(
    form: str, expected: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Format and size stand in the header."""
    monkeypatch.undo()
    data = saved(a_photo(64, 48), form)
    assert is_web_picture(data)
    look = look_at(data)
    assert (look.format, look.size) == (expected, Size(width=64, height=48))
    assert not look.is_animated


def test_a_drawing_is_known_as_well() -> None:
    """It is text, and has a size nonetheless."""
    look = look_at(DRAWING)
    assert (look.format, look.size) == (Format.SVG, Size(width=40, height=30))


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_is_told_apart(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An animation has more than one frame."""
    monkeypatch.undo()
    assert look_at(moving(form)).is_animated


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_picture_on_its_side_has_the_size_it_is_shown_in(
    orientation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Width and height change places."""
    monkeypatch.undo()
    data = saved(a_photo(64, 48), exif=exif(orientation))
    assert measure(data) == Size(width=48, height=64)


def test_a_bomb_is_refused_by_its_header() -> None:
    """A hundred bytes promise ten gigabytes, and nobody unpacks them."""
    with pytest.raises(ValueError) as caught:
        measure(png_of(60_000, 60_000))
    assert str(caught.value) == (
        "has 60000 x 60000 pixels, more than 60000000 in all; make it smaller, or "
        "raise [pictures] most_pixels"
    )


def test_the_limit_is_the_owners() -> None:
    """Who has the memory may say so."""
    assert measure(png_of(9000, 9000), most_pixels=90_000_000).width == 9000
    with pytest.raises(ValueError, match="more than 99 in all"):
        measure(png_of(10, 10), most_pixels=99)


@pytest.mark.parametrize("size", [(65_501, 1), (1, 65_501)])
def test_no_side_is_longer_than_formats_know(size: tuple[int, int]) -> None:
    """A ribbon of few pixels would still break what shows it."""
    with pytest.raises(ValueError, match="no side may be longer than 65500"):
        measure(png_of(*size))


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk(b"zTXt", b"Comment\0\0" + BLOATED)],
        [chunk(b"iCCP", b"Comment\0\0" + BLOATED)],
        [chunk(b"iTXt", b"Comment\0\1\0\0\0" + BLOATED)],
        [chunk(b"zTXt", b"C\0\0" + zlib.compress(b"a" * 1_000_000))] * 99,
    ],
)
def test_what_unpacks_to_too_much_text_is_refused(chunks: list[bytes]) -> None:
    """A few kilobytes of header may hold a hundred megabytes of comments."""
    with pytest.raises(ValueError, match="is broken or cut off"):
        measure(png_of(30, 20, chunks))


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "is empty"),
        (b"BM" + bytes(60), "is a BMP file, which browsers do not show"),
        (b"II*\0" + bytes(60), "is a TIFF file"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"\x1f\x8b\x08", "is a compressed SVG or other gzip file"),
        (HEIC, "is a HEIC picture, which few browsers show"),
        (b"<!DOCTYPE html><title>Not found</title>", "is no picture, or a broken one"),
        (b"\xff\xd8\xff", "is no picture, or a broken one"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0", "is "),
        (b"GIF89a", "is no picture, or a broken one"),
        (b"RIFF\4\0\0\0WEBP", "is "),
        (bytes(1000), "is no picture, or a broken one"),
    ],
)
def test_what_is_no_picture_is_told_with_a_remedy(data: bytes, fact: str) -> None:
    """The owner learns what the file is, and what to do."""
    with pytest.raises(ValueError, match="save it as JPEG or PNG") as caught:
        measure(data)
    assert str(caught.value).startswith(fact)


def test_a_picture_without_a_side_is_none() -> None:
    """Nothing is as wide as nothing."""
    with pytest.raises(ValueError, match="save it as JPEG or PNG"):
        measure(png_of(0, 10))


@pytest.mark.parametrize("cut", [3, 20, 40, 60, 100])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_header_that_is_cut_off_breaks_nothing(
    form: str, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the size is known by then, or the file is refused."""
    monkeypatch.undo()
    data = saved(a_photo(64, 48), form)[:cut]
    with suppress(ValueError):
        assert measure(data) == Size(width=64, height=48)


def test_broken_notes_of_a_camera_are_left_out_of_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The picture is as sound as before."""
    monkeypatch.undo()
    data = saved(a_photo(64, 48), exif=b"Exif\0\0broken")
    assert measure(data) == Size(width=64, height=48)
