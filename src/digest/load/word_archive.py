"""The archive that a Word file is: whether it is safe to unpack and to read.

What a part holds is told by how it begins, for its name may lie; which part is the text
stands in the archive itself. Every part that may be read as XML is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join
from zipfile import ZipFile

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from digest.errors import ContentError

#: bytes: of all that a .docx unpacks to, of its XML, and how many files are in it
LARGEST = 200_000_000
LARGEST_TEXT = 5_000_000
MOST_FILES = 5_000
#: what its XML may cost to read: mammoth takes some 5 µs for each unit of it
MOST_COST = 400_000
ATTRIBUTE_COST = 2
ELEMENT_COST = 5
#: of a paragraph, or of a run of letters in one form
TEXT_COST = 12
#: relations are read again for each part that has some
TIMES_READ = 5
TEXT = "word/document.xml"
DAMAGED = "is no Word file that can be read, or has a password; save it anew as .docx"
#: what may stand before the first tag, in UTF-8 and in UTF-16
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_TEXT_TAG = re.compile(rb"<(?:[^\s<>/:=]{1,50}:)?[pr][\s/>]")
#: of the parts that mammoth reads
_ROLES = frozenset(
    {"officeDocument", "comments", "endnotes", "footnotes", "numbering", "styles"}
)
_XML_NAMES = (".xml", ".rels")
_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY|ATTLIST)")
#: programs for drawings name their document type, and it defines nothing by itself
_DEFINITION_OF_DRAWING = re.compile(rb"<!(?:ENTITY|ATTLIST)")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")


def check_archive(archive: ZipFile, path: str) -> None:
    """Raise ContentError where it is too much to read, or no Word file writes it so."""
    _check_sizes(archive, path)
    size = cost = 0
    parts: list[str] = []
    for name, data in _xml_parts(archive):
        _check_xml(name, data, path)
        if name.endswith(".svg"):
            continue
        size += len(data)
        cost += _cost(data) * (TIMES_READ if name.endswith(".rels") else 1)
        if size > LARGEST_TEXT:
            raise _too_long(path, f"has more than {LARGEST_TEXT} bytes of text")
        if cost > MOST_COST:
            raise _too_long(
                path, "has more paragraphs, styles or links than we can read"
            )
        if name.endswith(".rels"):
            parts += _parts_named(name, data)
    if len(set(parts)) < len(parts):
        fact = "uses one part twice, as no Word file does; save it anew"
        raise ContentError(path, fact)
    # drawings are not counted above, so none may be read as text
    if any(part.endswith(".svg") for part in parts):
        fact = "uses a drawing as its text, as no Word file does; save it anew"
        raise ContentError(path, fact)


def _cost(xml: bytes) -> int:
    """What it takes to read this, by a look that is cheap."""
    elements = xml.count(b"<") - xml.count(b"</")
    texts = sum(1 for _ in _TEXT_TAG.finditer(xml))
    attributes = ATTRIBUTE_COST * xml.count(b"=")
    return attributes + ELEMENT_COST * elements + TEXT_COST * texts


def _parts_named(name: str, data: bytes) -> Iterator[str]:
    """The parts that these relations tell mammoth to read, by their names."""
    try:
        root = fromstring(data, XMLParser(resolve_entities=False, no_network=True))
    except XMLSyntaxError:
        return
    folder = dirname(dirname(name))
    for relation in root:
        role = str(relation.get("Type", "")).rpartition("/")[2]
        if role in _ROLES:
            yield join(folder, str(relation.get("Target", ""))).lstrip("/")


def _check_sizes(archive: ZipFile, path: str) -> None:
    # of two files with one name both are counted
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if TEXT not in names:
        raise ContentError(path, DAMAGED)
    if len(names) < len(entries):
        fact = "has two files of one name in it, as no Word file does; save it anew"
        raise ContentError(path, fact)
    if len(entries) > MOST_FILES:
        raise _too_long(path, f"has more than {MOST_FILES} files in it")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST:
        raise _too_long(path, f"unpacks to {total} bytes")
    for entry in entries:
        if entry.filename.endswith(_XML_NAMES) and entry.file_size > LARGEST_TEXT:
            raise _too_long(path, f"has more than {LARGEST_TEXT} bytes of text")


def _xml_parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for entry in archive.infolist():
        data = archive.read(entry)
        if entry.filename.endswith(_XML_NAMES) or _begins_xml(data):
            yield entry.filename, data


def _begins_xml(data: bytes) -> bool:
    return data.lstrip(_BEFORE).startswith(b"<")


def _check_xml(name: str, data: bytes, path: str) -> None:
    if not _is_utf8(data):
        fact = "is not written in UTF-8, as Word files are; save it anew as .docx"
        raise ContentError(path, fact)
    is_drawing = name.endswith(".svg")
    if (_DEFINITION_OF_DRAWING if is_drawing else _DEFINITION).search(data):
        fact = "defines entities, as no Word file does; save it anew"
        raise ContentError(path, fact)


def _is_utf8(data: bytes) -> bool:
    """Whether it is, and says nothing else of itself."""
    named = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in data or (named and named[1].lower() not in {b"utf-8", b"us-ascii"}):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _too_long(path: str, fact: str) -> ContentError:
    return ContentError(path, fact, remedy="split it into several files")
