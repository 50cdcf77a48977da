"""Pictures, recordings and papers that articles refer to, out of the content folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

from digest.documents import Need, Target
from digest.errors import ContentError
from digest.images import PictureFacts, Rendition
from digest.load.filename import SUFFIXES
from digest.load.renditions import PlacedPicture, place_pictures
from digest.load.snapshots import Snapshots, legible, size_in
from digest.media_types import media_type_of
from digest.model import ArticleFacts, Enclosure
from digest.paths import media_path
from digest.references import content_path

#: octets; file systems end at 255, and the tree is written by way of longer names
LONGEST_NAME = 200
#: characters of an address in a message
LONGEST_URL = 200
#: an article, whole or its facts alone
Told = TypeVar("Told", bound=ArticleFacts)


class Darkroom(Protocol):
    """Who makes pictures ready for readers."""

    def is_picture(self, path: str, data: bytes) -> bool:
        """Whether the name or the bytes are those of a picture for the web."""
        ...

    def recall(self, path: str, stamp: str) -> PictureFacts | None:
        """What was made of a file with this stamp; None where it has to be developed.

        Raises ContentError as `develop` does.
        """
        ...

    def develop(self, path: str, stamp: str, data: bytes) -> PictureFacts:
        """What is made of the picture; raises ContentError with fact and remedy."""
        ...

    def recipe(
        self, path: str, picture: PictureFacts, number: int, read: Callable[[], bytes]
    ) -> Callable[[Any], bytes]:
        """What gives the bytes of this print; `read` gives those of the file."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The files that articles refer to, as they are published."""

    #: sorted by path
    targets: tuple[Target[Any], ...]
    #: by path in the content folder; none of a picture that cannot be published
    pictures: Mapping[str, tuple[Rendition, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecipe:
    """How a file is published as it is."""

    snapshots: Snapshots
    path: str

    def __call__(self, _tools: object) -> Path:
        """The file; raises ContentError where it cannot be had any more."""
        return self.snapshots.find_media(self.path)


class MediaShelf:
    """The files that articles refer to, each looked at once; none is held in memory."""

    def __init__(self, snapshots: Snapshots, darkroom: Darkroom | None) -> None:
        self._snapshots = snapshots
        #: without one, pictures are published as they are
        self._darkroom = darkroom
        #: by their paths in the content folder: stamps, and what pictures come to
        self._stamps: dict[str, str] = {}
        self._pictures: dict[str, PictureFacts] = {}
        self._lost: set[str] = set()

    def tell(self, article: Told, problems: list[ContentError]) -> Told:
        """The article with what its files say; the files are kept for the site.

        A draft's files stay unread: they are not published either.
        """
        if article.is_draft or not _has_files(article):
            return article
        pictures = _picture_urls(article)
        others = [url for url in _urls(article) if url not in pictures]
        for take, urls in ((self._take_picture, pictures), (self._take, others)):
            for url in urls:
                try:
                    take(article, url)
                except ContentError as error:
                    problems.append(_told(article, url, error))
        if not article.enclosures:
            return article
        enclosures = tuple(self._measured(article, each) for each in article.enclosures)
        return replace(article, enclosures=enclosures)

    def show(self, url: str, problems: list[ContentError]) -> None:
        """Keep a picture that the site shows itself; `url` counts from the content."""
        path = content_path("", url)
        if path is None or path in self._pictures:
            return
        try:
            self._read(path, is_shown=True)
        except ContentError as error:
            self._lost.add(path)
            problems.append(error)

    def media(self) -> Media:
        """All files that were taken, each at its place in the published tree."""
        placed = place_pictures(self._pictures, self._stamps)
        prints = chain.from_iterable(
            self._prints(path, each) for path, each in placed.items()
        )
        targets = (*map(self._plain, self._stamps), *prints)
        lost: dict[str, tuple[Rendition, ...]] = dict.fromkeys(sorted(self._lost), ())
        return Media(
            targets=tuple(sorted(targets, key=lambda each: each.path)),
            pictures=lost | {path: each.renditions for path, each in placed.items()},
        )

    def _plain(self, path: str) -> Target[Any]:
        return Target(
            path=media_path(path),
            media_type=media_type_of(path),
            needs=(Need(f"content/{path}", self._stamps[path]),),
            recipe=FileRecipe(snapshots=self._snapshots, path=path),
        )

    def _prints(self, path: str, placed: PlacedPicture) -> Iterator[Target[Any]]:
        """The prints of the picture from this path, each at its place."""
        picture, darkroom = self._pictures[path], self._darkroom
        # there is none without a darkroom
        assert darkroom is not None
        read = partial(self._snapshots.read_media, path)
        for number, place in enumerate(placed.paths):
            yield Target(
                path=place,
                media_type=media_type_of(place),
                needs=(Need(f"content/{path}", f"{picture.digest}-{number}"),),
                recipe=darkroom.recipe(path, picture, number, read),
            )

    def _take_picture(self, article: ArticleFacts, url: str) -> None:
        """Take the file that a page shows as a picture."""
        path = content_path(article.path, url)
        if path is None or path in self._pictures:
            return
        try:
            self._read(path, is_shown=True)
        except ContentError:
            self._lost.add(path)
            raise

    def _take(self, article: ArticleFacts, url: str) -> None:
        """Take the file that a page leads to."""
        path = content_path(article.path, url)
        known = (self._stamps, self._pictures, self._lost)
        if path is not None and not any(path in each for each in known):
            self._read(path, is_shown=False)

    def _read(self, path: str, *, is_shown: bool) -> None:
        """Look at the file: as a picture if it is or is shown as one, else as it is."""
        _check_name(path)
        stamp = self._snapshots.stamp(path)
        if self._darkroom:
            if picture := self._darkroom.recall(path, stamp):
                self._pictures[path] = picture
                return
            if is_shown or self._looks_drawn(path):
                data = self._snapshots.read_media(path)
                self._pictures[path] = self._darkroom.develop(path, stamp, data)
                return
        # a link to another article's file becomes a link to its page
        if not path.lower().endswith(SUFFIXES):
            self._stamps[path] = stamp

    def _looks_drawn(self, path: str) -> bool:
        beginning = self._snapshots.read_beginning(path)
        return self._darkroom is not None and self._darkroom.is_picture(path, beginning)

    def _measured(self, article: ArticleFacts, enclosure: Enclosure) -> Enclosure:
        path = content_path(article.path, enclosure.url)
        if path is not None and (picture := self._pictures.get(path)):
            return replace(
                enclosure,
                length=picture.prints[-1].length,
                media_type=media_type_of(f"x{picture.ending}"),
            )
        if enclosure.length or path is None or path not in self._stamps:
            return enclosure
        return replace(enclosure, length=size_in(self._stamps[path]))


def _check_name(path: str) -> None:
    if path.startswith("../") or path == "..":
        fact = "leads out of the content folder"
        raise ContentError(path, fact, remedy="copy it inside")
    if any(part.startswith(".") and part != "." for part in path.split("/")):
        raise ContentError(path, "is hidden", remedy="rename it")
    if len(posixpath.basename(path).encode()) > LONGEST_NAME:
        fact = f"has a name of more than {LONGEST_NAME} bytes"
        raise ContentError(path, fact, remedy="shorten it")


def _has_files(article: ArticleFacts) -> bool:
    # most have none, and there may be ten thousand
    has_lead = article.image is not None
    return bool(article.links or article.pictures or article.enclosures) or has_lead


def _picture_urls(article: ArticleFacts) -> tuple[str, ...]:
    """The URL of each picture that the article shows, once, in their order."""
    lead = () if article.image is None else (article.image.url,)
    return tuple(dict.fromkeys((*article.pictures, *lead)))


def _urls(article: ArticleFacts) -> tuple[str, ...]:
    """Every URL in the body, and each enclosure's, once, in their order."""
    enclosures = (enclosure.url for enclosure in article.enclosures)
    return tuple(dict.fromkeys((*article.links, *enclosures)))


def _told(article: ArticleFacts, url: str, error: ContentError) -> ContentError:
    """What is wrong with a file, as the fault of the article that refers to it."""
    fact = f"refers to {legible(url[:LONGEST_URL])}, which {error.fact}"
    return ContentError(article.path, fact, remedy=error.remedy, url=url)
