"""One file -> one Article: what the author declares is laid over what a reader finds.

Where files come from is not known here; the bytes come in as an argument.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from mimetypes import MimeTypes
from typing import TypeVar
from urllib.parse import urlsplit

from digest import paths
from digest.errors import ContentError
from digest.load.blocks import Reading, join_blocks
from digest.load.facts import (
    detect_language,
    find_sources,
    identity,
    reading_minutes,
    summarise,
)
from digest.load.frontmatter import FrontMatter, split
from digest.load.markdown import read_markdown
from digest.load.plaintext import read_plaintext
from digest.load.sanitise import printable, sanitise
from digest.load.webpage import declared_charset, read_webpage
from digest.model import (
    Article,
    Block,
    Cut,
    DateOrigin,
    Enclosure,
    Image,
    Site,
)

MARKDOWN_SUFFIXES = (".md", ".markdown")
WEBPAGE_SUFFIXES = (".html", ".htm")
SUFFIXES = (*MARKDOWN_SUFFIXES, *WEBPAGE_SUFFIXES, ".txt")
#: newer than the table that Python brings
MEDIA_TYPE_OF = {
    ".avif": "image/avif",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".webp": "image/webp",
}
#: the table without what this machine adds to it
_MEDIA_TYPES = MimeTypes()
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+|$)")
#: characters of which a text has at most one in so many
FEW = 100
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_1252 = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*$")

Piece = TypeVar("Piece", Block, Cut)


def load_article(path: str, data: bytes, site: Site) -> Article:
    """The article in the bytes of the file at this path of the content folder.

    Raises ContentError with what has to be mended.
    """
    text = decode(path, data)
    front, body, offset = split(text, path)
    name = _FileName(path)
    reading = _read(path, body, offset, front)
    title = front.title or reading.title or name.title
    if not title:
        fact = "it has no title; write `# Title` above the text or `title:` in it"
        raise ContentError(path, fact)
    if not reading.blocks:
        raise ContentError(path, "it has no text; write some, or remove the file")
    reading = replace(reading, title=title)
    return _article(path, data, reading, name=name, front=front, site=site)


def decode(path: str, data: bytes) -> str:
    """The bytes as text, without a byte order mark; raises ContentError for no text.

    A character that no document may hold is a space, so offsets stay.
    """
    text = next(_decodings(path, data), None)
    if text is None and b"\0" not in data:
        fact = "is neither UTF-8 nor in an encoding that it names; save it as UTF-8"
        raise ContentError(path, fact)
    if text is None or "\0" in text or len(_CONTROLS.findall(text)) * FEW > len(text):
        fact = "looks like a binary file; save it as text in UTF-8"
        raise ContentError(path, fact)
    return printable(text)


def media_type_of(path: str) -> str:
    """What a file of this name holds, the same on every machine."""
    ending = posixpath.splitext(path.lower())[1]
    guessed = _MEDIA_TYPES.guess_type(f"a{ending}", strict=False)[0]
    return MEDIA_TYPE_OF.get(ending) or guessed or "application/octet-stream"


def _decodings(path: str, data: bytes) -> Iterator[str]:
    """The text in each encoding that the bytes can be in, the surest first."""
    encodings = [(mark, name) for mark, name in MARKS if data.startswith(mark)][:1]
    if not encodings:
        encodings = [(b"", "utf-8")]
        if path.lower().endswith(WEBPAGE_SUFFIXES):
            encodings.append((b"", declared_charset(data)))
        if b"\0" not in data and not _CONTROLS_1252.search(data):
            encodings.append((b"", "cp1252"))
    for mark, name in encodings:
        with suppress(UnicodeDecodeError, LookupError):
            yield data.removeprefix(mark).decode(name)


class _FileName:
    """What the name of a file tells: perhaps a date, and words."""

    def __init__(self, path: str) -> None:
        folder, name = posixpath.split(path)
        words = posixpath.splitext(name)[0]
        if words.lower() == "index":
            words = posixpath.basename(folder)
        self.date: datetime | None = None
        dated = _DATED_NAME.match(words)
        if dated:
            with suppress(ValueError):
                day = datetime.fromisoformat(dated[1])
                self.date = day.replace(tzinfo=UTC)
                words = words[dated.end() :]
        self.slug = paths.slugify(words)
        text = " ".join(re.split(r"[-_\s]+", words)).strip()
        self.title = text[:1].upper() + text[1:]


def _read(path: str, body: str, offset: int, front: FrontMatter) -> Reading:
    """What the reader for this kind of file finds; offsets count in the whole file."""
    ending = posixpath.splitext(path.lower())[1]
    if ending in MARKDOWN_SUFFIXES:
        return read_markdown(body, offset=offset, declared_title=front.title)
    if ending in WEBPAGE_SUFFIXES:
        reading = read_webpage(body)
    else:
        reading = read_plaintext(body, declared_title=front.title)
    return replace(
        reading,
        blocks=tuple(_moved(block, offset) for block in reading.blocks),
        cuts=tuple(_moved(cut, offset) for cut in reading.cuts),
    )


def _moved(piece: Piece, offset: int) -> Piece:
    if piece.start < 0:
        return piece
    return replace(piece, start=piece.start + offset, end=piece.end + offset)


def _article(
    path: str,
    data: bytes,
    reading: Reading,
    *,
    name: _FileName,
    front: FrontMatter,
    site: Site,
) -> Article:
    """The reading with what is declared laid over it, and the facts that follow."""
    blocks = reading.blocks
    text = "\n\n".join(block.text for block in blocks)
    language = front.language or reading.language
    date, origin = _date(front, name, reading)
    credit = front.credit or reading.credit
    slug = paths.slugify(front.slug) or name.slug or paths.slugify(reading.title)
    return Article(
        path=path,
        fingerprint=sha256(data).hexdigest(),
        title=reading.title,
        slug=slug or sha256(path.encode()).hexdigest()[:12],
        blocks=blocks,
        cuts=reading.cuts,
        html=sanitise(reading.html or join_blocks(blocks)),
        summary=front.summary or reading.summary or summarise(blocks),
        authors=front.authors or reading.authors,
        date=date,
        date_origin=origin,
        updated=front.updated or reading.updated,
        language=language or detect_language(text, site.language),
        credit=credit,
        sources=find_sources(blocks),
        reading_minutes=reading_minutes(blocks),
        tags=front.tags or reading.tags,
        canonical_url=front.canonical_url or reading.canonical_url,
        image=_credited(front.image or reading.image, credit),
        enclosures=tuple(map(_typed, front.enclosures)),
        is_draft=front.is_draft,
        is_featured=front.is_featured,
        declared_id=front.id,
        identity=identity(reading.title, blocks),
    )


def _date(
    front: FrontMatter, name: _FileName, reading: Reading
) -> tuple[datetime | None, DateOrigin]:
    """What the author declares, else what the file's name does, else what is read."""
    declared = front.date or name.date
    if declared is not None:
        return declared, DateOrigin.DECLARED
    return reading.date, reading.date_origin


def _credited(image: Image | None, credit: str) -> Image | None:
    if image is None or image.credit:
        return image
    return replace(image, credit=credit)


def _typed(enclosure: Enclosure) -> Enclosure:
    media_type = enclosure.media_type or media_type_of(urlsplit(enclosure.url).path)
    return replace(enclosure, media_type=media_type)
