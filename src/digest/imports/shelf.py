"""New files in the content folder: whole or not at all, and never over another one."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol

from digest.errors import ImportingError
from digest.lines import escape_invisible
from digest.paths import numbered
from digest.replacing import add_file, replace_file, sync_folder

#: names that are tried before the folder is taken to be at fault
MOST_NAMES = 10_000

#: gets the bytes that stand at a web address; raises DigestError
Fetch = Callable[[str], bytes]


class Shelf(Protocol):
    """Where an import puts what it made; paths are those in the content folder."""

    def is_free(self, path: str) -> bool:
        """Whether nothing stands there yet."""
        ...

    def put(self, wanted: str, data: bytes) -> str:
        """Put the bytes there, or beside it if it is taken; the path where they are."""
        ...

    def get(self, url: str) -> bytes | None:
        """The picture at a web address; None where it is to stay where it is."""
        ...


class ContentShelf:
    """The content folder itself."""

    def __init__(self, content: Path, fetch: Fetch) -> None:
        self._content = content
        self._fetch = fetch

    def is_free(self, path: str) -> bool:
        """Whether nothing stands there yet."""
        return is_free(self._content, path)

    def put(self, wanted: str, data: bytes) -> str:
        """Put the bytes there, or beside it if it is taken; the path where they are."""
        return put_file(self._content, wanted, data)

    def get(self, url: str) -> bytes | None:
        """The picture at a web address."""
        return self._fetch(url)


class DryShelf:
    """The content folder as it would be: nothing is written, and nothing fetched."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._taken: set[str] = set()

    def is_free(self, path: str) -> bool:
        """Whether nothing stands there, and nothing would by now."""
        return path not in self._taken and is_free(self._content, path)

    def put(self, wanted: str, data: bytes) -> str:  # noqa: ARG002  only its name counts
        """The path where the bytes would be."""
        path = next(filter(self.is_free, numbered(*posixpath.splitext(wanted))))
        self._taken.add(path)
        return path

    def get(self, url: str) -> bytes | None:  # noqa: ARG002  it has a Shelf's form
        """None: a picture of the web stays where it is."""
        return None


def put_article(content: Path, wanted: str, text: str) -> str:
    """Write the article to the wanted path of the content folder, or beside it.

    Where a file of this name stands already, `name-2.md` is taken, and so on. Returns
    the path in the content folder; raises ImportingError where nothing can be written.
    """
    return put_file(content, wanted, text.encode())


def put_file(content: Path, wanted: str, data: bytes) -> str:
    """The same for bytes, such as a picture."""
    folder, name = posixpath.split(wanted)
    names = islice(numbered(*posixpath.splitext(name)), MOST_NAMES)
    with _told(content, wanted):
        (content / folder).mkdir(parents=True, exist_ok=True)
        try:
            return posixpath.join(folder, add_file(content / folder, names, data))
        except FileExistsError as error:
            fact = f"{MOST_NAMES} files have this name already; use another folder"
            raise ImportingError(f"{escape_invisible(wanted)}: {fact}") from error


def renew_article(content: Path, path: str, text: str) -> None:
    """Put the text in the place of the article's, whole or not at all."""
    with _told(content, path):
        replace_file(content / path, text.encode(), is_durable=True)
        sync_folder((content / path).parent)


def is_free(content: Path, wanted: str) -> bool:
    """Whether nothing stands at this path of the content folder."""
    return not os.path.lexists(content / wanted)


@contextmanager
def _told(content: Path, path: str) -> Iterator[None]:
    """Tell as ImportingError what the disk refuses, and what leads elsewhere."""
    shown = escape_invisible(path)
    if not (content / path).parent.resolve().is_relative_to(content.resolve()):
        fact = "leads out of the content folder; name a folder in it"
        raise ImportingError(f"{shown}: {fact}")
    try:
        yield
    except OSError as error:
        fact = f"cannot be written ({error.strerror}); mend the folder"
        raise ImportingError(f"{shown}: {fact}") from error
