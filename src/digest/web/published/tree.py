"""The published tree for everybody: a path of the web -> the file that answers it."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp

from digest import paths
from digest.web.headers import SECURITY
from digest.web.published.disk import Version
from digest.web.published.files import PublishedFile
from digest.web.published.journal import Journal
from digest.web.published.past import PastVersions
from digest.web.published.turns import Turns

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
        #: each file is looked at once in a turn
        self.turns = Turns()
        self._journal = Journal(folder)

    def find(self, path: str) -> ASGIApp | None:
        """What answers GET and HEAD of this path; None where nothing is published.

        Never leads out of the folder, nor to a hidden file. A folder without its slash
        is redirected to the form with it, from which relative links work.
        """
        if not is_public(path) or path == f"/{paths.REDIRECTS}":
            return None
        name = path[1:] + INDEX if path.endswith("/") else path[1:]
        if found := self.file(name):
            return found
        if not path.endswith("/") and self.file(f"{name}/{INDEX}"):
            # relative, so that it holds behind a proxy that takes off a prefix
            last = path.rpartition("/")[2]
            return RedirectResponse(f"./{quote(last)}/", 308, headers=SECURITY)
        return None

    def asked_lately(self, most: int) -> tuple[str, ...]:
        """The names of files in memory, those that were asked for last first."""
        return tuple(islice(reversed(self._shelf), most))

    def has_news(self) -> bool:
        """Whether a publish came to its end since this was asked last."""
        return self._journal.has_ended()

    def not_found_page(self) -> bytes | None:
        """The bytes of the tree's own page for what is not there."""
        page = self.file(NOT_FOUND)
        return page.data if page else None

    def file(self, name: str) -> PublishedFile | None:
        """The current version of the file, from the shelf or read anew.

        The name is that of a public path, and so is the file.
        """
        known, turn = self._shelf.get(name), self.turns.current()
        if known and known.seen_in == turn:
            return known
        found = self._look(name, known)
        if found:
            found.seen_in = turn
        return found

    def _look(self, name: str, known: PublishedFile | None) -> PublishedFile | None:
        """What stands there now, or stood there until the publish that is under way."""
        try:
            # by name, not by where a link led to: links may change, too
            stat = os.stat(f"{self._folder}/{name}")  # noqa: PTH116  half the cost
            is_same = known is not None and known.version == Version.of(stat)
            if known and (is_same or self._is_held(known)):
                self._shelf.move_to_end(name)
                return known
            return self._read(name)
        except (OSError, ValueError):
            # gone, no file, or a name that no file can have
            return known if known and self._is_held(known) else None

    def _is_held(self, known: PublishedFile) -> bool:
        """Whether a publish just replaces files: those in memory change together."""
        return not known.is_on_disk and self._journal.is_open()

    def _read(self, name: str) -> PublishedFile | None:
        path = (self._folder / name).resolve(strict=True)
        if not path.is_file() or not self._is_published(path):
            return None
        file = PublishedFile(
            path,
            name,
            max_age=self._max_age,
            past=self._past,
            link=self._links(name),
        )
        if known := self._shelf.get(name):
            file.wanted = known.codings | known.wanted
        if file.is_feed:
            # feeds come last, so all that they lead to stands there by now
            self._journal.pass_over()
        self._forget(name)
        self._shelf[name] = file
        self._weight += file.weight
        while self._weight > self._largest_shelf and len(self._shelf) > 1:
            self._forget(next(iter(self._shelf)))
        return file

    def _is_published(self, path: Path) -> bool:
        """Whether what stands there, wherever links led to it, is for everybody."""
        folder = self._folder.resolve()
        if not path.is_relative_to(folder):
            return False
        place = f"/{path.relative_to(folder).as_posix()}"
        return is_public(place) and place != f"/{paths.REDIRECTS}"

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
