"""Pictures get the address that a browser would show."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.pictures import mend_pictures

BLANK = "data:image/gif;base64,x"


def sources(html: str) -> list[str]:
    """The addresses of the pictures in a page, once they are mended."""
    root = parse_html(f"<body><p>a</p>{html}</body>")
    mend_pictures(root)
    return [str(image.get("src")) for image in root.iter("img")]


@pytest.mark.parametrize(
    "image",
    [
        "<img src=a.png>",
        f"<img src='{BLANK}' data-src=a.png>",
        "<img src=/img/placeholder.gif data-lazy-src=a.png>",
        "<img data-original=a.png>",
        f"<img src='{BLANK}' srcset='b.png 300w, a.png 900w, c.png 6000w'>",
        "<img src=b.png data-srcset='b.png 1x, a.png 2x'>",
        "<picture><source srcset='a.png 800w'><img src=b.png></picture>",
        "<img src='a.png' srcset=' , '>",
    ],
)
def test_the_best_address_counts(image: str) -> None:
    """Not the stand-in of a lazy one, and no wider one than mail and web need."""
    assert sources(image) == ["a.png"]


@pytest.mark.parametrize(
    "image",
    [
        "<img src=a.gif width=1 height=1>",
        "<img src=a.gif width=0>",
        "<img src=a.gif width='1px'>",
        "<img src=a.gif style='width:1px;height:1px'>",
        "<img src=a.gif style='border: 0; max-height: 0 !important'>",
        f"<img src='{BLANK}'>",
        "<img src=/theme/spacer.gif>",
        "<img alt='nothing'>",
    ],
)
def test_pixels_and_stand_ins_go(image: str) -> None:
    """They count readers, or hold a place."""
    assert sources(image) == []


@pytest.mark.parametrize("style", ["width:100%", "height: 10px", "opacity:0"])
def test_a_picture_that_fades_in_or_fits_its_frame_stays(style: str) -> None:
    """It is shown in the end."""
    assert sources(f"<img src=a.png style='{style}'>") == ["a.png"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<img src='{BLANK}'><noscript><img src=a.png></noscript>", ["a.png"]),
        ("<p>b</p><noscript><img src=a.png></noscript>", ["a.png"]),
        ("<img src=b.png><noscript><img src=a.png></noscript>", ["b.png"]),
        ("<noscript><img src=a.gif width=1></noscript>", []),
        ("<noscript>Please turn on scripts.</noscript>", []),
    ],
)
def test_a_picture_for_those_without_scripts_is_shown_once(
    html: str, expected: list[str]
) -> None:
    """In the place of its stand-in, if it has one."""
    assert sources(html) == expected
