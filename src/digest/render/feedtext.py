"""What a feed says before any format says it: whole texts, legal characters, dates.

Atom, RSS and JSON Feed all start from the same settled feed, so that a reader who
changes from one to another finds the same entries again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape, unescape
from urllib.parse import urljoin

from digest.feeds import Feed, FullFeed
from digest.model import Enclosure, Entry, Origin
from digest.render.origins import onward_url
from digest.words import words_for

ATOM_TYPE = "application/atom+xml"
RSS_TYPE = "application/rss+xml"
JSON_TYPE = "application/feed+json"

#: what XML 1.0 cannot hold (section 2.2, `Char`), and the C1 controls and U+FFFD, which
#: no text means and validators take for a wrong encoding
ILLEGAL = re.compile("[^\t\n -~\u00a0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
LINE_END = re.compile("\r\n?")
#: the start of a tag, and an ampersand that some reader takes for a reference
MARKUP = re.compile(r"<[A-Za-z/!?]|&#|&\w*[\d_]")
#: in a name: a tag or a mailbox's address, and the domain of an address
IN_BRACKETS = re.compile(r"<[^<>]*>")
DOMAIN = re.compile(r"(?<=\S)@\S+")
#: characters that sanitised HTML writes for one
LONGEST_REFERENCE = len("&quot;")
SECOND = timedelta(seconds=1)
#: of a file that nobody named a type for (RFC 2046 4.5.1)
ANY_TYPE = "application/octet-stream"


def settle(feed: FullFeed) -> FullFeed:
    """The feed as each format tells it: nothing empty or illegal, no equal times.

    Order and number of the entries stay, and so does every URL.
    """
    title = line(feed.title) or feed.home_url
    author = _name(feed.author) or _name(title) or feed.home_url
    entries = _apart(_settle_entry(entry, feed, author) for entry in feed.entries)
    times = (whole_second(feed.updated), *(entry.updated for entry in entries))
    return replace(
        feed,
        title=title,
        author=author,
        description=line(feed.description) or title,
        updated=max(times),
        entries=entries,
    )


def file_url(feed: Feed, path: str) -> str:
    """The URL of a file of the published tree; `path` counts from the top."""
    return urljoin(feed.atom_url, "../" * feed.path.count("/") + path)


def legal(text: str) -> str:
    """The text without the characters that a feed cannot carry."""
    return ILLEGAL.sub("", LINE_END.sub("\n", text))


def line(text: str) -> str:
    """The text in one line, for titles, names and summaries."""
    return " ".join(legal(text).split())


def is_markup_like(text: str) -> bool:
    """Whether some reader would take a part of this plain text for HTML.

    `AT&T: x < y` is safe; `<b>`, `&copy;` and, for HTML's sake, `&copy=2` are not.
    """
    return MARKUP.search(text) is not None or unescape(text) != text


def rfc3339(moment: datetime) -> str:
    """The moment as `2026-11-10T08:00:00Z` (RFC 3339), for Atom and JSON Feed."""
    return whole_second(moment).isoformat().replace("+00:00", "Z")


def rfc822(moment: datetime) -> str:
    """The moment as `Tue, 10 Nov 2026 08:00:00 GMT`, for RSS, English in any locale."""
    return format_datetime(whole_second(moment), usegmt=True)


def whole_second(moment: datetime) -> datetime:
    """The moment in UTC without a fraction, which some readers do not understand."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _settle_entry(entry: Entry, feed: Feed, author: str) -> Entry:
    title = line(entry.title) or line(entry.summary) or entry.url
    summary = line(entry.summary) or title
    html = legal(entry.html).strip() or escape(summary, quote=False)
    origin = _settle_origin(entry.origin) if entry.origin else None
    # to look at every body whole would cost more than all else here
    if len(html) <= LONGEST_REFERENCE * len(summary) and unescape(html) == summary:
        # a body that is the summary letter by letter would be shown twice
        html = f"<p>{html}</p>"
    return replace(
        entry,
        title=title,
        summary=summary,
        html=html + _invitation(entry, origin),
        authors=_each_once(map(_name, entry.authors))
        or (origin.name if origin else author,),
        origin=origin,
        tags=_each_once(map(_without_brackets, entry.tags)),
        language=entry.language or feed.language,
        enclosures=tuple(map(_typed, entry.enclosures)),
        published=whole_second(entry.published),
        updated=whole_second(entry.updated),
    )


def _typed(enclosure: Enclosure) -> Enclosure:
    media_type = line(enclosure.media_type) or ANY_TYPE
    is_same = media_type == enclosure.media_type
    return enclosure if is_same else replace(enclosure, media_type=media_type)


def _invitation(entry: Entry, origin: Origin | None) -> str:
    """Where an opening goes on: of its own, for few readers show an entry's source."""
    url = onward_url(entry)
    if not (url and origin):
        return ""
    words = words_for(entry.language)
    told = words.gettext("Read on at %(name)s", name=origin.name)
    return f'\n<p><a href="{escape(url)}">{escape(told, quote=False)}</a></p>'


def _settle_origin(origin: Origin) -> Origin:
    return replace(origin, name=line(origin.name) or origin.url)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that say something, in their order."""
    return tuple(dict.fromkeys(filter(None, texts)))


def _name(text: str) -> str:
    """A person's name alone: of a mailbox nobody wants to see the address in a feed."""
    return DOMAIN.sub("", _without_brackets(text))


def _without_brackets(text: str) -> str:
    """The words of a name or a tag: no reader expects a tag or reference in them."""
    return line(IN_BRACKETS.sub("", unescape(line(text))))


def _apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, each updated at a second of its own, as validators ask for.

    Those of one second follow each other by id, as they do in the list: so an older
    one that leaves the feed at its end moves no other.
    """
    given = tuple(entries)
    moments: dict[str, datetime] = {}
    last = datetime.min.replace(tzinfo=UTC)
    for entry in sorted(given, key=lambda entry: (entry.updated, entry.id)):
        last = max(entry.updated, last + SECOND)
        moments[entry.id] = last
    return tuple(
        entry
        if entry.updated == moments[entry.id]
        else replace(entry, updated=moments[entry.id])
        for entry in given
    )
