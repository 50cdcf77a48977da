"""What those get who do not see a picture, and whether it can be shown."""

from __future__ import annotations

import pytest

from checking import SOUND, faults_of
from digest.check.collection import PictureFacts
from digest.check.rules.pictures import (
    find_heavy_picture,
    find_insecure_picture,
    find_missing_alt,
    find_small_picture,
    find_unusable_picture,
    find_useless_alt,
)
from digest.errors import ContentError

FRONT = "---\ntitle: Open\n{}\n---\n" + SOUND


def shown(picture: str) -> str:
    """An article with this picture on its fifth line."""
    return f"# Open\n\n{SOUND}\n{picture}\n"


@pytest.mark.parametrize(
    "picture",
    [
        "![](q.jpg)",
        "![ ](q.jpg)",
        '<img src="q.jpg">',
        '<p><img src="q.jpg" title="A quay"></p>',
        '[![](q.jpg "x")](https://example.org/)',
    ],
)
def test_a_picture_without_alt_is_an_error(picture: str) -> None:
    """A title is no alt: many never meet it."""
    assert faults_of(find_missing_alt, shown(picture)) == [
        (5, "the picture q.jpg has no alt")
    ]


@pytest.mark.parametrize(
    "picture",
    [
        "![a quay](q.jpg)",
        '<img src="q.jpg" alt="">',
        "<img alt='' src='q.jpg'>",
        '<IMG SRC="q.jpg" ROLE="presentation">',
        '<img role=none src="q.jpg">',
    ],
)
def test_a_picture_may_be_told_to_decorate_only(picture: str) -> None:
    """With an empty alt that the author wrote; Markdown writes one by itself."""
    assert faults_of(find_missing_alt, shown(picture)) == []


def test_the_lead_picture_needs_an_alt_too() -> None:
    """Letters show it, and shared links."""
    assert faults_of(find_missing_alt, FRONT.format("image: q.jpg")) == [
        (3, "the picture q.jpg has no alt")
    ]
    for lines in (
        "image: {url: q.jpg, alt: a quay}",
        'image:\n  url: q.jpg\n  alt: ""',
    ):
        assert faults_of(find_missing_alt, FRONT.format(lines)) == []
    toml = f'+++\ntitle = "Open"\nimage = {{ url = "q.jpg", alt = "" }}\n+++\n{SOUND}'
    assert faults_of(find_missing_alt, toml) == []


@pytest.mark.parametrize(
    "alt",
    [
        *("quay.jpg", "IMG_1234", "DSC00017", "image1", "Screenshot 2026-11-16"),
        *("Image", "Foto", "photo.", "صورة", "写真", "undefined"),
    ],
)
def test_an_alt_that_tells_nothing_is_told(alt: str) -> None:
    """The name of the file, or that it is a picture."""
    assert faults_of(find_useless_alt, shown(f"![{alt}](q.jpg)")) == [
        (5, f"the alt “{alt}” tells nothing of the picture")
    ]


def test_an_alt_with_words_is_no_fault() -> None:
    """Whatever they are; and a link of those words is none either."""
    text = shown("![a photo of the quay](q.jpg) ![](q.jpg) [IMG_1234](tide.md)")
    assert faults_of(find_useless_alt, text) == []


def test_a_picture_by_http_is_told() -> None:
    """A link by http harms nobody's letter."""
    text = shown("![a](http://example.org/q.jpg) [b](http://example.org/)")
    assert faults_of(find_insecure_picture, text) == [
        (5, "the picture http://example.org/q.jpg is fetched by http:")
    ]
    assert faults_of(find_insecure_picture, shown("![a](q.jpg)")) == []


def test_the_lead_picture_fills_the_column_of_a_letter() -> None:
    """Those in the text may be as small as they like."""
    text = shown("![a](q.jpg)\n\n![b](r.jpg)")
    small, wide = PictureFacts(size=9, width=599), PictureFacts(size=9, width=600)
    pictures = {"q.jpg": small, "r.jpg": small}
    assert faults_of(find_small_picture, text, pictures=pictures) == [
        (5, "q.jpg is 599 pixels wide")
    ]
    pictures = {"q.jpg": wide, "r.jpg": small}
    assert faults_of(find_small_picture, text, pictures=pictures) == []


def test_a_file_of_three_million_bytes_is_the_heaviest() -> None:
    """Told in megabytes."""
    text = shown("![a](q.jpg) ![b](r.jpg)")
    pictures = {
        "q.jpg": PictureFacts(size=3_000_000),
        "r.jpg": PictureFacts(size=4_260_000),
    }
    assert faults_of(find_heavy_picture, text, pictures=pictures) == [
        (5, "r.jpg has 4.3 MB")
    ]


def test_a_file_that_no_browser_shows_is_an_error() -> None:
    """In the words of who looked at it."""
    problem = ContentError("q.jpg", "is no picture", remedy="save it as PNG")
    broken = PictureFacts(size=9, problem=problem)
    text = shown("![a](q.jpg)")
    assert faults_of(find_unusable_picture, text, pictures={"q.jpg": broken}) == [
        (5, "q.jpg is no picture")
    ]
    assert faults_of(find_small_picture, text, pictures={"q.jpg": broken}) == []
