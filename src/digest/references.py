"""What the references in an article mean: files beside it, or anything else.

Whoever publishes a file and whoever leads readers to it ask here, and so agree.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

#: how addresses begin that mean no file beside an article
ELSEWHERE = ("https://", "http://", "mailto:", "/", "#")
#: a path in which nothing is encoded, and nothing else
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")


def content_path(article_path: str, url: str) -> str | None:
    """The path in the content folder that an article's URL means.

    None where it is absolute, starts with a slash, or only names a place in the page.
    Spaces around it do not count (URL Standard 4.4).
    """
    url = url.strip()
    # most do, and to take a URL apart costs fifty times as much
    if url.startswith(ELSEWHERE):
        return None
    if _PLAIN_PATH.fullmatch(url):
        return posixpath.normpath(posixpath.join(posixpath.dirname(article_path), url))
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    folder = posixpath.dirname(article_path)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
