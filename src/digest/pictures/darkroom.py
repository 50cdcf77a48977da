"""Pictures developed once: what was made of a file is kept, and found by its bytes.

The cache can be deleted at any time, and a disk that refuses to keep it stops nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import PIL
from PIL import features

import digest
from digest.config import PicturesSection
from digest.errors import ContentError
from digest.media_types import media_type_of
from digest.model import Picture, Print
from digest.pictures.look import is_web_picture
from digest.pictures.prints import make_picture
from digest.pictures.sightings import Sightings
from digest.replacing import replace_file

#: raised when the same bytes and settings come to other prints
EDITION = 2
#: the libraries within Pillow that bytes depend on
CODECS = ("jpg", "zlib", "webp", "avif", "littlecms2")
SIGHTINGS = "sightings.json"
#: what browsers show, whatever the bytes say
WEB_TYPES = frozenset(
    f"image/{name}" for name in ("jpeg", "png", "gif", "webp", "avif", "svg+xml")
)


class Darkroom:
    """Makes pictures ready for readers, and remembers them in a folder."""

    def __init__(self, section: PicturesSection, folder: Path) -> None:
        self._section = section
        self._folder = folder
        self._recipe = _recipe(section)
        self._sightings = Sightings(folder / SIGHTINGS)
        self._used = {SIGHTINGS}

    def is_picture(self, path: str, data: bytes) -> bool:
        """Whether the name or the bytes are those of a picture for the web."""
        return media_type_of(path) in WEB_TYPES or is_web_picture(data)

    def recall(self, path: str, stamp: str) -> Picture | None:
        """What was made of a file with this stamp; None where it has to be developed.

        Raises ContentError as `develop` does.
        """
        fingerprint = self._sightings.find(path, stamp)
        if fingerprint is None:
            return None
        record = self._recalled(self._key(fingerprint))
        return None if record is None else _told(path, record)

    def develop(self, path: str, stamp: str, data: bytes) -> Picture:
        """The picture as it is published; raises ContentError with fact and remedy.

        The stamp is what the file had before it was read.
        """
        fingerprint = sha256(data).hexdigest()
        self._sightings.note(path, stamp, fingerprint)
        key = self._key(fingerprint)
        record = self._recalled(key)
        if record is None:
            record = self._developed(path, data)
            self._keep(key, record)
        return _told(path, record)

    def tidy(self) -> None:
        """Forget each picture that was not asked for since this darkroom was opened."""
        self._sightings.save()
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)

    def _key(self, fingerprint: str) -> str:
        """The name of what is kept of these bytes, which is in use by now."""
        key = sha256(f"{self._recipe} {fingerprint}".encode()).hexdigest()
        self._used.add(key)
        return key

    def _developed(self, path: str, data: bytes) -> Picture | str:
        """The picture; or why there is none, which is kept as well."""
        try:
            return make_picture(data, self._section)
        except ValueError as error:
            return str(error)
        except MemoryError as error:
            fact = "needs more memory than there is; make it smaller"
            raise ContentError(path, fact) from error

    def _recalled(self, key: str) -> Picture | str | None:
        """What is kept by this key; None where nothing is, or it is damaged."""
        try:
            return _read(self._folder.joinpath(key).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, key: str, record: Picture | str) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._folder / key, _written(record), is_durable=False)


def _told(path: str, record: Picture | str) -> Picture:
    if isinstance(record, str):
        raise ContentError(path, record)
    return record


def _recipe(section: PicturesSection) -> str:
    """All that the prints depend on but the picture itself."""
    codecs = [f"{name} {features.version(name)}" for name in CODECS]
    program = (str(EDITION), digest.__version__, PIL.__version__, *codecs)
    return f"{' '.join(program)} {section}"


def _written(record: Picture | str) -> bytes:
    """A line that tells what follows, and the prints behind it."""
    if isinstance(record, str):
        return json.dumps({"fault": record}).encode() + b"\n"
    body = b"".join(each.data for each in record.prints)
    told = {
        "ending": record.ending,
        "sum": crc32(body),
        "prints": [(each.width, each.height, len(each.data)) for each in record.prints],
    }
    return json.dumps(told).encode() + b"\n" + body


def _read(kept: bytes) -> Picture | str:
    """What was written; raises ValueError, KeyError or TypeError if it is damaged."""
    head, _, body = kept.partition(b"\n")
    # whatever lies in the file, the checks below hold
    told: Any = json.loads(head)
    if "fault" in told:
        return str(told["fault"])
    if crc32(body) != told["sum"]:
        raise ValueError("damaged")
    prints: list[Print] = []
    for width, height, length in told["prints"]:
        prints.append(Print(width=width, height=height, data=body[:length]))
        body = body[length:]
    return Picture(ending=told["ending"], prints=tuple(prints))
