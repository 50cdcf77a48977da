"""Pictures of an imported article -> files beside it, each looked at before it stays.

A picture that cannot be had keeps the address that it has, and the person is told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from digest.errors import DigestError, ImportingError
from digest.imports.shelf import Shelf
from digest.lines import escape_invisible
from digest.load.embedded import Embedded
from digest.load.schemes import is_web_url
from digest.paths import slugify
from digest.pictures.look import Format, look_at

#: of one article
MOST_PICTURES = 100
#: bytes of a picture, and of all of an article
LARGEST_PICTURE = 20_000_000
LARGEST_SUM = 200_000_000
#: pictures of one article that are tried in vain: each may take long to fail
MOST_FAILURES = 10
#: letters of a picture's name
LONGEST_NAME = 60
FOLDER = "images"


class PictureShelf:
    """The folder of pictures beside one article, by then with a slug of its own."""

    def __init__(
        self,
        shelf: Shelf,
        name: str,
        *,
        into: str = "",
        source_folder: Path | None = None,
    ) -> None:
        self._shelf = shelf
        self._into = into
        self._folder = posixpath.join(FOLDER, name)
        self._source_folder = source_folder
        #: the new address by the old one, and by what the bytes are
        self._known: dict[str, str] = {}
        self._sum = 0
        self._failures = 0
        #: what could not be brought along, a line for each
        self.notes: list[str] = []
        #: where pictures stand by now, as paths in the content folder
        self.paths: list[str] = []

    def place_url(self, url: str) -> str:
        """The address of the picture in the article; the old one where it stays."""
        if url not in self._known:
            self._known[url] = self._placed(url, url, lambda: self._get(url)) or url
        return self._known[url]

    def place_embedded(self, embedded: Embedded) -> str:
        """The address of a picture that is in the file; "" where it is left out."""
        name = embedded.name or "picture"
        return self._placed(name, name, lambda: embedded.data)

    def _placed(self, name: str, told: str, get: Callable[[], bytes | None]) -> str:
        if self._failures > MOST_FAILURES:
            return ""
        try:
            data = get()
            return "" if data is None else self._put(name, data)
        # SVG, sockets and files: each failure leaves the article as it is
        except (DigestError, ValueError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            fact = reason.removeprefix(f"{told}: ")
            self._tell(told, fact)
            return ""

    def _tell(self, told: str, fact: str) -> None:
        self._failures += 1
        if self._failures > MOST_FAILURES:
            fact += "; the others are left where they are, for too many failed"
        self.notes.append(f"picture {escape_invisible(told[:200])}: {fact}")

    def _get(self, url: str) -> bytes | None:
        if is_web_url(url):
            return self._shelf.get(url)
        if self._source_folder is None:
            raise ImportingError("has no address on the web; add it by hand")
        folder = self._source_folder.resolve()
        path = (folder / unquote(urlsplit(url).path)).resolve()
        if not path.is_relative_to(folder):
            raise ImportingError("stands outside of the file's folder; add it by hand")
        if path.stat().st_size > LARGEST_PICTURE:
            raise ImportingError(f"has more than {LARGEST_PICTURE} bytes")
        return path.read_bytes()

    def _put(self, name: str, data: bytes) -> str:
        """Write the picture, if it is one; raises ValueError or ImportingError."""
        digest = sha256(data).hexdigest()
        if digest in self._known:
            return self._known[digest]
        self._sum += len(data)
        if len(self.paths) >= MOST_PICTURES or self._sum > LARGEST_SUM:
            fact = f"is one too many; an article brings {MOST_PICTURES} at most"
            raise ImportingError(f"{fact}, of {LARGEST_SUM} bytes in all")
        if len(data) > LARGEST_PICTURE:
            raise ImportingError(f"has more than {LARGEST_PICTURE} bytes")
        ending = _ending(look_at(data).format)
        wanted = posixpath.join(self._into, self._folder, f"{_stem(name)}{ending}")
        path = self._shelf.put(wanted, data)
        self.paths.append(path)
        relative = posixpath.relpath(path, self._into or ".")
        self._known[digest] = quote(relative)
        return self._known[digest]


def _ending(form: Format) -> str:
    return ".jpg" if form is Format.JPEG else f".{form.lower()}"


def _stem(name: str) -> str:
    """What the picture is called, without what its address has around it."""
    try:
        path = urlsplit(name).path if "/" in name else name
    except ValueError:
        path = ""
    words = posixpath.splitext(posixpath.basename(unquote(path)))[0]
    return slugify(words)[:LONGEST_NAME].strip("-") or "picture"
