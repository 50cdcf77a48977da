"""The published tree for everybody: a path of the web -> the file that answers it."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp

from digest import paths
from digest.web.headers import SECURITY
from digest.web.published.disk import Version
from digest.web.published.files import PublishedFile
from digest.web.published.past import PastVersions

INDEX = "index.html"
NOT_FOUND = "404.html"
#: octets of all files kept in memory
LARGEST_SHELF = 128_000_000


class PublishedTree:
    """The published folder, with the files that were asked for last kept in memory."""

    def __init__(
        self,
        folder: Path,
        *,
        max_age: int,
        past: PastVersions | None = None,
        links: Callable[[str], str] = lambda _: "",
        largest_shelf: int = LARGEST_SHELF,
    ) -> None:
        self._folder = folder
        self._max_age = max_age
        #: None where no reader gets a delta
        self._past = past
        #: the header Link of a file, by its path in the tree
        self._links = links
        self._largest_shelf = largest_shelf
        self._shelf: OrderedDict[str, PublishedFile] = OrderedDict()
        self._weight = 0

    def find(self, path: str) -> ASGIApp | None:
        """What answers GET and HEAD of this path; None where nothing is published.

        Never leads out of the folder, nor to a hidden file. A folder without its slash
        is redirected to the form with it, from which relative links work.
        """
        if not is_public(path) or path == f"/{paths.REDIRECTS}":
            return None
        name = path[1:] + INDEX if path.endswith("/") else path[1:]
        if found := self._file(name):
            return found
        if not path.endswith("/") and self._file(f"{name}/{INDEX}"):
            # relative, so that it holds behind a proxy that takes off a prefix
            last = path.rpartition("/")[2]
            return RedirectResponse(f"./{quote(last)}/", 308, headers=SECURITY)
        return None

    def not_found_page(self) -> bytes | None:
        """The bytes of the tree's own page for what is not there."""
        page = self._file(NOT_FOUND)
        return page.data if page else None

    def _file(self, name: str) -> PublishedFile | None:
        """The current version of the file, from the shelf or read anew."""
        known = self._shelf.get(name)
        try:
            # by name, not by where a link led to: links may change, too
            stat = os.stat(f"{self._folder}/{name}")  # noqa: PTH116  half the cost
            if known and known.version == Version.of(stat):
                self._shelf.move_to_end(name)
                return known
            return self._read(name)
        except (OSError, ValueError):
            # gone, no file, or a name that no file can have
            return None

    def _read(self, name: str) -> PublishedFile | None:
        path = (self._folder / name).resolve(strict=True)
        if not path.is_file() or not path.is_relative_to(self._folder.resolve()):
            return None
        file = PublishedFile(
            path,
            name,
            max_age=self._max_age,
            past=self._past,
            link=self._links(name),
        )
        self._forget(name)
        self._shelf[name] = file
        self._weight += file.weight
        while self._weight > self._largest_shelf and len(self._shelf) > 1:
            self._forget(next(iter(self._shelf)))
        return file

    def _forget(self, name: str) -> None:
        if file := self._shelf.pop(name, None):
            self._weight -= file.weight


def is_public(path: str) -> bool:
    """Whether a path may name something published: no hidden part, no way upwards."""
    if not path.startswith("/") or "\\" in path or not path.isprintable():
        return False
    *folders, last = path[1:].split("/")
    return not last.startswith(".") and all(
        folder and not folder.startswith(".") for folder in folders
    )
