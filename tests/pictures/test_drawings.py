"""Drawings: their size, and what is taken out of them."""

from __future__ import annotations

import pytest

from digest.pictures.drawings import clean_drawing, is_drawing, measure_drawing
from digest.pictures.size import Size

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def a_drawing(inside: str = "", attributes: str = "") -> bytes:
    """A drawing with this in it."""
    return f"{SVG} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "width", "height"),
    [
        ('width="40" height="30"', 40, 30),
        ('width="40px" height="1in"', 40, 96),
        ('width="2cm" height="10mm"', 76, 38),
        ('width="3pt" height="1pc"', 4, 16),
        ('viewBox="0 0 24 12"', 24, 12),
        ('viewBox="0,0,24,12" width="48"', 48, 24),
        ('viewBox="0 0 24 12" height="6"', 12, 6),
        ('viewBox="0 0 24 12" width="100%" height="100%"', 24, 12),
        ('viewBox="0 0 0 12"', 300, 150),
        ('viewBox="0 0 24"', 300, 150),
        ('width="1e9" height="-3"', 300, 150),
        ('width="999999999" height="0.1"', 65_500, 1),
        ("", 300, 150),
    ],
)
def test_a_size_is_named_in_many_ways(attributes: str, width: int, height: int) -> None:
    """What names none has the one that browsers give it."""
    size = measure_drawing(a_drawing(attributes=attributes))
    assert size == Size(width=width, height=height)


@pytest.mark.parametrize(
    "opening",
    [b"", b"\xef\xbb\xbf", b'<?xml version="1.0"?>\n', b"<!-- made by hand -->\n"],
)
def test_a_drawing_may_have_words_before_it(opening: bytes) -> None:
    """A declaration, a comment, the mark of an encoding."""
    assert is_drawing(opening + a_drawing())


def test_a_drawing_may_be_in_utf_16() -> None:
    """Old programs of one system write it."""
    data = a_drawing(attributes='width="9" height="9"').decode().encode("utf-16")
    assert is_drawing(data)
    assert measure_drawing(data) == Size(width=9, height=9)


@pytest.mark.parametrize("data", [b"", b"svg", b"<html></html>", b"\xff\xd8\xff<svg"])
def test_other_files_are_no_drawings(data: bytes) -> None:
    """Only what begins as a document may be one."""
    assert not is_drawing(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="https://example.com/x.js"/>',
        "<foreignObject><body/></foreignObject>",
        "<metadata>Ann</metadata>",
        "<!-- Ann -->",
        "<?php echo 1 ?>",
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a xlink:href=" javascript:alert(1)"><rect/></a>',
        '<use href="https://example.com/x.svg#a"/>',
        '<image xlink:href="data:image/svg+xml,alert"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<x:a xmlns:x="http://www.w3.org/1999/xhtml" href="alert"/>',
        '<rect xmlns:x="http://tools.example/" x:folder="/home/Ann"/>',
        '<rect style="fill: url(https://example.com/x)"/>',
        "<rect style=\"fill: URL( 'https://example.com/x')\"/>",
        "<style>@import 'https://example.com/x';</style>",
        "<style>rect { fill: url(//example.com/x) }</style>",
        "<style>rect {}<g/>@import 'https://example.com/x';</style>",
        r"<style>@\69mport 'https://example.com/x';</style>",
        r"<style>rect { fill: u\72l(//example.com/x) }</style>",
        "<style>rect { mask: image-set('https://example.com/x' 1x) }</style>",
        "<style>rect { mask: -webkit-image-set('//example.com/x' 1x) }</style>",
        "<style>rect { mask: image('//example.com/x') }</style>",
        r"<rect style='fill: \75rl(https://example.com/x)'/>",
    ],
)
def test_what_acts_or_tells_is_taken_out(inside: str) -> None:
    """The drawing stays."""
    cleaned = clean_drawing(a_drawing(f"<g>{inside}<path d='M0 0'/></g>"))
    told = cleaned.decode()
    assert '<path d="M0 0"/>' in told
    for trace in ("alert", "Ann", "javascript", "<?php", "@import", "tools"):
        assert trace not in told
    # a place within the drawing, which is not there
    assert "example.com" not in told.replace("#https://example.com", "").replace(
        "#//example.com", ""
    ).replace("@ignored 'https://example.com", "")
    assert clean_drawing(cleaned) == cleaned


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<image xlink:href="data:image/png;base64,AAAA"/>',
        '<rect fill="url(#shade)"/>',
        "<style>rect { fill: url('#shade') }</style>",
        '<text xml:lang="de">Fähre</text>',
    ],
)
def test_what_is_drawn_stays(inside: str) -> None:
    """Places in the drawing, pictures in it, words."""
    assert inside in clean_drawing(a_drawing(inside)).decode()


def test_entities_are_not_unfolded() -> None:
    """A billion laughs are none here, and no file of this machine is read."""
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    data = laughs.encode() + a_drawing("<text>&a;&b;</text>")
    cleaned = clean_drawing(data)
    assert b"ENTITY" not in cleaned
    assert b"root:" not in cleaned
    assert b"<text" in cleaned


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"<svg", "is a drawing that is no whole XML; save it as SVG once more"),
        (b"<svg/>", "is a drawing without the namespace of SVG"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "is a drawing without"),
    ],
)
def test_what_no_browser_draws_is_refused(data: bytes, fact: str) -> None:
    """With a remedy."""
    with pytest.raises(ValueError) as caught:
        measure_drawing(data)
    assert str(caught.value).startswith(fact)


def test_a_long_style_costs_no_time() -> None:
    """Not even one that was written to cost it."""
    style = "url(" * 100_000 + " " * 100_000
    assert clean_drawing(a_drawing(f"<style>{style}</style>"))
