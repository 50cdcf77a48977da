"""What arrives -> files in the content folder: the line of an import, in its order.

Kind, article, pictures, original, file: what fails before the file is written leaves no
article, and what is there already is never written over.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from digest.config import Config, Extent
from digest.errors import ImportingError
from digest.imports.arrival import Arrival
from digest.imports.feeds import read_feed
from digest.imports.items import item_text, item_title
from digest.imports.kinds import Kind, kind_of
from digest.imports.known import known_urls
from digest.imports.localising import (
    Move,
    move_pictures_in,
    moved_image,
    with_pictures,
)
from digest.imports.manuscript import (
    Wishes,
    complete_manuscript,
    with_tags,
    write_manuscript,
)
from digest.imports.originals import keep_original
from digest.imports.outcomes import Failed, Imported, Known, Outcome
from digest.imports.pictures import FOLDER, Fetch, PictureShelf
from digest.imports.readfeed import FeedItem
from digest.imports.reading import EMBEDDED, read_arrival
from digest.imports.shelf import free_names, is_free, put_article
from digest.load.embedded import Embedded
from digest.load.schemes import is_web_url
from digest.load.snapshots import Snapshots
from digest.model import Origin
from digest.paths import slugify

#: of an article whose title has no letters
NAMELESS = "article"
FEEDS = frozenset({Kind.FEED, Kind.JSON_FEED})


class Importer:
    """Brings what arrives into the content folder of one site."""

    def __init__(
        self,
        config: Config,
        wishes: Wishes,
        *,
        fetch: Fetch,
        is_dry: bool = False,
        brings_again: bool = False,
    ) -> None:
        self._config = config
        self._wishes = wishes
        self._fetch = fetch
        self._is_dry = is_dry
        self._brings_again = brings_again

    def find(self, url: str) -> Known | None:
        """The article of this address, if there is one and it is not wanted again."""
        path = "" if self._brings_again else self._known.get(url, "")
        return Known(url=url, path=path) if path else None

    def bring(self, arrival: Arrival) -> Iterator[Outcome]:
        """Import one article, or those of a feed; raises ImportingError."""
        kind = kind_of(arrival)
        if kind is Kind.OPML:
            fact = "is a list of feeds, and no article; import it by itself"
            raise ImportingError(f"{arrival.place}: {fact}")
        if kind in FEEDS:
            yield from self._bring_feed(arrival, kind)
        else:
            yield self._bring_article(arrival, kind)

    @property
    def _content(self) -> Path:
        return self._config.content_folder

    @cached_property
    def _known(self) -> dict[str, str]:
        """The paths of articles by their addresses, also of those just imported."""
        return known_urls(Snapshots(self._content, self._config.content))

    def _bring_article(self, arrival: Arrival, kind: Kind) -> Outcome:
        pictures: list[Embedded] = []
        article = read_arrival(
            arrival, kind, self._config, pictures=None if self._is_dry else pictures
        )
        if known := self.find(article.canonical_url):
            return known
        slug = self._free_slug(article.title or arrival.name)
        shelf = self._shelf(slug, arrival)
        original = self._keep(slug, arrival, kind)
        move = _mover(shelf, pictures) if not self._is_dry else str
        if kind is Kind.MARKDOWN:
            text = complete_manuscript(
                arrival, article, self._wishes, move=move, original=original
            )
        else:
            text = write_manuscript(
                with_pictures(article, move),
                self._wishes,
                site_language=self._config.site.language,
                original=original,
            )
        return Imported(
            path=self._put(slug, text, article.canonical_url),
            title=article.title,
            text=text,
            original=original,
            cuts=article.cuts,
            pictures=tuple(shelf.paths),
            notes=tuple(shelf.notes),
        )

    def _bring_feed(self, arrival: Arrival, kind: Kind) -> Iterator[Outcome]:
        feed = read_feed(arrival.data, url=arrival.url or arrival.place)
        name = feed.title or arrival.host or arrival.name
        origin = None
        if is_web_url(feed.home_url):
            origin = Origin(name=name, url=feed.home_url, feed_url=arrival.url)
        if not feed.items:
            raise ImportingError(f"{arrival.place}: is a feed without articles")
        original = self._keep(slugify(name) or "feed", arrival, kind)
        for item in feed.items:
            try:
                yield self._bring_item(item, arrival, origin, original)
            except ImportingError as error:
                yield Failed(fact=str(error))

    def _bring_item(
        self, item: FeedItem, arrival: Arrival, origin: Origin | None, original: str
    ) -> Outcome:
        if known := self.find(item.url):
            return known
        title = item_title(item)
        slug = self._free_slug(title)
        shelf = self._shelf(slug, arrival)
        if not self._is_dry:
            html = move_pictures_in(item.html, shelf.place_url)
            image = moved_image(item.image, shelf.place_url)
            item = replace(item, html=html, image=image)
        text = item_text(
            item,
            origin=origin,
            show=Extent.FULL,
            tags=with_tags(item.tags, self._wishes.tags),
            is_draft=self._wishes.is_draft,
            original=original,
        )
        return Imported(
            path=self._put(slug, text, item.url),
            title=title,
            text=text,
            original=original,
            pictures=tuple(shelf.paths),
            notes=tuple(shelf.notes),
        )

    def _free_slug(self, title: str) -> str:
        """A name for the article under which neither it nor its pictures stand yet."""
        into = self._wishes.into
        for slug in free_names(slugify(title) or NAMELESS):
            folder = posixpath.join(into, FOLDER, slug)
            article = posixpath.join(into, f"{slug}.md")
            if is_free(self._content, article) and is_free(self._content, folder):
                return slug
        raise AssertionError  # names never end

    def _shelf(self, slug: str, arrival: Arrival) -> PictureShelf:
        return PictureShelf(
            self._content,
            slug,
            into=self._wishes.into,
            fetch=self._fetch,
            source_folder=arrival.folder,
        )

    def _keep(self, slug: str, arrival: Arrival, kind: Kind) -> str:
        """Keep the original, if it is wanted; its path in the content folder."""
        if self._is_dry or not self._wishes.keeps_original:
            return ""
        return keep_original(self._content, slug, arrival, kind)

    def _put(self, slug: str, text: str, url: str) -> str:
        """Write the article; its path, in a dry run the one that it would have."""
        wanted = posixpath.join(self._wishes.into, f"{slug}.md")
        path = wanted if self._is_dry else put_article(self._content, wanted, text)
        if url:
            self._known.setdefault(url, path)
        return path


def _mover(shelf: PictureShelf, pictures: list[Embedded]) -> Move:
    """Moves a picture of the web, or one that is inside of the file, to the shelf."""

    def move(address: str) -> str:
        if address.startswith(EMBEDDED):
            number = int(address.removeprefix(EMBEDDED))
            return shelf.place_embedded(pictures[number])
        return shelf.place_url(address)

    return move
