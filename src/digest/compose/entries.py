"""Articles -> Entries: which are public, under which id, since when.

An id is minted once (RFC 4287 4.2.6) and belongs to the article for ever: it is found
again by the id that the author fixed, by its path, or, after a move, by what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import urlsplit

from digest import paths
from digest.compose.pictures import show_pictures
from digest.compose.references import References
from digest.errors import ContentError
from digest.model import (
    Article,
    Entry,
    EntryRecord,
    Image,
    Origin,
    Rendition,
    Site,
)
from digest.urls import encode_url

NO_PICTURES: Mapping[str, tuple[Rendition, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What the articles come to."""

    #: newest first; ties by id, so the order never wavers
    entries: tuple[Entry, ...]
    #: of these entries, to be kept in the store
    records: tuple[EntryRecord, ...]
    #: articles that were left out, each with its reason
    problems: tuple[ContentError, ...]


def compose_entries(
    site: Site,
    articles: Iterable[Article],
    known: Iterable[EntryRecord],
    *,
    now: datetime,
    pictures: Mapping[str, tuple[Rendition, ...]] = NO_PICTURES,
) -> Composition:
    """The public articles as entries, each with the id that it had before.

    `pictures` are those of the content folder, by their paths; one without renditions
    could not be published.

    Drafts and articles dated after `now` stay private. Of two with one slug, the
    one that has it already keeps it, else the first by path; the other is a problem.
    """
    public = sorted(
        (a for a in articles if not a.is_draft and (a.date is None or a.date <= now)),
        key=lambda article: article.path,
    )
    memory = _Memory(tuple(known), public)
    chosen, problems = _with_slugs_of_their_own(public, memory)
    records = {
        article.path: memory.record(site, article, slug, now=now)
        for slug, article in chosen.items()
    }
    references = References(
        site_url=site.url,
        pages={path: _page_url(site, record.slug) for path, record in records.items()},
        pictures=show_pictures(site.url, pictures),
        lost=frozenset(path for path, found in pictures.items() if not found),
    )
    entries = [
        _entry(site, article, records[article.path], references)
        for article in chosen.values()
    ]
    entries.sort(key=lambda entry: entry.id)
    entries.sort(key=lambda entry: entry.published, reverse=True)
    return Composition(
        entries=tuple(entries),
        records=tuple(records[path] for path in sorted(records)),
        problems=tuple(problems),
    )


class _Memory:
    """What is known of entries, to be asked by article."""

    def __init__(self, known: Sequence[EntryRecord], public: Sequence[Article]) -> None:
        self._by_id = {record.id: record for record in known}
        self._by_path = {record.path: record for record in self._by_id.values()}
        self._moved_to = _moves(known, public)
        self._minted: set[str] = set()

    def find(self, article: Article) -> EntryRecord | None:
        """The record of this article, if it was ever published."""
        if article.declared_id:
            return self._by_id.get(encode_url(article.declared_id))
        return self._by_path.get(article.path) or self._moved_to.get(article.path)

    def id_of(self, article: Article) -> str:
        """The id that is declared or was minted before; "" for a new article."""
        known = self.find(article)
        return known.id if known else encode_url(article.declared_id)

    def record(
        self, site: Site, article: Article, slug: str, *, now: datetime
    ) -> EntryRecord:
        """The record as it is from now on, minted if the article is new."""
        known = self.find(article)
        published = article.date or (known.published if known else now)
        revision = _revision(article)
        changed = known is not None and known.revision != revision
        updated = article.updated or (
            now if changed else known.updated if known else published
        )
        return EntryRecord(
            id=known.id if known else self._mint(site, article, slug, published),
            path=article.path,
            slug=slug,
            identity=article.identity,
            revision=revision,
            published=published,
            updated=min(max(updated, published), now),
        )

    def _mint(
        self, site: Site, article: Article, slug: str, published: datetime
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
    known: Sequence[EntryRecord], public: Sequence[Article]
) -> Mapping[str, EntryRecord]:
    """By new path, the records whose files are gone and whose words stand elsewhere.

    Of several copies the first by path is the one that moved.
    """
    current = {article.path for article in public}
    gone = {record.identity: record for record in known if record.path not in current}
    known_paths = {record.path for record in known}
    moves: dict[str, EntryRecord] = {}
    for article in public:
        if article.path not in known_paths and article.identity in gone:
            moves[article.path] = gone.pop(article.identity)
    return moves


def _with_slugs_of_their_own(
    public: list[Article], memory: _Memory
) -> tuple[Mapping[str, Article], list[ContentError]]:
    """The articles by slug, and a problem for each whose slug or id is taken."""
    chosen: dict[str, Article] = {}
    by_id: dict[str, Article] = {}
    problems: list[ContentError] = []

    def has_held_it(article: Article) -> bool:
        known = memory.find(article)
        return known is not None and known.slug == article.slug

    for article in sorted(public, key=lambda a: (not has_held_it(a), a.path)):
        if other := chosen.get(article.slug):
            fact = (
                f"has the slug {article.slug!r} of {other.path}; "
                "give one of them another `slug:` in its front matter"
            )
            problems.append(ContentError(article.path, fact))
        elif (known_id := memory.id_of(article)) in by_id:
            fact = (
                f"has the id of {by_id[known_id].path}; "
                "an id is for one article only: take one of the two out"
            )
            problems.append(ContentError(article.path, fact))
        else:
            chosen[article.slug] = article
            if known_id:
                by_id[known_id] = article
    return chosen, problems


def _entry(
    site: Site, article: Article, record: EntryRecord, references: References
) -> Entry:
    page_url = _page_url(site, record.slug)

    def absolute(url: str) -> str:
        return references.resolve(url, path=article.path, page_url=page_url)

    body = references.resolve_html(article.html, path=article.path, page_url=page_url)
    return Entry(
        id=record.id,
        url=page_url,
        slug=record.slug,
        title=article.title,
        summary=article.summary or article.title,
        html=body.html,
        pictures=body.pictures,
        text="\n\n".join(block.text for block in article.blocks if block.text),
        authors=article.authors or tuple(filter(None, (_in_charge(article, site),))),
        published=record.published,
        updated=record.updated,
        language=article.language,
        tags=article.tags,
        canonical_url=_web_url(encode_url(article.canonical_url)),
        origin=_encoded(article.origin) if article.origin else None,
        is_opening=article.is_opening,
        credit=article.credit,
        citations=article.citations,
        reading_minutes=article.reading_minutes,
        image=article.image and _image(article.image, article, references),
        enclosures=tuple(
            replace(enclosure, url=url)
            for enclosure in article.enclosures
            if (url := _web_url(absolute(enclosure.url)))
        ),
        is_featured=article.is_featured,
        is_dated=article.date is not None,
    )


def _in_charge(article: Article, site: Site) -> str:
    """Who is credited where an article names nobody; of another's never we."""
    return article.origin.name if article.origin else site.author or site.title


def _encoded(origin: Origin) -> Origin:
    url, feed_url = encode_url(origin.url), encode_url(origin.feed_url)
    return replace(origin, url=url, feed_url=feed_url)


def _image(image: Image, article: Article, references: References) -> Image | None:
    """The lead picture, in the width that suits all; None where it cannot be shown."""
    own = references.picture(image.url, path=article.path)
    if own is not None:
        return replace(own, alt=image.alt, credit=image.credit)
    if references.is_lost(image.url, path=article.path):
        return None
    url = references.resolve(image.url, path=article.path, page_url="")
    return replace(image, url=url) if _web_url(url) else None


def _web_url(url: str) -> str:
    """The URL if it leads to the web, else nothing: a script is no address."""
    return url if url.startswith(("https://", "http://")) else ""


def _page_url(site: Site, slug: str) -> str:
    return encode_url(f"{site.url}/{paths.entry_path(slug)}")


def _revision(article: Article) -> str:
    """A hash of the title and the body: what a reader would call a change of it."""
    digest = sha256(article.title.encode())
    digest.update(article.html.encode())
    for enclosure in article.enclosures:
        digest.update(f"{enclosure.url} {enclosure.length}".encode())
    return digest.hexdigest()
