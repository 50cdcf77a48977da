"""What came is known by its bytes, then by its name; the rest is told what to do."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from builders import NOW
from digest.errors import ImportingError
from digest.imports.arrival import Arrival
from digest.imports.kinds import Kind, kind_of


def from_web(data: bytes, media_type: str, path: str = "a") -> Arrival:
    """What the web sends."""
    url = f"https://bay.example.org/{path}"
    return Arrival(place=url, url=url, data=data, media_type=media_type, at=NOW)


def a_file(data: bytes, name: str) -> Arrival:
    """A file of this name, or `-`."""
    return Arrival(place=name, data=data, at=NOW)


def a_zip(name: str) -> bytes:
    """An archive with one file."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"# Title", "a.md", Kind.MARKDOWN),
        (b"<div>x</div>", "a.markdown", Kind.MARKDOWN),
        (b"<p>x", "a.HTM", Kind.PAGE),
        (b"words", "a.txt", Kind.TEXT),
        (b"Subject: x\n\nwords", "a.txt", Kind.TEXT),
        (b"Subject: x\n\nwords", "a.eml", Kind.MAIL),
        (b"Received: from x\n\nwords", "-", Kind.MAIL),
        (a_zip("word/document.xml"), "a.bin", Kind.WORD),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a.html", Kind.FEED),
        (b"<!-- x --><feed xmlns='a'>", "a", Kind.FEED),
        (b"<rdf:RDF xmlns:rdf='x'>", "a.rdf", Kind.FEED),
        (b'{"items":[],"version":"https:\\/\\/jsonfeed.org\\/version\\/1"}', "-",
         Kind.JSON_FEED),
        (b"<?xml?>\n<opml version='2.0'><body/>", "a.xml", Kind.OPML),
        (b"<!DOCTYPE html><p>about <feed > and <rss >", "-", Kind.PAGE),
        (b"<p>x", "-", Kind.PAGE),
        (b"---\ntitle: x\n---\nwords", "-", Kind.MARKDOWN),
        (b"\xef\xbb\xbf\n words", "-", Kind.TEXT),
        (b"{ words in a brace }", "a.txt", Kind.TEXT),
    ],
)  # fmt: skip
def test_a_file_is_known(data: bytes, name: str, kind: Kind) -> None:
    """By what it begins with, else by its ending, else by a guess."""
    assert kind_of(a_file(data, name)) is kind


@pytest.mark.parametrize(
    ("data", "media_type", "path", "kind"),
    [
        (b"words", "text/html", "a.php", Kind.PAGE),
        (b"words", "text/plain", "a.md", Kind.MARKDOWN),
        (b"words", "text/plain", "a", Kind.TEXT),
        (b"<rss version='2'>", "text/html", "a", Kind.FEED),
        (b"<p>x", "", "a", Kind.PAGE),
        (b"words", "message/rfc822", "a", Kind.MAIL),
    ],
)
def test_what_the_web_sends_is_known(
    data: bytes, media_type: str, path: str, kind: Kind
) -> None:
    """Servers are believed where the bytes say nothing else."""
    assert kind_of(from_web(data, media_type, path)) is kind


@pytest.mark.parametrize(
    ("arrival", "fact"),
    [
        (a_file(b" \n", "a.txt"), "is empty"),
        (a_file(b"%PDF-1.7", "a.html"), "is a PDF; import the page"),
        (a_file(b"\x89PNG\r\n", "a.png"), "is a picture; put it"),
        (a_file(b"\xd0\xcf\x11\xe0", "a.doc"), "save it as .docx or .eml"),
        (a_file(a_zip("mimetype"), "a.odt"), "no Word file; .* save it as .docx"),
        (a_file(b"PK\x03\x04 cut off", "a.docx"), "is cut off"),
        (a_file(b"words", "a.rst"), "ends in .rst, .* rename it"),
        (a_file(b'{"a": 1}', "a.json"), "no JSON Feed"),
        (from_web(b"\0\1", "video/mp4"), "is video/mp4"),
    ],
)
def test_what_is_no_article_is_told(arrival: Arrival, fact: str) -> None:
    """With what to do instead."""
    with pytest.raises(ImportingError, match=fact):
        kind_of(arrival)
