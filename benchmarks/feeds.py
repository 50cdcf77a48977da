"""What it costs to write Atom and RSS through feedgen, beside strings put together.

    python benchmarks/feeds.py
    python benchmarks/feeds.py --counts 20 1000 --rounds 9

Both settle the same feed first, which the last column tells apart, and write the same
entries; what they say is read back and compared. They take turns, and of the rounds the
median of the processor time counts.

Bar: twice the time of the strings. Beyond it the exit code is 1, and the table says
what feedgen costs an entry.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from statistics import median

from digest.check.feeds.gathering import read_document
from digest.check.feeds.told import ToldEntry, ToldFeed
from digest.feeds import FullFeed
from digest.model import Enclosure, Entry
from digest.render.feeds import render_atom, render_rss
from digest.render.feedtext import rfc822, rfc3339, settle

BAR = 2.0
SITE = "https://example.org"
#: 2.8 KB, as an article of news has
BODY = (
    "<p>The <em>harbour</em> &amp; the quay are open again after the storm.</p>\n" * 38
)
START = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)

Write = Callable[[FullFeed], object]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and say by the exit code whether the bar holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[20, 1000])
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args(arguments)
    heads = ("entries", "feedgen ms", "strings ms", "ratio", "us an entry", "settling")
    print(f"{'':6}" + "".join(f"{head:>12}" for head in heads))
    is_met = True
    for name, through_feedgen, by_hand in (
        ("Atom", lambda feed: render_atom(feed).data, atom_by_hand),
        ("RSS", lambda feed: render_rss(feed).data, rss_by_hand),
    ):
        for count in chosen.counts:
            feed = a_feed(count)
            say_the_same(name, through_feedgen(feed), by_hand(feed))
            writers = through_feedgen, by_hand, settle
            ours, theirs, both = measure(feed, writers, chosen.rounds)
            ratio = ours / theirs
            is_met &= ratio <= BAR
            cost = (ours - theirs) / count * 1000
            print(
                f"{name:6}{count:12}{ours:12.2f}{theirs:12.2f}{ratio:12.2f}"
                f"{cost:12.0f}{both:12.2f}"
            )
    return int(not is_met)


def a_feed(count: int) -> FullFeed:
    """A feed with so many entries."""
    entries = tuple(map(an_entry, range(count)))
    return FullFeed(
        title="Bench",
        home_url=f"{SITE}/",
        atom_url=f"{SITE}/atom.xml",
        rss_url=f"{SITE}/rss.xml",
        json_url=f"{SITE}/feed.json",
        id="tag:example.org,2026:feed",
        language="en",
        description="A benchmark.",
        author="Bench",
        updated=START,
        entries=entries,
    )


def an_entry(number: int) -> Entry:
    """One of them; the lower its number, the newer."""
    moment = START - timedelta(hours=number)
    url = f"{SITE}/articles/{number}/"
    return Entry(
        id=f"tag:example.org,2026:{number}",
        url=url,
        slug=str(number),
        title=f"AT&T: the tide of day {number}",
        summary="The tide came in, and went out again.",
        html=BODY,
        text="",
        authors=("Ada Quay",),
        published=moment,
        updated=moment,
        language="en",
        tags=("harbour", "R&D"),
        enclosures=(
            Enclosure(url=f"{url}a.mp3", media_type="audio/mpeg", length=5000),
        ),
    )


def atom_by_hand(feed: FullFeed) -> bytes:
    """The feed in Atom, as text around escaped text."""
    return "".join(_atom(settle(feed))).encode()


def rss_by_hand(feed: FullFeed) -> bytes:
    """The feed in RSS."""
    return "".join(_rss(settle(feed))).encode()


def say_the_same(name: str, one: bytes, two: bytes) -> None:
    """Raise where the two documents do not tell the same entries."""
    path = "atom.xml" if name == "Atom" else "rss.xml"
    first, second = (_entries(path, data) for data in (one, two))
    if first != second:
        message = f"{name}: the two writers do not say the same"
        raise AssertionError(message)


def measure(feed: FullFeed, writers: Sequence[Write], rounds: int) -> list[float]:
    """Milliseconds of processor time for each of them."""
    times: list[list[float]] = [[] for _ in writers]
    for _ in range(rounds):
        for write, told in zip(writers, times, strict=True):
            start = time.process_time()
            write(feed)
            told.append((time.process_time() - start) * 1000)
    return [median(told) for told in times]


def _entries(path: str, data: bytes) -> list[ToldEntry]:
    told = read_document(path, data)
    assert isinstance(told, ToldFeed)
    return [replace(each, line=0, images=()) for each in told.entries]


def _atom(feed: FullFeed) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">\n'
        f"<id>{escape(feed.id)}</id>\n<title>{escape(feed.title)}</title>\n"
        f"<updated>{rfc3339(feed.updated)}</updated>\n"
        f'<link rel="self" href="{escape(feed.atom_url)}"/>\n'
        f'<link rel="alternate" href="{escape(feed.home_url)}"/>\n'
    )
    for entry in feed.entries:
        yield (
            f'<entry xml:lang="{entry.language}">\n<id>{escape(entry.id)}</id>\n'
            f"<title>{escape(entry.title)}</title>\n"
            f"<updated>{rfc3339(entry.updated)}</updated>\n"
            f"<published>{rfc3339(entry.published)}</published>\n"
            f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>\n'
        )
        for file in entry.enclosures:
            yield (
                f'<link rel="enclosure" href="{escape(file.url)}" '
                f'type="{escape(file.media_type)}" length="{file.length}"/>\n'
            )
        for author in entry.authors:
            yield f"<author><name>{escape(author)}</name></author>\n"
        for tag in entry.tags:
            yield f'<category term="{escape(tag)}"/>\n'
        yield (
            f"<summary>{escape(entry.summary)}</summary>\n"
            f'<content type="html">{escape(entry.html)}</content>\n</entry>\n'
        )
    yield "</feed>\n"


def _rss(feed: FullFeed) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{escape(feed.title)}</title>\n<link>{escape(feed.home_url)}</link>\n"
        f"<description>{escape(feed.description)}</description>\n"
        f"<language>{feed.language}</language>\n"
        f"<lastBuildDate>{rfc822(feed.updated)}</lastBuildDate>\n"
    )
    for entry in feed.entries:
        yield (
            f"<item>\n<title>{escape(entry.title)}</title>\n"
            f"<link>{escape(entry.url)}</link>\n"
            f"<description>{escape(entry.summary)}</description>\n"
            f"<content:encoded>{escape(entry.html)}</content:encoded>\n"
            f'<guid isPermaLink="false">{escape(entry.id)}</guid>\n'
            f"<pubDate>{rfc822(entry.published)}</pubDate>\n"
            f"<atom:updated>{rfc3339(entry.updated)}</atom:updated>\n"
            f"<dc:language>{entry.language}</dc:language>\n"
        )
        for author in entry.authors:
            yield f"<dc:creator>{escape(author)}</dc:creator>\n"
        for tag in entry.tags:
            yield f"<category>{escape(tag)}</category>\n"
        for file in entry.enclosures[:1]:
            yield (
                f'<enclosure url="{escape(file.url)}" length="{file.length}" '
                f'type="{escape(file.media_type)}"/>\n'
            )
        yield "</item>\n"
    yield "</channel>\n</rss>\n"


if __name__ == "__main__":
    raise SystemExit(main())
