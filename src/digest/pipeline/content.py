"""The content folder, loaded and composed: what a run is about."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import datetime

from digest.compose.archives import Arrangement, Room, arrange
from digest.compose.entries import Composition, compose_entries
from digest.compose.feeds import feed_record, version_stamps
from digest.config import Config
from digest.documents import Target
from digest.errors import DigestError
from digest.load.folder import read_folder
from digest.memo.article_memo import ArticleMemo
from digest.model import ArticleBody, EntryRecord
from digest.pictures.darkroom import Darkroom
from digest.publish import Effort
from digest.publish.lock import hold_lock
from digest.render.tools import Tools
from digest.store.protocols import Store

#: octets of a feed without entries
HEAD = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content folder, loaded and composed."""

    composition: Composition
    bodies: Mapping[str, ArticleBody]
    media: tuple[Target[Tools], ...]
    #: of the entries and the feed, to be kept before anything is public
    records: tuple[EntryRecord, ...]
    #: the entries of the site's feed, and of its archives
    arrangement: Arrangement
    feed_id: str
    problems: tuple[DigestError, ...]


def alone(config: Config) -> AbstractContextManager[None]:
    """No other run reads the folder before what this one found there is public.

    Else the slower of two would take back what the faster has published, and with it
    the page of an issue whose letters are on their way.
    """
    return hold_lock(config.state_folder / "build.lock")


def open_memo(config: Config, *, now: datetime) -> AbstractContextManager[ArticleMemo]:
    """What is remembered of articles: to be closed when all documents are made."""
    cache = config.state_folder / "cache"
    return closing(ArticleMemo(cache / "articles.sqlite", opened=now))


def read_content(
    config: Config, store: Store, memo: ArticleMemo, effort: Effort, *, now: datetime
) -> Content:
    """What stands in the content folder at this moment, and what the store knows."""
    darkroom = Darkroom(config.pictures, config.picture_cache)
    loaded = read_folder(
        config.content_folder,
        config.content,
        config.site,
        source_rules=config.source_rules,
        darkroom=darkroom,
        memo=memo,
        jobs=effort.jobs,
        shown=(config.podcast.image, *(n.design.logo for n in config.newsletters)),
    )
    darkroom.tidy()
    known = store.entry_records()
    composition = compose_entries(
        config.site,
        loaded.articles,
        known,
        now=now,
        pictures=loaded.pictures,
        unread=frozenset(problem.path for problem in loaded.problems),
    )
    feed = feed_record(config.site, composition.entries, known)
    # a feed without entries has no day yet to be named by
    is_known = feed in known or not composition.entries
    return Content(
        composition=composition,
        bodies=loaded.bodies,
        media=loaded.media,
        records=composition.news if is_known else (*composition.news, feed),
        arrangement=arrange(
            composition.entries,
            version_stamps(composition.records),
            store.feed_archives(),
            room_of(config),
            unread=composition.unread,
        ),
        feed_id=feed.id,
        problems=(*loaded.problems, *composition.problems),
    )


def room_of(config: Config) -> Room:
    """What each document of a feed has room for, beside what it says of itself."""
    return Room(
        entries=config.feeds.entries,
        largest=config.feeds.largest - HEAD,
        copies=1 + config.feeds.markdown,
    )


def remember(store: Store, content: Content) -> None:
    """Keep the ids and what is in which archive, before anything is public."""
    store.save_entry_records(content.records)
    store.save_feed_archives(content.arrangement.news)
