"""What kind of thing a published file is, by its name."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from digest import paths

#: a browser shows these as text with the feed's style sheet; as what they are it would
#: offer to save them
XML = "application/xml; charset=utf-8"
FEEDS = {
    paths.ATOM: "application/atom+xml; charset=utf-8",
    paths.RSS: "application/rss+xml; charset=utf-8",
    paths.JSON: "application/feed+json; charset=utf-8",
}
#: where the table of the standard library is silent or says it otherwise
KNOWN = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".md": "text/markdown",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
#: the table of the library alone: what a machine has in /etc decides nothing here
TABLE = mimetypes.MimeTypes(filenames=())


def media_type(path: str) -> str:
    """The Content-Type of the file, with its charset if it is text."""
    name = PurePosixPath(path).name
    if name in FEEDS:
        return FEEDS[name]
    suffix = PurePosixPath(name).suffix.lower()
    kind = KNOWN.get(suffix) or TABLE.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if is_text(kind) else kind


def is_text(kind: str) -> bool:
    """Whether the type is made of characters: then it shrinks well, too."""
    bare = kind.partition(";")[0]
    return bare.startswith("text/") or bare.endswith(("xml", "json", "javascript"))


def is_feed_for_browsers(path: str) -> bool:
    """Whether a browser that goes to the file is told that it is plain XML."""
    return PurePosixPath(path).name in {paths.ATOM, paths.RSS}
