"""What kind of thing came: its bytes are believed first, then its name."""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from digest.errors import ImportingError
from digest.imports.arrival import Arrival


class Kind(StrEnum):
    """What can be imported; the value is the ending by which it is read."""

    PAGE = ".html"
    TEXT = ".txt"
    MARKDOWN = ".md"
    MAIL = ".eml"
    WORD = ".docx"
    FEED = ".xml"
    JSON_FEED = ".json"
    OPML = ".opml"


#: bytes that are looked at
HEAD = 4096
#: how files begin that are none of ours, what they are, and what to do
REFUSED = (
    (b"%PDF", "is a PDF; import the page that it came from, or its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Outlook file; save it as .docx or .eml"),
    (b"{\\rtf", "is an RTF file; save it as .docx"),
    (b"\x89PNG", "is a picture; put it into content/ and name it in an article"),
    (b"\xff\xd8\xff", "is a picture; put it into content/ and name it in an article"),
    (b"GIF8", "is a picture; put it into content/ and name it in an article"),
    (b"RIFF", "is a picture or a recording; put it into content/ and link to it"),
    (b"ID3", "is a recording; put it into content/ and link to it"),
    (b"\x1f\x8b", "is packed; unpack it first"),
)
ZIP = b"PK\x03\x04"
ENDINGS = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".eml": Kind.MAIL,
}
MEDIA_TYPES = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "text/markdown": Kind.MARKDOWN,
    "text/plain": Kind.TEXT,
    "message/rfc822": Kind.MAIL,
}
_ROOTS = (
    (re.compile(rb"<opml[\s>]", re.IGNORECASE), Kind.OPML),
    (re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]"), Kind.FEED),
    (re.compile(rb"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE), Kind.PAGE),
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_MAIL = re.compile(
    rb"(?:from|received|return-path|delivered-to|message-id|date|subject|mime-version)"
    rb":[ \t]",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")


def kind_of(arrival: Arrival) -> Kind:
    """What it is; raises ImportingError, with a remedy, for what is no article."""
    head = arrival.data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise ImportingError(f"{arrival.place}: is empty; look at where it came from")
    for magic, fact in REFUSED:
        if head.startswith(magic):
            raise ImportingError(f"{arrival.place}: {fact}")
    if head.startswith(ZIP):
        return _packed(arrival)
    return _marked(head, arrival) or _named(head, arrival)


def _packed(arrival: Arrival) -> Kind:
    try:
        with ZipFile(BytesIO(arrival.data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        fact = "is an archive that is cut off; fetch it again"
        raise ImportingError(f"{arrival.place}: {fact}") from error
    if "word/document.xml" not in names:
        fact = "is an archive, but no Word file; unpack it, or save it as .docx"
        raise ImportingError(f"{arrival.place}: {fact}")
    return Kind.WORD


def _marked(head: bytes, arrival: Arrival) -> Kind | None:
    """The kind that the text tells at its beginning."""
    if head[:1] == b"{" and arrival.ending not in {".md", ".txt"}:
        # the version may stand behind all of the items
        if _JSON_FEED.search(arrival.data):
            return Kind.JSON_FEED
        fact = "is JSON, but no JSON Feed; name a page, a feed or a text"
        raise ImportingError(f"{arrival.place}: {fact}")
    if head[:1] != b"<" or arrival.ending in {".md", ".markdown"}:
        return None
    found = ((root.search(head), kind) for root, kind in _ROOTS)
    first = min(((at.start(), kind) for at, kind in found if at), default=None)
    return first[1] if first else None


def _named(head: bytes, arrival: Arrival) -> Kind:
    """The kind that its name tells, or the web; for a nameless text a guess."""
    if _MAIL.match(head) and arrival.ending not in {".md", ".txt"}:
        return Kind.MAIL
    if not arrival.url and arrival.ending in ENDINGS:
        return ENDINGS[arrival.ending]
    if arrival.media_type == "text/plain" and arrival.ending in ENDINGS:
        return ENDINGS[arrival.ending]
    if arrival.media_type in MEDIA_TYPES:
        return MEDIA_TYPES[arrival.media_type]
    if arrival.url and arrival.media_type:
        fact = f"is {arrival.media_type}; name a page, a feed or a text"
        raise ImportingError(f"{arrival.place}: {fact}")
    if arrival.ending and not arrival.url:
        fact = f"ends in {arrival.ending}, which nobody here reads"
        remedy = "rename it to .txt, .md or .html, as it is"
        raise ImportingError(f"{arrival.place}: {fact}; {remedy}")
    if head[:1] == b"<":
        return Kind.PAGE
    return Kind.MARKDOWN if _FRONT_MATTER.match(head) else Kind.TEXT
