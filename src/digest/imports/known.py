"""Which web addresses have an article in the content folder already."""

from __future__ import annotations

from pathlib import Path

from digest.config import ContentSection
from digest.errors import ContentError
from digest.load.encoding import decode
from digest.load.filename import MARKDOWN_SUFFIXES
from digest.load.frontmatter import split
from digest.load.snapshots import Snapshots
from digest.load.walk import walk

#: what has to stand in a file that names the address it came from
KEY = b"canonical"


def known_urls(root: Path, section: ContentSection) -> dict[str, str]:
    """The path of an article by the address where it appeared first, both as declared.

    What cannot be read is passed over: `digest build` tells of it.
    """
    known: dict[str, str] = {}
    snapshots = Snapshots(root, section)
    for path in walk(root, section, []):
        if path.lower().endswith(MARKDOWN_SUFFIXES):
            url = _canonical_url(snapshots, path)
            if url:
                known.setdefault(url, path)
    return known


def _canonical_url(snapshots: Snapshots, path: str) -> str:
    try:
        data = snapshots.read(path)
        if KEY not in data:
            return ""
        return split(decode(path, data), path)[0].canonical_url
    except ContentError:
        return ""
