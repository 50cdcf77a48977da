"""The places of prints in the published tree: beside each other, and on nothing else.

The largest print stands where its file did, the others have their width in the name:
`media/pier.jpg`, `media/pier-800.jpg`. A file that a print made into another format
has the ending of that.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from digest.images import PictureFacts, Rendition
from digest.media_types import media_type_of
from digest.paths import media_path


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPicture:
    """A picture with its places; both are in the order of its prints."""

    #: in the published tree
    paths: tuple[str, ...]
    #: each with its URL from the top of the tree
    renditions: tuple[Rendition, ...]


def place_pictures(
    pictures: Mapping[str, PictureFacts], others: Iterable[str]
) -> Mapping[str, PlacedPicture]:
    """The pictures by their paths in the content folder, which `others` have, too.

    What is in the content folder has its own name before any print gets it.
    """
    # some file systems take `Pier.jpg` and `pier.jpg` for one
    taken = {path.casefold() for path in (*pictures, *others)}
    return {path: _place(path, pictures[path], taken) for path in sorted(pictures)}


def _place(path: str, picture: PictureFacts, taken: set[str]) -> PlacedPicture:
    stem, ending = posixpath.splitext(path)
    has_right_name = media_type_of(path) == media_type_of(f"x{picture.ending}")
    if not has_right_name:
        ending = picture.ending
    widths = [f"-{each.width}" for each in picture.prints[:-1]]
    names = [_free(stem + width, ending, taken) for width in widths]
    names.append(path if has_right_name else _free(stem, ending, taken))
    return PlacedPicture(
        paths=tuple(map(media_path, names)),
        renditions=tuple(
            Rendition(url=quote(media_path(name)), width=each.width, height=each.height)
            for name, each in zip(names, picture.prints, strict=True)
        ),
    )


def _free(stem: str, ending: str, taken: set[str]) -> str:
    """A name that nothing has; from now on it is taken."""
    name = stem + ending
    number = count(2)
    while name.casefold() in taken:
        name = f"{stem}-{next(number)}{ending}"
    taken.add(name.casefold())
    return name
