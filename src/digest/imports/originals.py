"""What an import began with, byte for byte, in a hidden folder of the content.

So what the cleaner left out can be looked at, and had back, for ever.
"""

from __future__ import annotations

import json
import posixpath
from hashlib import sha256

from digest.errors import ImportingError
from digest.imports.arrival import Arrival
from digest.imports.kinds import Kind
from digest.imports.shelf import Shelf
from digest.paths import numbered

#: hidden, so that no article is read from it
FOLDER = ".originals"


class Original:
    """The bytes that came; they are kept when the first article of them is sure."""

    def __init__(self, shelf: Shelf, path: str, arrival: Arrival) -> None:
        self._shelf = shelf
        self._arrival = arrival
        self._is_kept = not path
        #: in the content folder; "" where it is not to be kept
        self.path = path

    def keep(self) -> None:
        """Write the bytes, and beside them where they came from; once."""
        if self._is_kept:
            return
        if self._shelf.put(self.path, self._arrival.data) != self.path:
            fact = "was taken by another import just now; try again"
            raise ImportingError(f"{self.path}: {fact}")
        self._shelf.put(_about(self.path), _told(self._arrival).encode())
        self._is_kept = True


def original_path(name: str, kind: Kind) -> str:
    """Where the original of an article of this name stands."""
    return posixpath.join(FOLDER, f"{name}{kind}")


def is_free_original(shelf: Shelf, path: str) -> bool:
    """Whether neither the original nor what is told of it stands there yet."""
    return shelf.is_free(path) and shelf.is_free(_about(path))


def free_original(shelf: Shelf, name: str, kind: Kind) -> str:
    """The first free path of this name."""
    paths = (original_path(each, kind) for each in numbered(name))
    return next(path for path in paths if is_free_original(shelf, path))


def _about(path: str) -> str:
    return f"{posixpath.splitext(path)[0]}.about.json"


def _told(arrival: Arrival) -> str:
    told = {
        "url": arrival.url,
        "file": "" if arrival.url else arrival.name,
        "at": arrival.at.isoformat(),
        "media_type": arrival.media_type,
        "charset": arrival.charset,
        "sha256": sha256(arrival.data).hexdigest(),
    }
    note = {key: value for key, value in told.items() if value}
    return json.dumps(note, ensure_ascii=False, indent=2) + "\n"
