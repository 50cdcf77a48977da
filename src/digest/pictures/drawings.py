"""Drawings (SVG): their size, and the drawing without what could act or tell tales.

A drawing is a document: opened by itself it could run scripts in the name of the site,
and drawing programs leave the names of people and folders in it.
"""

from __future__ import annotations

import re

from lxml import etree

from digest.pictures.size import Size

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
#: bytes in which the root of a drawing begins
OPENING = 65_536
#: elements that act, that hold pages, or that only tell of the drawing
UNSHOWN = frozenset(
    {
        *("script", "foreignObject", "metadata", "iframe", "audio", "video"),
        *("handler", "listener"),
    }
)
LINKS = frozenset({"href", f"{{{XLINK}}}href"})
#: what a reference may be: a place in the drawing, or a picture inside of it
SAFE_LINK = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)", re.IGNORECASE)
#: in styles, what would be fetched from elsewhere
IMPORT = re.compile("@import", re.IGNORECASE)
#: functions that fetch without url(), and what is spelled with the codes of letters
DOUBTFUL = re.compile(r"image-set|image\(|src\(|\\", re.IGNORECASE)
OUTWARD = re.compile(
    r"""(url\(\s*+["']?+)(?!\#|data:image/(?:png|jpeg|gif|webp);)""", re.IGNORECASE
)
LENGTH = re.compile(
    r"\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(px|pt|pc|mm|cm|in|)\s*", re.ASCII
)
#: CSS pixels in each unit (CSS Values 4, 6.2)
UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0}
UNITS |= {"mm": 96 / 25.4, "cm": 96 / 2.54}
#: what browsers give a drawing that names no size (CSS 2.2, 10.3.2)
NO_SIZE = (300.0, 150.0)
LARGEST = 65_500


def is_drawing(data: bytes) -> bool:
    """Whether the bytes look like an SVG document."""
    opening = data[:OPENING]
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        opening = opening.decode("utf-16", "replace").encode()
    return opening.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and (
        b"<svg" in opening or b":svg" in opening
    )


def measure_drawing(data: bytes) -> Size:
    """The size that the drawing names, in CSS pixels; raises ValueError."""
    root = _parse(data)
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = _box(root.get("viewBox", ""))
    ratio = box[0] / box[1]
    if not width and not height:
        width, height = box
    width = width or height * ratio
    height = height or width / ratio
    return Size(width=_whole(width), height=_whole(height))


def clean_drawing(data: bytes) -> bytes:
    """The drawing without scripts, references outwards, comments and metadata.

    Raises ValueError where it is none.
    """
    root = _parse(data)
    for node in list(root.iter(etree.Entity)):
        _take_out(node)
    for element in list(root.iter(etree.Element)):
        if _is_unshown(element):
            _take_out(element)
        else:
            _clean(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        fact = "is a drawing that is no whole XML; save it as SVG once more"
        raise ValueError(fact) from error
    if root.tag != f"{{{SVG}}}svg":
        fact = "is a drawing without the namespace of SVG; save it as SVG once more"
        raise ValueError(fact)
    return root


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_unshown(element: etree._Element) -> bool:
    # an animation could turn a harmless link into a script
    animated = element.get("attributeName", "").lower()
    return (
        _is_foreign(str(element.tag))
        or etree.QName(element).localname in UNSHOWN
        or animated.endswith("href")
        or animated.startswith("on")
    )


def _clean(element: etree._Element) -> None:
    """Leave the element what it draws with."""
    for name, value in [(str(n), str(v)) for n, v in element.attrib.items()]:
        if _is_unsafe(name, value):
            del element.attrib[name]
        else:
            element.attrib[name] = _without_fetching(value)
    if element.tag == f"{{{SVG}}}style":
        # what stands behind an element in it belongs to the style as well
        words = "".join([element.text or "", *(each.tail or "" for each in element)])
        del element[:]
        element.text = _without_fetching(words)


def _without_fetching(style: str) -> str:
    """The style with each outward URL made one of a place that is not there.

    One that may fetch in a way that we do not read is left out.
    """
    if DOUBTFUL.search(style):
        return ""
    return OUTWARD.sub(r"\1#", IMPORT.sub("@ignored", style))


def _is_foreign(name: str) -> bool:
    """Whether the name belongs to none of the languages that browsers draw."""
    return etree.QName(name).namespace not in {None, SVG, XLINK, XML}


def _is_unsafe(name: str, value: str) -> bool:
    if _is_foreign(name) or name.lower().startswith("on"):
        return True
    return name in LINKS and not SAFE_LINK.match(value)


def _pixels(length: str | None) -> float:
    """The length in CSS pixels; 0 for none, and for a share of the page."""
    found = LENGTH.fullmatch(length or "")
    return float(found[1]) * UNITS[found[2]] if found else 0.0


def _box(view_box: str) -> tuple[float, float]:
    """Width and height of a `viewBox`."""
    sides = [_pixels(part) for part in view_box.replace(",", " ").split()[2:4]]
    return (
        (sides[0], sides[1]) if len(sides) == len(NO_SIZE) and all(sides) else NO_SIZE
    )


def _whole(side: float) -> int:
    return min(max(round(side), 1), LARGEST)
