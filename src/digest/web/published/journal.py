"""Whether a publish is under way: while its journal stands, files take their places.

See digest.publish.staging, which keeps it.
"""

from __future__ import annotations

import os
from pathlib import Path

from digest.publish.staging import FOLDER, JOURNAL
from digest.web.published.disk import Version


class Journal:
    """The journal of one published tree, as a server looks at it."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._path = f"{folder}/{FOLDER}/{JOURNAL}"
        #: the journal that is done as far as readers can tell
        self._passed: Version | None = None
        #: the tree itself, which changes when a staging comes and goes
        self._tree = _version_at(self._folder)

    def is_open(self) -> bool:
        """Whether files take their places just now, and not all can be there yet."""
        version = _version_at(self._path)
        return version is not None and version != self._passed

    def pass_over(self) -> None:
        """Take the publish that is under way for done."""
        self._passed = _version_at(self._path)

    def has_ended(self) -> bool:
        """Whether a publish came to its end since this was asked last."""
        tree = _version_at(self._folder)
        if tree == self._tree or _version_at(self._path) is not None:
            return False
        self._tree = tree
        return True


def _version_at(path: str) -> Version | None:
    """What stands there; None where nothing does."""
    try:
        return Version.of(os.stat(path))  # noqa: PTH116  half the cost, and often
    except OSError:
        return None
