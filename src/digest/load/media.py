"""Pictures, recordings and papers that articles refer to, out of the content folder."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol, TypeVar

from digest.documents import Document
from digest.errors import ContentError
from digest.load.filename import SUFFIXES
from digest.load.renditions import place_pictures
from digest.load.snapshots import Snapshots, legible
from digest.media_types import media_type_of
from digest.model import ArticleFacts, Enclosure, Picture, Rendition
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

    def recall(self, path: str, stamp: str) -> Picture | None:
        """What was made of a file with this stamp; None where it has to be developed.

        Raises ContentError as `develop` does.
        """
        ...

    def develop(self, path: str, stamp: str, data: bytes) -> Picture:
        """The picture as it is published; raises ContentError with fact and remedy."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The files that articles refer to, as they are published."""

    #: sorted by path
    documents: tuple[Document, ...]
    #: by path in the content folder; none of a picture that cannot be published
    pictures: Mapping[str, tuple[Rendition, ...]]


class MediaShelf:
    """The files that articles refer to, each read once."""

    def __init__(self, snapshots: Snapshots, darkroom: Darkroom | None) -> None:
        self._snapshots = snapshots
        #: without one, pictures are published as they are
        self._darkroom = darkroom
        self._data: dict[str, bytes] = {}
        self._pictures: dict[str, Picture] = {}
        self._lost: set[str] = set()

    def tell(self, article: Told, problems: list[ContentError]) -> Told:
        """The article with what its files say; the files are kept for the site.

        A draft's files stay unread: they are not published either.
        """
        if article.is_draft:
            return article
        pictures = _picture_urls(article)
        others = [url for url in _urls(article) if url not in pictures]
        for take, urls in ((self._take_picture, pictures), (self._take, others)):
            for url in urls:
                try:
                    take(article, url)
                except ContentError as error:
                    problems.append(_told(article, url, error))
        enclosures = tuple(self._measured(article, each) for each in article.enclosures)
        return replace(article, enclosures=enclosures)

    def media(self) -> Media:
        """All files that were taken, each at its place in the published tree."""
        placed = place_pictures(self._pictures, self._data)
        plain = (
            Document(path=media_path(path), media_type=media_type_of(path), data=data)
            for path, data in self._data.items()
        )
        prints = chain.from_iterable(each.documents for each in placed.values())
        lost: dict[str, tuple[Rendition, ...]] = dict.fromkeys(sorted(self._lost), ())
        return Media(
            documents=tuple(sorted((*plain, *prints), key=lambda each: each.path)),
            pictures=lost | {path: each.renditions for path, each in placed.items()},
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
        known = (self._data, self._pictures, self._lost)
        if path is not None and not any(path in each for each in known):
            self._read(path, is_shown=False)

    def _read(self, path: str, *, is_shown: bool) -> None:
        """Read the file: as a picture if it is or is shown as one, else as it is."""
        _check_name(path)
        stamp = self._snapshots.stamp(path)
        if self._darkroom and (picture := self._darkroom.recall(path, stamp)):
            self._pictures[path] = picture
            return
        data = self._snapshots.read_media(path)
        if self._darkroom and (is_shown or self._darkroom.is_picture(path, data)):
            self._pictures[path] = self._darkroom.develop(path, stamp, data)
        # a link to another article's file becomes a link to its page
        elif not path.lower().endswith(SUFFIXES):
            self._data[path] = data

    def _measured(self, article: ArticleFacts, enclosure: Enclosure) -> Enclosure:
        path = content_path(article.path, enclosure.url)
        if path is not None and (picture := self._pictures.get(path)):
            return replace(
                enclosure,
                length=len(picture.prints[-1].data),
                media_type=media_type_of(f"x{picture.ending}"),
            )
        if enclosure.length or path is None or path not in self._data:
            return enclosure
        return replace(enclosure, length=len(self._data[path]))


def _check_name(path: str) -> None:
    if path.startswith("../") or path == "..":
        fact = "leads out of the content folder"
        raise ContentError(path, fact, remedy="copy it inside")
    if any(part.startswith(".") and part != "." for part in path.split("/")):
        raise ContentError(path, "is hidden", remedy="rename it")
    if len(posixpath.basename(path).encode()) > LONGEST_NAME:
        fact = f"has a name of more than {LONGEST_NAME} bytes"
        raise ContentError(path, fact, remedy="shorten it")


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
