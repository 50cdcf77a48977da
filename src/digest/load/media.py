"""Pictures, recordings and papers that articles refer to, out of the content folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from digest.errors import ContentError
from digest.load.filename import SUFFIXES
from digest.load.markup import find_links
from digest.load.snapshots import Snapshots, shown
from digest.media_types import media_type_of
from digest.model import Article, Document, Enclosure
from digest.paths import media_path

#: octets; file systems end at 255, and the tree is written by way of longer names
LONGEST_NAME = 200
#: characters of an address in a message
LONGEST_URL = 200


class MediaShelf:
    """The files that articles refer to, each read once."""

    def __init__(self, snapshots: Snapshots) -> None:
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
                fact = f"refers to {shown(url[:LONGEST_URL])}, which {_reason(error)}"
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
        if len(posixpath.basename(path).encode()) > LONGEST_NAME:
            fact = f"has a name of more than {LONGEST_NAME} bytes; shorten it"
            raise ContentError(path, fact)
        data = self._snapshots.read_media(path)
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


def _reason(error: ContentError) -> str:
    if isinstance(error.__cause__, FileNotFoundError):
        return "is not in the content folder; add the file or mend the link"
    return error.fact
