"""What is new in a feed, and which of it is taken. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from digest.imports.feed.foreign import FeedItem
from digest.paths import slugify

#: new items of one poll; the rest come with the next one
MOST_AT_ONCE = 100
#: characters of an id that are remembered as they are
LONGEST_ID = 500
LONGEST_SLUG = 80
FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The items of a feed, by what is done with them."""

    #: become files; the oldest first
    taken: tuple[FeedItem, ...]
    #: are remembered, and never become files
    passed_over: tuple[FeedItem, ...] = ()
    #: wait for the next poll
    left: tuple[FeedItem, ...] = ()
    #: were taken before
    known: tuple[FeedItem, ...] = ()


def choose_first(
    items: Iterable[FeedItem], known: Container[str], *, newest: int
) -> Choice:
    """What is taken at the first poll of a feed: so many of its newest items."""
    ordered = _newest_first(items)
    taken = _unknown(ordered[:newest], known)
    return Choice(
        taken=taken[::-1],
        passed_over=_unknown(ordered[newest:], known),
        known=_known(ordered, known),
    )


def choose_new(items: Iterable[FeedItem], known: Container[str]) -> Choice:
    """What is taken at every later poll: all that is new, some at a time."""
    ordered = _newest_first(items)
    new = _unknown(ordered, known)
    return Choice(
        taken=new[:MOST_AT_ONCE][::-1],
        left=new[MOST_AT_ONCE:],
        known=_known(ordered, known),
    )


def item_key(item: FeedItem) -> str:
    """What the item is remembered by."""
    data = item.id.encode("utf-8", "surrogatepass")
    # halves of characters are no text that a store takes
    is_text = data.decode("utf-8", "replace") == item.id
    if len(item.id) <= LONGEST_ID and is_text:
        return item.id
    return f"sha256:{sha256(data).hexdigest()}"


def wanted_path(source: str, item: FeedItem, now: datetime) -> str:
    """Where the item's file is to stand in the content folder."""
    day = (item.published or item.updated or now).date().isoformat()
    words = slugify(item.title)
    slug = words if len(words) <= LONGEST_SLUG else _cut(words)
    return f"sources/{source}/{day}-{slug or 'untitled'}.md"


def _cut(slug: str) -> str:
    """As many whole words as there is room for."""
    return slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]


def _newest_first(items: Iterable[FeedItem]) -> list[FeedItem]:
    """Those of one date as their feed has them, those without at the end."""
    return sorted(
        items,
        key=lambda item: item.published or item.updated or FIRST_MOMENT,
        reverse=True,
    )


def _unknown(items: Iterable[FeedItem], known: Container[str]) -> tuple[FeedItem, ...]:
    return tuple(item for item in items if item_key(item) not in known)


def _known(items: Iterable[FeedItem], known: Container[str]) -> tuple[FeedItem, ...]:
    return tuple(item for item in items if item_key(item) in known)
