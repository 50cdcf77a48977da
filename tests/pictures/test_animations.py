"""Moving pictures lose what is only told in them, and no frame."""

from __future__ import annotations

import pytest
from PIL import PngImagePlugin

from digest.pictures.animations import without_metadata
from digest.pictures.look import Format
from photographs import PNG_SIGNATURE, SECRET, chunk, exif, moving, opened


def notes() -> PngImagePlugin.PngInfo:
    """Text beside the pixels of a PNG."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("Author", SECRET.decode(), zip=False)
    return info


ANIMATIONS = {
    Format.GIF: moving("GIF", comment=SECRET, loop=0, duration=90),
    Format.PNG: moving("PNG", pnginfo=notes(), exif=exif(1), duration=90),
    Format.WEBP: moving("WEBP", exif=exif(1), xmp=SECRET, duration=90, lossless=True),
}


@pytest.mark.parametrize("form", list(ANIMATIONS))
def test_each_frame_stays_and_no_note_does(form: Format) -> None:
    """Only the container is taken apart."""
    before = ANIMATIONS[form]
    assert SECRET in before
    after = without_metadata(before, form)
    assert SECRET not in after
    first, second = opened(before), opened(after)
    for frame in range(2):
        first.seek(frame)
        second.seek(frame)
        assert first.convert("RGBA").tobytes() == second.convert("RGBA").tobytes()
        assert first.info.get("duration") == second.info.get("duration")
    assert without_metadata(after, form) == after


def test_a_loop_goes_on() -> None:
    """How often an animation plays stands in an extension, and is no note."""
    looped = opened(without_metadata(ANIMATIONS[Format.GIF], Format.GIF))
    assert looped.info["loop"] == 0


@pytest.mark.parametrize("form", list(ANIMATIONS))
def test_what_hangs_behind_the_end_is_gone(form: Format) -> None:
    """A picture that is an archive or a script as well is only a picture then."""
    after = without_metadata(ANIMATIONS[form] + b"PK\3\4" + SECRET, form)
    assert after == without_metadata(ANIMATIONS[form], form)


@pytest.mark.parametrize("form", list(ANIMATIONS))
def test_an_animation_that_is_cut_off_is_refused(form: Format) -> None:
    """Wherever that is."""
    data = ANIMATIONS[form]
    for end in range(12, len(data) - 1, 97):
        with pytest.raises(ValueError, match="is broken or cut off; save it"):
            without_metadata(data[:end], form)


def test_a_gif_with_a_block_that_nobody_knows_is_refused() -> None:
    """What it means cannot be guessed."""
    data = ANIMATIONS[Format.GIF]
    with pytest.raises(ValueError, match="is broken"):
        without_metadata(data[:-1] + b"\x99", Format.GIF)


def test_notes_of_other_programs_are_left_out_of_a_gif() -> None:
    """XMP is an application's extension, too."""
    data = ANIMATIONS[Format.GIF]
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    assert SECRET not in without_metadata(data[:-1] + xmp + b"\x3b", Format.GIF)


def test_a_private_chunk_is_left_out_of_a_png() -> None:
    """Only chunks that are drawn stay."""
    data = PNG_SIGNATURE + chunk(b"prVt", SECRET) + chunk(b"IEND", b"")
    cleaned = without_metadata(data, Format.PNG)
    assert cleaned == PNG_SIGNATURE + chunk(b"IEND", b"")
