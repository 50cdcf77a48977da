"""What stands in Content-Type: the media type, and what is special on the wire."""

from __future__ import annotations

import posixpath

from digest import paths
from digest.content_types import content_type

#: a browser shows these as text with the feed's style sheet; as what they are it would
#: offer to save them
XML = "application/xml; charset=utf-8"


def content_type_for(path: str, destination: str | None) -> str:
    """The Content-Type for who asks: a browser that goes to a feed is told plain XML.

    `destination` is the Sec-Fetch-Dest of the request.
    """
    is_visit = destination == "document" and is_feed_for_browsers(path)
    return XML if is_visit else content_type(path)


def is_feed(path: str) -> bool:
    """Whether a feed stands at the path, or would if there were one."""
    return posixpath.basename(path) in paths.FEEDS


def is_feed_for_browsers(path: str) -> bool:
    """Whether a browser that goes to the file is told that it is plain XML."""
    return posixpath.basename(path) in {paths.ATOM, paths.RSS}
