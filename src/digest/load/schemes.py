"""Which URLs that somebody declares may go out: those of the web, and relative ones.

Links and pictures in the text are judged by sanitise; here are those beside it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

WEB = frozenset({"http", "https"})
#: browsers leave them out, and so read another scheme than stands there
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def is_web_url(url: str) -> bool:
    """Whether the URL is a whole one of the web: http or https, and a host."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in WEB and has_host and not _CONTROL.search(url)


def is_web_or_relative(url: str) -> bool:
    """Whether the URL is of the web, or means a place beside the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_relative = not parts.scheme and not _CONTROL.search(url)
    return is_relative or is_web_url(url)
