"""From a feed back to its first entry (RFC 5005), and what a publish rewrites."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from builders import NOW
from digest.check.feeds.gathering import read_tree
from digest.check.inspection import inspect_feeds
from digest.schedule.jobs import rebuild
from publications import DIGEST_TOML, Clock, a_press, tree_of

ENTRIES = 10_000 if os.environ.get("DIGEST_TEST_LONG") else 300
SITE = "https://notes.example.org/"
LARGEST = 10_000
ARTICLE = """\
---
title: Tide {number}
date: {date:%Y-%m-%dT%H:%M:%SZ}
tags: [tides]
---

The tide of day {number} came in at noon and went out again before the ferry sailed.
"""


def write_article(root: Path, number: int, more: str = "") -> None:
    """The article of this number; the lower, the newer."""
    date = NOW - timedelta(hours=number)
    text = ARTICLE.format(number=number, date=date) + more
    (root / f"content/tide-{number:05}.md").write_text(text)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with many articles, built once."""
    root = tmp_path_factory.mktemp("site")
    (root / "content").mkdir()
    told = DIGEST_TOML.format(schedule="0 7 * * MON", port=8000)
    told += f"\n[feeds]\nentries = 10\nlargest = {LARGEST}\n"
    (root / "digest.toml").write_text(told)
    for number in range(1, ENTRIES + 1):
        write_article(root, number)
    build(root)
    return root


def build(root: Path, *, hours: int = 0) -> tuple[str, ...]:
    """Build it, and say which files were written."""
    with a_press(root, Clock(NOW + timedelta(hours=hours))) as press:
        publication = rebuild(press)
    assert not publication.problems
    written: tuple[str, ...] = publication.published.written
    return written


def xml_pages(folder: Path, name: str) -> Iterator[list[str]]:
    """The ids of each document on the way back, as feedparser finds the way."""
    url = f"{SITE}{name}"
    while url:
        told: Any = feedparser.parse((folder / url.removeprefix(SITE)).read_bytes())
        yield [entry.id for entry in told.entries]
        older = [link.href for link in told.feed.links if link.rel == "prev-archive"]
        url = older[0] if older else ""


def json_pages(folder: Path, name: str) -> Iterator[list[str]]:
    """The same of a JSON Feed."""
    url = f"{SITE}{name}"
    while url:
        told = json.loads((folder / url.removeprefix(SITE)).read_bytes())
        yield [item["id"] for item in told["items"]]
        url = told.get("next_url", "")


@pytest.mark.parametrize(
    ("pages", "name"),
    [
        (xml_pages, "atom.xml"),
        (xml_pages, "rss.xml"),
        (json_pages, "feed.json"),
    ],
)
def test_the_way_back_leads_to_every_entry_once(
    pages: Callable[[Path, str], Iterator[list[str]]], name: str, site: Path
) -> None:
    """R19: newest first, from the feed to the very first entry."""
    documents = list(pages(site / "feeds", name))
    ids = [identity for document in documents for identity in document]
    assert len(documents) > 1
    assert len(ids) == len({*ids}) == ENTRIES
    numbers = [int(identity.rpartition("-")[2]) for identity in ids]
    assert numbers == sorted(numbers)


def test_no_document_is_large(site: Path) -> None:
    """R18: neither the feed nor an archive of it; and every rule of ours holds."""
    tree = read_tree(
        site / "feeds", site_url=SITE.rstrip("/"), largest=LARGEST, now=NOW
    )
    assert max(feed.size for feed in tree.feeds) <= LARGEST
    assert inspect_feeds(tree) == ()


@pytest.mark.parametrize(
    ("number", "more"),
    [(0, ""), (5, "\nIt was a spring tide.\n"), (ENTRIES, "\nIt was the first.\n")],
    ids=["a new entry", "a late change", "a change of the first"],
)
def test_a_publish_rewrites_two_documents_of_a_feed(
    number: int, more: str, site: Path
) -> None:
    """R18: archives are frozen, but for the newest, which takes what leaves the feed.

    So many of each format, of the site's feed and of each tag's. Where the newest is
    full it is closed, and another one is begun beside.
    """
    before = tree_of(site / "feeds").keys()
    write_article(site, number, more)
    written = before & {*build(site, hours=1 + number)}
    tree = read_tree(
        site / "feeds",
        site_url=SITE.rstrip("/"),
        largest=LARGEST,
        now=NOW + timedelta(hours=2 + number),
    )
    for feed in tree.subscriptions:
        chain = {document.path for document in tree.chain(feed)}
        rewritten = sorted(chain.intersection(written))
        assert len(rewritten) <= 2, rewritten
    assert inspect_feeds(tree) == ()
