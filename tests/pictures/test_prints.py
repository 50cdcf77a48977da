"""A picture as it is published: in which widths, in which format, and without what."""

from __future__ import annotations

import pytest
from PIL import Image, PngImagePlugin

from digest.config import PicturesSection
from digest.images import Picture
from digest.pictures.prints import make_picture
from photographs import (
    SECRET,
    a_drawing,
    a_photo,
    exchanging_profile,
    exif,
    moving,
    opened,
    saved,
)

SECTION = PicturesSection(widths=(800, 100, 400), quality=80, most_pixels=4_000_000)


def made(data: bytes, section: PicturesSection = SECTION) -> Picture:
    """The picture, whose prints are as large as they say."""
    picture = make_picture(data, section)
    for each in picture.prints:
        assert opened(each.data).size == (each.width, each.height)
    return picture


def widths(picture: Picture) -> list[int]:
    """Of all prints."""
    return [each.width for each in picture.prints]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (1600, [100, 400, 800]),
        (800, [100, 400, 800]),
        (500, [100, 400, 500]),
        (400, [100, 400]),
        (90, [90]),
        (1, [1]),
    ],
)
def test_a_photograph_is_made_in_the_widths_that_are_not_wider(
    own: int, expected: list[int]
) -> None:
    """None is scaled up, and none is wider than the widest that was asked for."""
    picture = made(saved(a_photo(own, max(own // 2, 1))))
    assert (picture.ending, widths(picture)) == (".jpg", expected)
    for each in picture.prints:
        assert each.height == max(round(each.width / 2), 1)


def test_without_widths_a_picture_keeps_its_own() -> None:
    """It is made anew all the same."""
    section = PicturesSection(widths=())
    assert widths(made(saved(a_photo(500, 300)), section)) == [500]


def test_the_same_bytes_make_the_same_prints() -> None:
    """Twice in one process; the committed tree says it of two machines."""
    for data in (saved(a_photo()), saved(a_photo(), "PNG"), saved(a_drawing(), "PNG")):
        assert make_picture(data, SECTION) == make_picture(data, SECTION)


def test_quality_is_the_owners() -> None:
    """Less of it is lighter."""
    data = saved(a_photo())
    rough = make_picture(data, PicturesSection(widths=(400,), quality=30))
    fine = make_picture(data, PicturesSection(widths=(400,), quality=90))
    assert len(rough.prints[0].data) < len(fine.prints[0].data)


def test_a_photograph_comes_bit_by_bit() -> None:
    """A reader on a slow line sees the whole of it early."""
    assert opened(made(saved(a_photo())).prints[-1].data).info["progressive"]


def text_of_a_png() -> PngImagePlugin.PngInfo:
    """What editors write beside the pixels."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    return info


@pytest.mark.parametrize(
    "data",
    [
        saved(a_photo(), exif=exif(6), comment=SECRET, xmp=SECRET),
        saved(a_photo(), icc_profile=exchanging_profile() + SECRET),
        saved(a_photo(), "PNG", pnginfo=text_of_a_png(), exif=exif(1)),
        saved(a_drawing(), "PNG", pnginfo=text_of_a_png()),
        saved(a_photo(), "WEBP", exif=exif(3), xmp=SECRET),
        saved(a_photo(), "AVIF", exif=exif(3), xmp=SECRET),
        saved(a_photo().quantize(64), "GIF", comment=SECRET),
        saved(a_photo()) + SECRET,
        moving("GIF", comment=SECRET),
        b'<svg xmlns="http://www.w3.org/2000/svg"><!--' + SECRET + b"--></svg>",
    ],
)
def test_no_print_tells_where_it_was_taken(data: bytes) -> None:
    """Neither EXIF nor XMP, comments, text, profiles, or what hangs behind the end."""
    assert SECRET in data
    for each in make_picture(data, SECTION).prints:
        assert SECRET not in each.data
        for trace in (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"iCCP"):
            assert trace not in each.data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_on_its_side_is_published_upright(form: str) -> None:
    """Without the notes of the camera nobody could turn it later."""
    picture = made(saved(a_photo(640, 320), form, exif=exif(6)))
    last = picture.prints[-1]
    assert (last.width, last.height) == (320, 640)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_greys_and_the_colours_of_printers_are_shown_too(mode: str) -> None:
    """As grey, and as red, green and blue."""
    picture = made(saved(a_photo().convert(mode), icc_profile=exchanging_profile()))
    assert opened(picture.prints[0].data).mode == ("L" if mode == "L" else "RGB")


def test_another_profile_is_converted_to_the_one_of_screens() -> None:
    """What has no profile is taken for sRGB."""
    image = Image.new("RGB", (900, 90), (250, 20, 10))
    for form in ("JPEG", "PNG"):
        picture = made(saved(image, form, icc_profile=exchanging_profile()))
        for each in picture.prints:
            shade = opened(each.data).convert("RGB").getpixel((5, 5))
            red, green, _ = shade  # type: ignore[misc]
            assert green > 230
            assert red < 80


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF"])
def test_a_photograph_becomes_a_jpeg_whatever_it_was(form: str) -> None:
    """Every mail program draws it, and it is a fraction of a PNG."""
    picture = made(saved(a_photo(), form))
    assert picture.ending == ".jpg"


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_drawing_becomes_a_png(form: str) -> None:
    """Its lines stay sharp, and each pixel of it the same."""
    drawing = a_drawing(300, 200)
    picture = made(saved(drawing, form))
    assert picture.ending == ".png"
    largest = opened(picture.prints[-1].data)
    assert largest.convert("RGB").tobytes() == drawing.tobytes()


def test_what_shines_through_becomes_a_png() -> None:
    """JPEG knows no transparency."""
    photo = a_photo()
    photo.putalpha(Image.linear_gradient("L").resize(photo.size))
    picture = made(saved(photo, "WEBP"))
    assert picture.ending == ".png"
    assert all(opened(each.data).mode == "RGBA" for each in picture.prints)


def test_what_is_wider_and_heavier_is_left_out() -> None:
    """Nobody asked for it."""
    photo = a_photo(1500, 300)
    photo.putalpha(Image.linear_gradient("L").resize(photo.size))
    assert widths(made(saved(photo, "PNG"))) == [100, 400, 800]


def test_an_opaque_photograph_is_one_though_it_could_be_transparent() -> None:
    """Editors save an empty channel along."""
    assert made(saved(a_photo().convert("RGBA"), "PNG")).ending == ".jpg"


def test_no_print_is_heavier_than_a_wider_one() -> None:
    """Scaled lines have blurred edges, which are heavy in a PNG."""
    for own in (350, 900, 1500, 2500):
        sizes = [
            len(each.data) for each in made(saved(a_drawing(own, 400), "PNG")).prints
        ]
        assert sizes == sorted(sizes)
        assert len(sizes) == len(set(sizes))


def test_a_drawing_may_be_wider_where_it_is_lighter_so() -> None:
    """But not more than twice."""
    assert widths(made(saved(a_drawing(1500, 900), "PNG")))[-1] == 1500
    assert widths(made(saved(a_drawing(1700, 900), "PNG")))[-1] == 800


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_goes_on_moving(form: str) -> None:
    """It is published in its own size alone."""
    picture = made(moving(form))
    assert (picture.ending, widths(picture)) == (f".{form.lower()}", [60])
    assert opened(picture.prints[0].data).n_frames == 2  # type: ignore[attr-defined]


def test_a_drawing_by_lines_stays_one() -> None:
    """It is sharp in every width."""
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"/>'
    picture = make_picture(data, SECTION)
    assert (picture.ending, widths(picture)) == (".svg", [9])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_that_is_cut_off_is_refused(form: str) -> None:
    """Half of a photograph is a fault of the owner's, and not for readers."""
    data = saved(a_photo(), form)
    with pytest.raises(ValueError, match=r"broken[^;]+; save it as JPEG or PNG"):
        make_picture(data[: len(data) // 2], SECTION)


def test_a_bomb_is_not_decoded() -> None:
    """The limit is asked first."""
    with pytest.raises(ValueError, match="more than 4000000 in all"):
        make_picture(saved(Image.new("1", (2001, 2000)), "PNG"), SECTION)
