"""What stands in Content-Type of a published file, by its path in the tree."""

from __future__ import annotations

import posixpath

from digest import paths
from digest.media_types import media_type_of


def content_type(path: str) -> str:
    """The Content-Type of the file, with its charset if it is text."""
    # a feed by its very name; other files of its ending are of the general kind
    kind = paths.FEEDS.get(posixpath.basename(path)) or media_type_of(path)
    return f"{kind}; charset=utf-8" if is_text(kind) else kind


def is_text(kind: str) -> bool:
    """Whether the type is made of characters: then it shrinks well, too."""
    bare = kind.partition(";")[0]
    return bare.startswith("text/") or bare.endswith(("xml", "json", "javascript"))
