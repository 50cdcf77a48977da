"""Pictures developed once: what was made of a file is kept, and found by its bytes.

The cache can be deleted at any time, and a disk that refuses to keep it stops nothing.
A run that finds every picture known starts without the library that makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from digest.config import PicturesSection
from digest.errors import ContentError
from digest.images import Picture, PictureFacts
from digest.media_types import media_type_of
from digest.pictures.codecs import codec_names
from digest.pictures.negatives import (
    keep,
    read_line,
    recall_line,
    recall_print,
    write_line,
)
from digest.pictures.sightings import Sightings
from digest.pictures.signs import is_web_picture

SIGHTINGS = "sightings.json"
CODECS = "codecs.json"
#: what browsers show, whatever the bytes say
WEB_TYPES = frozenset(
    f"image/{name}" for name in ("jpeg", "png", "gif", "webp", "avif", "svg+xml")
)


class Darkroom:
    """Makes pictures ready for readers, and remembers them in a folder."""

    def __init__(self, section: PicturesSection, folder: Path) -> None:
        self._section = section
        self._folder = folder
        self._sightings = Sightings(folder / SIGHTINGS)
        self._used = {SIGHTINGS, CODECS}

    @cached_property
    def _recipe(self) -> str:
        """What prints depend on besides the picture; a site without any never asks."""
        return f"{codec_names(self._folder / CODECS)} {self._section}"

    def is_picture(self, path: str, data: bytes) -> bool:
        """Whether the name or the bytes are those of a picture for the web."""
        return media_type_of(path) in WEB_TYPES or is_web_picture(data)

    def recall(self, path: str, stamp: str) -> PictureFacts | None:
        """What was made of a file with this stamp; None where it has to be developed.

        Raises ContentError as `develop` does.
        """
        seen = self._sightings.find(path, stamp)
        if seen is None:
            return None
        fingerprint, _, line = seen.partition(" ")
        key = self._key(fingerprint)
        told = read_line(line, key)
        return None if told is None else _told(path, told)

    def develop(self, path: str, stamp: str, data: bytes) -> PictureFacts:
        """What is made of the picture; raises ContentError with fact and remedy.

        The stamp is what the file had before it was read.
        """
        fingerprint = sha256(data).hexdigest()
        key = self._key(fingerprint)
        line = recall_line(self._folder / key)
        if line is None or read_line(line, key) is None:
            record = _developed(path, data, self._section)
            line = write_line(record)
            keep(self._folder / key, record)
        self._sightings.note(path, stamp, f"{fingerprint} {line}")
        told = read_line(line, key)
        # what was written just now can be read
        assert told is not None
        return _told(path, told)

    def recipe(
        self, path: str, picture: PictureFacts, number: int, read: Callable[[], bytes]
    ) -> PrintRecipe:
        """What gives the bytes of this print; `read` gives those of the file."""
        return PrintRecipe(
            folder=self._folder,
            section=self._section,
            recipe=self._recipe,
            path=path,
            key=picture.digest,
            number=number,
            read=read,
        )

    def tidy(self) -> None:
        """Forget each picture that was not asked for since this darkroom was opened."""
        self._sightings.save()
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)

    def _key(self, fingerprint: str) -> str:
        """The name of what is kept of these bytes, which is in use by now."""
        key = _key(self._recipe, fingerprint)
        self._used.add(key)
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRecipe:
    """How the bytes of one print are had, in whatever process they are wanted."""

    folder: Path
    section: PicturesSection
    recipe: str
    path: str
    key: str
    number: int
    read: Callable[[], bytes]

    def __call__(self, _tools: object) -> bytes:
        """The bytes; what the cache has lost is made again. Raises ContentError."""
        kept = self.folder / self.key
        known = recall_print(kept, self.number)
        if known is not None:
            return known
        data = self.read()
        if _key(self.recipe, sha256(data).hexdigest()) != self.key:
            fact = "was changed while the site was built"
            raise ContentError(self.path, fact, remedy="build again")
        record = _developed(self.path, data, self.section)
        if isinstance(record, str):
            raise ContentError(self.path, record)
        keep(kept, record)
        return record.prints[self.number].data


def _key(recipe: str, fingerprint: str) -> str:
    return sha256(f"{recipe} {fingerprint}".encode()).hexdigest()


def _developed(path: str, data: bytes, section: PicturesSection) -> Picture | str:
    """The picture; or why there is none, which is kept as well."""
    # late: most runs find no new picture
    from digest.pictures.prints import make_picture  # noqa: PLC0415

    try:
        return make_picture(data, section)
    except ValueError as error:
        return str(error)
    except MemoryError as error:
        fact = "needs more memory than there is; make it smaller"
        raise ContentError(path, fact) from error


def _told(path: str, told: PictureFacts | str) -> PictureFacts:
    if isinstance(told, str):
        raise ContentError(path, told)
    return told
