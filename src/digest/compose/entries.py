"""Articles -> Entries: which are public, and under which slug.

What was known of them before, such as their ids, is asked of memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from digest import paths
from digest.compose.memory import Memory
from digest.compose.moves import Former, Moves, find_moves
from digest.compose.pictures import show_pictures
from digest.compose.references import References
from digest.compose.withdrawals import next_change, take_stock
from digest.errors import ContentError
from digest.feeds import Withdrawal
from digest.images import Image, Rendition
from digest.model import (
    ArticleBody,
    ArticleFacts,
    Entry,
    EntryFacts,
    EntryRecord,
    Origin,
    Site,
)
from digest.urls import encode_url

NO_PICTURES: Mapping[str, tuple[Rendition, ...]] = MappingProxyType({})
_FACTS = tuple(each.name for each in fields(EntryFacts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What the articles come to."""

    #: newest first; ties by id, so the order never wavers
    entries: tuple[EntryFacts, ...]
    #: those that are in no public document, in the same order
    private: tuple[EntryFacts, ...] = ()
    #: of all these entries
    records: tuple[EntryRecord, ...]
    #: those that are not in the store as they are now, and those of entries that went
    news: tuple[EntryRecord, ...] = ()
    #: ids of entries that are neither there nor gone: their files could not be read
    unread: frozenset[str] = frozenset()
    #: what readers are told to forget, the last to go first
    withdrawals: tuple[Withdrawal, ...] = ()
    #: when the same articles will come to something else; None: never
    horizon: datetime | None = None
    #: articles that were left out, each with its reason; and aliases that were
    problems: tuple[ContentError, ...]
    #: what their bodies lead to
    references: References
    #: by a former path in the published tree, the id of the entry that it leads to
    moves: Mapping[str, str]


def compose_entries(
    site: Site,
    articles: Iterable[ArticleFacts],
    known: Iterable[EntryRecord],
    *,
    now: datetime,
    pictures: Mapping[str, tuple[Rendition, ...]] = NO_PICTURES,
    unread: AbstractSet[str] = frozenset(),
) -> Composition:
    """The public articles as entries, each with the id that it had before.

    `pictures` are those of the content folder, by their paths; one without renditions
    could not be published. `unread` are files that are there and could not be read.

    Drafts and articles dated after `now` stay private. Of two with one slug, the
    one that has it already keeps it, else the first by path; the other is a problem.
    """
    articles, known = tuple(articles), tuple(known)
    public = sorted(
        (a for a in articles if not a.is_draft and (a.date is None or a.date <= now)),
        key=lambda article: article.path,
    )
    memory = Memory(known, articles)
    chosen, problems = _with_slugs_of_their_own(public, memory)
    records = {
        article.path: memory.record(site, article, slug, now=now)
        for slug, article in chosen.items()
    }
    references = _references(site, chosen, pictures)
    entries = [
        _entry(site, article, records[article.path], references)
        for article in chosen.values()
    ]
    entries.sort(key=lambda entry: entry.id)
    entries.sort(key=lambda entry: entry.published, reverse=True)
    left_out = unread | {problem.path for problem in problems}
    stock = take_stock(known, records.values(), unread=left_out, now=now)
    public_entries = tuple(entry for entry in entries if not entry.is_private)
    moves = _moves(site, public_entries, chosen, records)
    return Composition(
        entries=public_entries,
        private=tuple(entry for entry in entries if entry.is_private),
        records=tuple(records[path] for path in sorted(records)),
        news=stock.news,
        unread=stock.unread,
        withdrawals=stock.withdrawals,
        horizon=next_change(articles, stock.withdrawals, now=now),
        problems=(*problems, *moves.problems),
        references=references,
        moves=moves.ids,
    )


def fill_entry(facts: EntryFacts, body: ArticleBody, references: References) -> Entry:
    """The entry with its body, every URL in which is absolute."""
    shown = references.resolve_html(body.html, path=facts.path, page_url=facts.url)
    known = {name: getattr(facts, name) for name in _FACTS}
    return Entry(**known, html=shown.html, text=body.text, pictures=shown.pictures)


def _references(
    site: Site,
    chosen: Mapping[str, ArticleFacts],
    pictures: Mapping[str, tuple[Rendition, ...]],
) -> References:
    """What the articles can refer to: of each other only what is public."""
    return References(
        site_url=site.url,
        pages={
            article.path: _page_url(site, slug)
            for slug, article in chosen.items()
            if not article.is_private
        },
        pictures=show_pictures(site.url, pictures),
        lost=frozenset(path for path, found in pictures.items() if not found),
    )


def _moves(
    site: Site,
    entries: Iterable[EntryFacts],
    chosen: Mapping[str, ArticleFacts],
    records: Mapping[str, EntryRecord],
) -> Moves:
    """Where the former addresses of the public entries lead."""
    formers = (
        Former(entry, chosen[entry.slug].aliases, records[entry.path].former_slugs)
        for entry in entries
    )
    return find_moves(site.url, formers)


def _with_slugs_of_their_own(
    public: Sequence[ArticleFacts], memory: Memory
) -> tuple[Mapping[str, ArticleFacts], list[ContentError]]:
    """The articles by slug, and a problem for each whose slug or id is taken."""
    chosen: dict[str, ArticleFacts] = {}
    by_id: dict[str, ArticleFacts] = {}
    problems: list[ContentError] = []
    for article in sorted(public, key=lambda each: _turn(each, memory)):
        slugs = _slugs(article, memory)
        slug = next((each for each in slugs if each not in chosen), "")
        known_id = memory.id_of(article)
        if not slug:
            other = chosen[article.slug]
            fact = f"has the slug {article.slug!r} of {other.path}"
            remedy = "give one of them another `slug:` in its front matter"
            problems.append(ContentError(article.path, fact, remedy=remedy))
        elif known_id in by_id:
            fact = f"has the id of {by_id[known_id].path}"
            remedy = "an id is for one article only: take one of the two out"
            problems.append(ContentError(article.path, fact, remedy=remedy))
        else:
            chosen[slug] = article
            if known_id:
                by_id[known_id] = article
    return chosen, problems


def _turn(article: ArticleFacts, memory: Memory) -> tuple[bool, bool, str]:
    """Who chooses first: our own before others', then who has the slug by now."""
    known = memory.find(article)
    has_held_it = known is not None and known.slug == article.slug
    return article.origin is not None, not has_held_it, article.path


def _slugs(article: ArticleFacts, memory: Memory) -> tuple[str, ...]:
    """The slugs that the article may have; another site's can give way to ours."""
    if article.origin is None:
        return (article.slug,)
    known = memory.find(article)
    slugs = (article.slug, paths.slugify(f"{article.slug} {article.origin.name}"))
    return slugs[::-1] if known and known.slug == slugs[1] else slugs


def _entry(
    site: Site, article: ArticleFacts, record: EntryRecord, references: References
) -> EntryFacts:
    page_url = references.pages.get(article.path) or _private_url(site, record.slug)

    def absolute(url: str) -> str:
        return references.resolve(url, path=article.path, page_url=page_url)

    return EntryFacts(
        id=record.id,
        url=page_url,
        slug=record.slug,
        title=article.title,
        summary=article.summary or article.title,
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
        episode=article.episode,
        in_reply_to=_web_url(encode_url(article.in_reply_to)),
        is_private=article.is_private,
        path=article.path,
        digest=_digest(article, record, page_url, references),
        size=article.body_size,
    )


def _digest(
    article: ArticleFacts, record: EntryRecord, page_url: str, references: References
) -> str:
    """Differs when anything does that readers see of the entry.

    What the file says follows from its bytes; the rest is where it leads now.
    """
    lead = (article.image.url,) if article.image else ()
    urls = (*article.links, *article.pictures, *lead)
    leads_to = [
        (
            references.resolve(url, path=article.path, page_url=page_url),
            references.picture(url, path=article.path),
            references.is_lost(url, path=article.path),
        )
        for url in urls
    ]
    moments = f"{record.published.isoformat()} {record.updated.isoformat()}"
    told = (page_url, record.id, moments, leads_to)
    enclosures = article.enclosures
    return sha256(f"{article.fingerprint} {told} {enclosures}".encode()).hexdigest()


def _in_charge(article: ArticleFacts, site: Site) -> str:
    """Who is credited where an article names nobody; of another's never we."""
    return article.origin.name if article.origin else site.author or site.title


def _encoded(origin: Origin) -> Origin:
    url, feed_url = encode_url(origin.url), encode_url(origin.feed_url)
    return replace(origin, url=url, feed_url=feed_url)


def _image(image: Image, article: ArticleFacts, references: References) -> Image | None:
    """The lead picture, in the width that suits all; None where it cannot be shown."""
    own = references.picture(image.url, path=article.path)
    if own is not None:
        return replace(own, alt=image.alt, credit=image.credit)
    if references.is_lost(image.url, path=article.path):
        return None
    url = references.resolve(image.url, path=article.path, page_url="")
    if not _web_url(url):
        return None
    return image if url == image.url else replace(image, url=url)


def _web_url(url: str) -> str:
    """The URL if it leads to the web, else nothing: a script is no address."""
    return url if url.startswith(("https://", "http://")) else ""


def _page_url(site: Site, slug: str) -> str:
    """Where readers find the entry."""
    return encode_url(f"{site.url}/{paths.entry_path(slug)}")


def _private_url(site: Site, slug: str) -> str:
    """Where those find an entry who have a feed of their own."""
    feed = paths.private_path(paths.TOKEN_PLACE) + paths.ATOM
    return encode_url(f"{site.url}/{feed}#{slug}")
