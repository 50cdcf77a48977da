"""Media types go by the name of a file and by nothing else."""

from __future__ import annotations

import mimetypes

import pytest

from digest.media_types import media_type_of


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("news/a.JPG", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.svg", "image/svg+xml"),
        ("a.mp3", "audio/mpeg"),
        ("a.m4a", "audio/mp4"),
        ("a.opus", "audio/ogg"),
        ("a.mp4", "video/mp4"),
        ("a.pdf", "application/pdf"),
        ("a.html", "text/html"),
        ("a.css", "text/css"),
        ("a.js", "text/javascript"),
        ("atom.xml", "application/xml"),
        ("a.woff2", "font/woff2"),
        ("notes.tar.gz", "application/gzip"),
    ],
)
def test_the_ending_of_a_name_tells_the_type(path: str, media_type: str) -> None:
    """Large letters and folders change nothing."""
    assert media_type_of(path) == media_type


@pytest.mark.parametrize("path", ["", "a", "a.nothing", ".png", "folder.png/a"])
def test_what_no_ending_tells_is_bytes(path: str) -> None:
    """A browser saves it, and guesses nothing."""
    assert media_type_of(path) == "application/octet-stream"


def test_the_tables_of_a_machine_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build is the same wherever it runs."""
    monkeypatch.setitem(mimetypes.types_map, ".digest", "text/x-of-this-machine")
    mimetypes.add_type("image/x-of-this-machine", ".png")
    try:
        assert media_type_of("a.digest") == "application/octet-stream"
        assert media_type_of("a.png") == "image/png"
    finally:
        mimetypes.add_type("image/png", ".png")
