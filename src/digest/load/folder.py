"""The content folder -> Articles and their media: the only reader of files in load.

A file is taken as one stable snapshot or not at all; what cannot be read is a problem
in the answer, and the rest goes on. The order never depends on the file system.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote, urlsplit

from digest.config import ContentSection
from digest.errors import ContentError
from digest.load.article import SUFFIXES, load_article, media_type_of
from digest.load.markup import find_links
from digest.model import (
    Article,
    Document,
    Enclosure,
    Site,
)
from digest.paths import media_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the content folder holds, each part in the order of its paths."""

    articles: tuple[Article, ...]
    #: the files that published articles refer to, under `media/`
    media: tuple[Document, ...]
    problems: tuple[ContentError, ...]


def read_folder(root: Path, section: ContentSection, site: Site) -> Loaded:
    """Every article under the folder; a fault in one is a problem, never an exception.

    Hidden files, files of other kinds and what `section.ignore` names are passed over.
    """
    if not root.is_dir():
        fact = "there is no such folder; make it, or mend [content] folder"
        problem = ContentError(section.folder, fact)
        return Loaded(articles=(), media=(), problems=(problem,))
    snapshots = _Snapshots(root, section)
    articles: list[Article] = []
    problems: list[ContentError] = []
    for path in snapshots.article_paths(problems):
        try:
            data = snapshots.read(path, largest=section.largest_file)
            articles.append(load_article(path, data, site))
        except ContentError as error:
            problems.append(error)
    media = _Media(snapshots)
    told = tuple(media.tell(article, problems) for article in articles)
    return Loaded(
        articles=told, media=media.documents(), problems=tuple(_sorted(problems))
    )


class _Snapshots:
    """The files of the content folder, by their paths in it."""

    def __init__(self, root: Path, section: ContentSection) -> None:
        self._root = root
        self._real_root = root.resolve()
        self._ignore = section.ignore

    def article_paths(self, problems: list[ContentError]) -> list[str]:
        """The paths of all files that may be articles, sorted."""

        def blame(error: OSError) -> None:
            path = self._relative(Path(error.filename))
            fact = f"cannot be read ({error.strerror}); mend its permissions"
            problems.append(ContentError(_shown(path), fact))

        found: list[str] = []
        for folder, folders, names in os.walk(self._root, onerror=blame):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for place in (Path(folder, name) for name in folders):
                if not place.resolve().is_relative_to(self._real_root):
                    fact = "leads out of the content folder; copy the folder into it"
                    problems.append(ContentError(self._relative(place), fact))
            paths = (self._relative(Path(folder, name)) for name in names)
            found += (path for path in paths if self._may_be_article(path))
        return sorted(found)

    def _may_be_article(self, path: str) -> bool:
        name = posixpath.basename(path)
        return (
            name.lower().endswith(SUFFIXES)
            and not name.startswith(".")
            and not any(fnmatchcase(path, pattern) for pattern in self._ignore)
        )

    def read(self, path: str, *, largest: int | None = None) -> bytes:
        """The bytes of a file as they stood at one moment; raises ContentError."""
        if path != _shown(path):
            raise ContentError(_shown(path), "its name is not UTF-8; rename it")
        try:
            return self._read(path, largest)
        except OSError as error:
            fact = f"cannot be read ({error.strerror}); mend it or its permissions"
            raise ContentError(path, fact) from error
        except ValueError as error:
            raise ContentError(path, "is no name of a file; mend it") from error

    def _read(self, path: str, largest: int | None) -> bytes:
        place = (self._root / path).resolve(strict=True)
        if not place.is_relative_to(self._real_root):
            fact = "leads out of the content folder; copy the file into it"
            raise ContentError(path, fact)
        # a pipe would keep us waiting for its other end
        handle = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                raise ContentError(path, "is no plain file; remove it")
            if largest is not None and before.st_size > largest:
                fact = (
                    f"has {before.st_size} bytes, more than {largest}; shorten it, "
                    "or raise [content] largest_file"
                )
                raise ContentError(path, fact)
            data = file.read()
            after = os.fstat(handle)
        # an editor that saves by renaming leaves our handle on the old file
        is_same_file = os.path.samestat(after, place.stat())
        is_whole = (before.st_mtime_ns, len(data)) == (after.st_mtime_ns, after.st_size)
        if not (is_same_file and is_whole):
            fact = "is being written; it is read again at the next look"
            raise ContentError(path, fact)
        return data

    def _relative(self, place: Path) -> str:
        return place.relative_to(self._root).as_posix()


class _Media:
    """The files that articles refer to, each read once."""

    def __init__(self, snapshots: _Snapshots) -> None:
        self._snapshots = snapshots
        self._data: dict[str, bytes] = {}

    def tell(self, article: Article, problems: list[ContentError]) -> Article:
        """The article with what its files say; the files are kept for the site.

        A draft's files stay unread: they are not published either.
        """
        if article.is_draft:
            return article
        for url in _urls(article):
            try:
                self._take(article, url)
            except ContentError as error:
                fact = f"refers to {url}, which {_reason(error)}"
                problems.append(ContentError(article.path, fact))
        enclosures = tuple(self._measured(article, each) for each in article.enclosures)
        return replace(article, enclosures=enclosures)

    def documents(self) -> tuple[Document, ...]:
        """The files as documents of the published tree, sorted."""
        return tuple(
            Document(path=media_path(path), media_type=media_type_of(path), data=data)
            for path, data in sorted(self._data.items())
        )

    def _take(self, article: Article, url: str) -> None:
        path = content_path(article.path, url)
        if path is None or path in self._data:
            return
        if path.startswith("../") or path == "..":
            raise ContentError(path, "leads out of the content folder; copy it inside")
        if any(part.startswith(".") and part != "." for part in path.split("/")):
            raise ContentError(path, "is hidden; rename it")
        data = self._snapshots.read(path)
        # a link to another article's file becomes a link to its page
        if not path.lower().endswith(SUFFIXES):
            self._data[path] = data

    def _measured(self, article: Article, enclosure: Enclosure) -> Enclosure:
        path = content_path(article.path, enclosure.url)
        if enclosure.length or path is None or path not in self._data:
            return enclosure
        return replace(enclosure, length=len(self._data[path]))


def content_path(article_path: str, url: str) -> str | None:
    """The path in the content folder that an article's URL means.

    None where it is absolute, starts with a slash, or only names a place in the page.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    folder = posixpath.dirname(article_path)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path)))


def _urls(article: Article) -> Iterator[str]:
    """Every URL in the article, once, in the order in which they stand."""
    found = [*find_links(article.html)]
    if article.image is not None:
        found.append(article.image.url)
    found += (enclosure.url for enclosure in article.enclosures)
    return iter(dict.fromkeys(found))


def _sorted(problems: list[ContentError]) -> list[ContentError]:
    return sorted(problems, key=lambda each: (each.path, each.line or 0, each.fact))


def _reason(error: ContentError) -> str:
    if isinstance(error.__cause__, FileNotFoundError):
        return "is not in the content folder; add the file or mend the link"
    return error.fact


def _shown(path: str) -> str:
    """The path in characters that every terminal and file can hold."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
