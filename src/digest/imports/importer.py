"""What arrives -> files in the content folder: the line of an import, in its order.

Kind, article, name, pictures, text, original, file: the article comes last, so what
fails before leaves none, and what is there already is never written over.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from digest.config import Config, Share
from digest.errors import ImportingError
from digest.imports.addresses import Move, move_pictures_in, moved_image, with_pictures
from digest.imports.arrival import Arrival
from digest.imports.article import Read, read_arrival
from digest.imports.article_sheet import sheet_around, sheet_of_article
from digest.imports.authored import complete_markdown, markdown_body, told_of_site
from digest.imports.feed import read_feed
from digest.imports.feed.foreign import FeedItem, ReadFeed
from digest.imports.feed.opml import read_opml
from digest.imports.item_sheet import check_readable, item_title, sheet_of_item
from digest.imports.kinds import Kind, kind_of
from digest.imports.known import known_urls
from digest.imports.originals import (
    Original,
    free_original,
    is_free_original,
    original_path,
)
from digest.imports.pictures import FOLDER, PictureShelf
from digest.imports.results import Brought, Failed, Known, Listed, Result
from digest.imports.shelf import Shelf
from digest.imports.wishes import Wishes
from digest.load.schemes import is_web_url
from digest.model import Article, Origin
from digest.paths import numbered, slugify

#: of an article whose title has no letters, and of a feed without a name
NAMELESS, NAMELESS_FEED = "article", "feed"
FEEDS = frozenset({Kind.FEED, Kind.JSON_FEED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where one article will stand, with what belongs to it."""

    #: in the content folder
    path: str
    original: Original
    pictures: PictureShelf


class Importer:
    """Brings what arrives into the content folder of one site."""

    def __init__(self, config: Config, wishes: Wishes, shelf: Shelf) -> None:
        self._config = config
        self._wishes = wishes
        self._shelf = shelf

    def find(self, url: str) -> Known | None:
        """The article of this address, if there is one and it is not wanted again."""
        path = "" if self._wishes.brings_again else self._known.get(url, "")
        return Known(url=url, path=path) if path else None

    def bring(self, arrival: Arrival) -> Iterator[Result]:
        """Import one article, or those of a feed; raises ImportingError."""
        kind = kind_of(arrival)
        if kind is Kind.OPML:
            yield Listed(feeds=read_opml(arrival.data, arrival.place))
        elif kind in FEEDS:
            yield from self._bring_feed(arrival, kind)
        else:
            yield self._bring_article(arrival, kind)

    @cached_property
    def _known(self) -> dict[str, str]:
        """The paths of articles by their addresses, also of those just imported."""
        config = self._config
        return known_urls(config.content_folder, config.content)

    def _bring_article(self, arrival: Arrival, kind: Kind) -> Result:
        read = read_arrival(arrival, kind, self._config)
        article = read.article
        if known := self.find(article.canonical_url):
            return known
        place = self._article_place(article.title or arrival.name, arrival, kind)
        move = _mover(read, place.pictures)
        notes: tuple[str, ...] = ()
        if kind is Kind.MARKDOWN and arrival.url:
            text = self._text_around(arrival, article, place, move)
            if keys := told_of_site(arrival):
                notes = (f"left out what it says of its own site: {', '.join(keys)}",)
        elif kind is Kind.MARKDOWN:
            text = complete_markdown(
                arrival, article, self._wishes, move=move, original=place.original.path
            )
        else:
            text = sheet_of_article(
                with_pictures(article, move),
                self._wishes,
                site_language=self._config.site.language,
                original=place.original.path,
            ).text()
        brought = self._file(place, article.title, text, article.canonical_url)
        return replace(brought, cuts=article.cuts, notes=(*notes, *brought.notes))

    def _text_around(
        self, arrival: Arrival, article: Article, place: _Place, move: Move
    ) -> str:
        """The Markdown of another site, under what its front matter may say here."""
        return sheet_around(
            markdown_body(arrival, article, move),
            replace(article, image=moved_image(article.image, move)),
            self._wishes,
            site_language=self._config.site.language,
            original=place.original.path,
        ).text()

    def _bring_feed(self, arrival: Arrival, kind: Kind) -> Iterator[Result]:
        feed = read_feed(arrival.data, url=arrival.url or arrival.place)
        if not feed.items:
            raise ImportingError(f"{arrival.place}: is a feed without articles")
        name = feed.title or arrival.host or arrival.name
        path = free_original(self._shelf, slugify(name) or NAMELESS_FEED, kind)
        original = self._original(path, arrival)
        origin = _origin(feed, name, arrival.url)
        for item in feed.items:
            try:
                yield self._bring_item(item, arrival, origin, original)
            except ImportingError as error:
                yield Failed(fact=str(error))

    def _bring_item(
        self,
        item: FeedItem,
        arrival: Arrival,
        origin: Origin | None,
        original: Original,
    ) -> Result:
        if known := self.find(item.url):
            return known
        title = item_title(item)
        place = self._place(self._free_name(title), arrival, original)
        move = place.pictures.place_url
        html = move_pictures_in(item.html, move)
        moved = replace(item, html=html, image=moved_image(item.image, move))
        tags = self._wishes.with_tags(item.tags)
        sheet = sheet_of_item(moved, origin=origin, show=Share.FULL, tags=tags)
        draft = self._wishes.is_draft
        text = replace(sheet, is_draft=draft, original=original.path).text()
        return self._file(place, title, text, item.url)

    def _article_place(self, title: str, arrival: Arrival, kind: Kind) -> _Place:
        """Where an article stands whose original has its name, too."""
        name = self._free_name(title, kind)
        return self._place(
            name, arrival, self._original(original_path(name, kind), arrival)
        )

    def _place(self, name: str, arrival: Arrival, original: Original) -> _Place:
        into = self._wishes.into
        pictures = PictureShelf(
            self._shelf, name, into=into, source_folder=arrival.folder
        )
        path = posixpath.join(into, f"{name}.md")
        return _Place(path=path, original=original, pictures=pictures)

    def _original(self, path: str, arrival: Arrival) -> Original:
        is_kept = self._wishes.keeps_original
        return Original(self._shelf, path if is_kept else "", arrival)

    def _free_name(self, title: str, kind: Kind | None = None) -> str:
        """A name under which neither article, pictures nor original stand yet."""
        names = numbered(slugify(title) or NAMELESS)
        return next(name for name in names if self._is_free(name, kind))

    def _is_free(self, name: str, kind: Kind | None) -> bool:
        into = self._wishes.into
        folder, article = posixpath.join(into, FOLDER, name), f"{name}.md"
        return (
            self._shelf.is_free(posixpath.join(into, article))
            and self._shelf.is_free(folder)
            and (
                kind is None or is_free_original(self._shelf, original_path(name, kind))
            )
        )

    def _file(self, place: _Place, title: str, text: str, url: str) -> Brought:
        """Keep the original, and write the article."""
        check_readable(text, place.path)
        place.original.keep()
        path = self._shelf.put(place.path, text.encode())
        if url:
            self._known.setdefault(url, path)
        return Brought(
            path=path,
            title=title,
            text=text,
            original=place.original.path,
            pictures=tuple(place.pictures.paths),
            notes=tuple(place.pictures.notes),
        )


def _origin(feed: ReadFeed, name: str, feed_url: str) -> Origin | None:
    """The site of the feed; None for a file of which nobody knows where it is from."""
    if not is_web_url(feed.home_url):
        return None
    return Origin(name=name, url=feed.home_url, feed_url=feed_url)


def _mover(read: Read, pictures: PictureShelf) -> Move:
    """Moves a picture of the web, or one that is inside of the file, to the shelf."""

    def move(address: str) -> str:
        embedded = read.embedded.get(address)
        if embedded is None:
            return pictures.place_url(address)
        return pictures.place_embedded(embedded)

    return move
