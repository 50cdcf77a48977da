"""A Word file (.docx) -> a Reading; the only importer of mammoth.

A .docx is an archive of XML, which is looked at first (word_archive); nothing outside
of it is ever read. Offsets count in the HTML that mammoth makes of it.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import mammoth
from lxml.etree import XMLParser, XMLSyntaxError, fromstring
from lxml.html import HtmlElement

from digest.errors import ContentError
from digest.html_tags import HEADING_TAGS
from digest.lines import one_line
from digest.load.blocks import Reading, check_tags, join_blocks
from digest.load.embedded import Embedded, Place, leave_out, tell_left_out
from digest.load.markup import parse_html
from digest.load.overrides import NO_OVERRIDES, Overrides, apply_drops
from digest.load.richtext import blocks_of
from digest.load.sanitise import sanitise
from digest.load.sights import squeezed
from digest.load.webpage.places import PagePlaces
from digest.load.word_archive import DAMAGED, check_archive
from digest.load.words import words_of
from digest.model import Block, BlockKind, Cut, DateOrigin

PROPERTIES = "docProps/core.xml"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
r[style-name='Code'] => code
r[style-name='HTML Code'] => code
"""
#: what Word writes before the name of a file that was never named
_UNNAMED = re.compile(
    r"(?:Microsoft Word - .*|Document\d*|Dokument\d*|Untitled|.*\.docx?)", re.IGNORECASE
)
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Properties:
    """What the file says of itself; empty where it is silent."""

    title: str = ""
    authors: tuple[str, ...] = ()
    created: datetime | None = None
    language: str = ""


def read_worddoc(
    data: bytes,
    path: str,
    *,
    overrides: Overrides = NO_OVERRIDES,
    place: Place = leave_out,
) -> Reading:
    """The article in a Word file; raises ContentError where it is none.

    `place` says where a picture of the file will stand; without a place it is cut.
    """
    properties = _checked(data, path)
    left_out: list[Cut] = []
    source = _as_html(data, path, place, left_out)
    check_tags(source)
    root = parse_html(source)
    _mend(root)
    styled = _take_title(root)
    finder = PagePlaces(source).finder()
    blocks: list[Block] = []
    for each in blocks_of(root):
        start, end = finder.find(squeezed(each.block.text))
        blocks.append(replace(each.block, start=start, end=end))
    title, blocks = _split_title(blocks, styled or properties.title)
    kept, dropped = apply_drops(blocks, overrides)
    created = properties.created
    return Reading(
        title=title,
        blocks=kept,
        cuts=(*dropped, *left_out),
        html=sanitise(join_blocks(kept)),
        authors=properties.authors,
        date=created,
        date_origin=DateOrigin.DECLARED if created else DateOrigin.NONE,
        language=properties.language,
    )


def _checked(data: bytes, path: str) -> _Properties:
    """What the file says of itself, once it is known that it can be unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_archive(archive, path)
            return _properties(archive)
    # a password is a RuntimeError, an unknown packing a NotImplementedError
    except (
        BadZipFile,
        zlib.error,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
    ) as error:
        raise ContentError(path, DAMAGED) from error


def _properties(archive: ZipFile) -> _Properties:
    """Title, author and date that Word keeps beside the text (ISO 29500-2, 11)."""
    try:
        source = archive.read(PROPERTIES)
        root = fromstring(source, XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, XMLSyntaxError):
        return _Properties()
    told = {each.tag: one_line(each.text or "") for each in root}
    title = told.get(f"{DUBLIN_CORE}title", "")
    names = re.split(r"[;,]", told.get(f"{DUBLIN_CORE}creator", ""))
    authors = (name.strip() for name in names if "@" not in name)
    return _Properties(
        title="" if _UNNAMED.fullmatch(title) else title,
        authors=tuple(dict.fromkeys(filter(None, authors))),
        created=_moment(told.get(f"{TERMS}created", "")),
    )


def _moment(text: str) -> datetime | None:
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    return None


def _as_html(data: bytes, path: str, place: Place, left_out: list[Cut]) -> str:
    def placed(image: Any) -> dict[str, str]:
        picture = _picture(image)
        address = place(picture) if picture.data else ""
        if not address:
            left_out.append(tell_left_out(picture))
        return {"src": address}

    try:
        made = mammoth.convert_to_html(
            BytesIO(data),
            style_map=STYLES,
            # a map inside of the file is a stranger's
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(placed),
            external_file_access=False,
        )
    # it raises whatever a strange file leads it to, and the file is a stranger's
    except Exception as error:
        raise ContentError(path, DAMAGED) from error
    return str(made.value)


def _picture(image: Any) -> Embedded:
    """The picture, without data where it stands outside of the file."""
    try:
        with image.open() as file:
            data = file.read()
    except Exception:  # noqa: BLE001  mammoth has errors of many kinds for it
        data = b""
    return Embedded(name="", media_type=str(image.content_type or ""), data=data)


def _mend(root: HtmlElement) -> None:
    """Marks of footnotes as plain numbers, cells without paragraphs, no empty pictures.

    The arrows that lead back from a footnote are left out: each format has its own.
    """
    for link in list(root.iter("a")):
        if "note-ref-" in str(link.get("href", "")):
            link.drop_tree()
        elif mark := _MARK.fullmatch("".join(link.itertext())):
            for child in list(link):
                link.remove(child)
            link.text = mark[1]
    for cell in root.iter("td", "th"):
        if len(cell) == 1 and cell[0].tag == "p":
            cell[0].drop_tag()
    for image in list(root.iter("img")):
        if not image.get("src"):
            image.drop_tree()


def _take_title(root: HtmlElement) -> str:
    """The words in the style of a title; headings below it are one level further in."""
    title = next((each for each in root.iter("h1") if each.get("class")), None)
    if title is None:
        return ""
    words = words_of(title)
    title.drop_tree()
    if next(root.iter("h1"), None) is not None:
        for heading in root.iter(*HEADING_TAGS[:-1]):
            heading.tag = f"h{int(heading.tag[1]) + 1}"
    return one_line(words)


def _split_title(blocks: list[Block], known: str) -> tuple[str, list[Block]]:
    """What is known as the title, else the only heading of its level above the text."""
    first = next(iter(blocks), None)
    if known or first is None or first.level != 1:
        return known, blocks
    is_only = [block.level for block in blocks if _is_heading(block)].count(1) == 1
    return (first.text, blocks[1:]) if is_only and _is_heading(first) else ("", blocks)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING
