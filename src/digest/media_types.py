"""What kind of thing a file is, by its name alone: the same answer on every machine."""

from __future__ import annotations

import posixpath
from mimetypes import MimeTypes

#: where the table of the standard library is silent, says it otherwise, or has changed
#: between versions of Python
KNOWN = {
    ".aac": "audio/aac",
    ".avif": "image/avif",
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".gz": "application/gzip",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".md": "text/markdown",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".svg": "image/svg+xml",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
#: what nobody knows more of (RFC 2046, 4.5.1)
UNKNOWN = "application/octet-stream"
#: made without the files in which machines keep tables of their own
_LIBRARY = MimeTypes(filenames=())


def media_type_of(path: str) -> str:
    """The media type of a file of this name; `application/octet-stream` in doubt."""
    ending = posixpath.splitext(path)[1].lower()
    # only the ending is asked for: a whole name could look like a URL
    guessed = _LIBRARY.guess_type(f"file{ending}", strict=False)[0]
    return KNOWN.get(ending) or guessed or UNKNOWN
