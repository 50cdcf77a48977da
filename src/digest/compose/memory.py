"""What is known of entries, by their articles: ids, slugs and dates that never waver.

An id is minted once (RFC 4287 4.2.6) and belongs to the article for ever: it is found
again by the id that the author fixed, by its path, or, after a move, by what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from digest.model import NEVER_PUBLIC, ArticleFacts, EntryRecord, Site
from digest.urls import encode_url


class Memory:
    """What is known of entries, to be asked by article."""

    def __init__(
        self, known: Sequence[EntryRecord], articles: Sequence[ArticleFacts]
    ) -> None:
        """Drafts are among the articles: their files are not gone."""
        self._by_id = {record.id: record for record in known}
        self._by_path = {record.path: record for record in self._by_id.values()}
        self._moved_to = _moves(known, articles)
        self._minted: set[str] = set()

    def find(self, article: ArticleFacts) -> EntryRecord | None:
        """The record of this article, if it was ever published."""
        if article.declared_id:
            return self._by_id.get(encode_url(article.declared_id))
        return self._by_path.get(article.path) or self._moved_to.get(article.path)

    def id_of(self, article: ArticleFacts) -> str:
        """The id that is declared or was minted before; "" for a new article."""
        known = self.find(article)
        return known.id if known else encode_url(article.declared_id)

    def record(
        self, site: Site, article: ArticleFacts, slug: str, *, now: datetime
    ) -> EntryRecord:
        """The record as it is from now on, minted if the article is new."""
        known = self.find(article)
        published = article.date or (known.published if known else now)
        revision = _revision(article)
        updated = _updated(article, known, published, revision, now=now)
        return EntryRecord(
            id=known.id if known else self._mint(site, article, slug, published),
            path=article.path,
            slug=slug,
            identity=article.identity,
            revision=revision,
            published=published,
            updated=min(max(updated, published), now),
            former_slugs=_former_slugs(known, slug),
            gone=_gone(known, now=now) if article.is_private else None,
        )

    def _mint(
        self, site: Site, article: ArticleFacts, slug: str, published: datetime
    ) -> str:
        """A new tag: URI (RFC 4151): our host, a day when it was ours, and the slug."""
        host = urlsplit(site.url).hostname or "localhost"
        tag = f"tag:{host},{published:%Y-%m-%d}:{slug}"
        # what is compared is what is kept, so that no two encode to one
        wanted = encode_url(article.declared_id or tag)
        minted, count = wanted, 1
        while minted in self._by_id or minted in self._minted:
            count += 1
            minted = f"{wanted}-{count}"
        self._minted.add(minted)
        return minted


def _moves(
    known: Sequence[EntryRecord], articles: Sequence[ArticleFacts]
) -> Mapping[str, EntryRecord]:
    """By new path, the records whose files are gone and whose words stand elsewhere.

    Of several copies the first by path is the one that moved. What came from another
    site has never moved: it may be a copy of ours, made to take our place. The price
    is a new id for one that is moved by hand.
    """
    current = {article.path for article in articles}
    gone = {record.identity: record for record in known if record.path not in current}
    known_paths = {record.path for record in known}
    moves: dict[str, EntryRecord] = {}
    for article in sorted(articles, key=lambda article: article.path):
        is_new = article.path not in known_paths and article.origin is None
        if is_new and article.identity in gone:
            moves[article.path] = gone.pop(article.identity)
    return moves


def _updated(
    article: ArticleFacts,
    known: EntryRecord | None,
    published: datetime,
    revision: str,
    *,
    now: datetime,
) -> datetime:
    """When it changed last: as its author says, if not of days to come, or as we saw.

    A record of an older digest has no revision to compare with.
    """
    if article.updated and article.updated <= now:
        return article.updated
    if known is None:
        return published
    is_changed = bool(known.revision) and known.revision != revision
    return now if is_changed else known.updated


def _former_slugs(known: EntryRecord | None, slug: str) -> tuple[str, ...]:
    """The slugs that it had before this one, oldest first."""
    if known is None:
        return ()
    slugs = dict.fromkeys((*known.former_slugs, known.slug))
    return tuple(each for each in slugs if each != slug)


def _gone(known: EntryRecord | None, *, now: datetime) -> datetime:
    """When a private entry was withdrawn from the public."""
    if known is None:
        return NEVER_PUBLIC
    return known.gone or now


def _revision(article: ArticleFacts) -> str:
    """A hash of the title and the body: what a reader would call a change of it."""
    digest = sha256(article.title.encode())
    digest.update(article.body_digest.encode())
    for enclosure in article.enclosures:
        digest.update(f"{enclosure.url} {enclosure.length}".encode())
    return digest.hexdigest()
