"""The words around a body: title, summary, author, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from digest.check.feeds.bodies import words_of
from digest.check.feeds.told import Format, ToldEntry, ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity

#: BCP 47 2.1, as far as its form goes
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
#: what is read as HTML in a title by some readers
TAG = re.compile(r"<[A-Za-z/!?]")


def find_bad_title(tree: Tree) -> Iterator[Fault]:
    """Titles that are missing, or that some reader would take for HTML."""
    for feed in tree.feeds:
        if not feed.title.strip():
            yield _fault(feed, 1, "has no title", "build again")
        for entry in feed.entries:
            fact = _title_fault(feed, entry)
            if fact:
                yield _of_entry(feed, entry, fact, "mend the article's title")


def find_bad_summary(tree: Tree) -> Iterator[Fault]:
    """Summaries that are missing, or the same as the body."""
    for feed in tree.feeds:
        for entry in feed.entries:
            summary = unescape(entry.summary).strip()
            if not summary:
                yield _of_entry(feed, entry, "has no summary", "write a `summary`")
            elif summary == unescape(entry.html).strip():
                fact = "has the whole body as its summary"
                yield _of_entry(feed, entry, fact, "write a `summary` that is shorter")


def find_empty_body(tree: Tree) -> Iterator[Fault]:
    """Entries with nothing to read or to see."""
    for feed in tree.feeds:
        for entry in feed.entries:
            if not words_of(entry.html) and "<" not in entry.html:
                yield _of_entry(feed, entry, "has no body", "write one")


def find_missing_author(tree: Tree) -> Iterator[Fault]:
    """Entries without an author."""
    for feed in tree.feeds:
        for entry in feed.entries:
            if not entry.authors or not all(name.strip() for name in entry.authors):
                yield _of_entry(feed, entry, "names no author", "write `author`")


def find_bad_language(tree: Tree) -> Iterator[Fault]:
    """Feeds and entries that do not say what language they are in."""
    for feed in tree.feeds:
        if not LANGUAGE.fullmatch(feed.language):
            told = f"says {feed.language!r:.30} of its language"
            yield _fault(feed, 1, told, "write one as en or pt-BR")
        for entry in feed.entries:
            if not LANGUAGE.fullmatch(entry.language):
                told = f"says {entry.language!r:.30} of its language"
                yield _of_entry(feed, entry, told, "write one as en or pt-BR")


def _title_fault(feed: ToldFeed, entry: ToldEntry) -> str:
    if not entry.title.strip():
        return "has no title"
    if feed.format is Format.ATOM and entry.title_type not in {"text", "html"}:
        return f"has a title of the type {entry.title_type!r}, which four readers drop"
    is_text = feed.format is Format.RSS or (
        feed.format is Format.ATOM and entry.title_type == "text"
    )
    return "has a tag in its title" if is_text and TAG.search(entry.title) else ""


def _of_entry(feed: ToldFeed, entry: ToldEntry, fact: str, remedy: str) -> Fault:
    return _fault(feed, entry.line, f"{entry.id} {fact}", remedy)


def _fault(feed: ToldFeed, line: int, fact: str, remedy: str) -> Fault:
    return Fault(path=feed.path, line=line, fact=fact, remedy=remedy)


RULES = (
    Rule(
        name="feed-title",
        severity=Severity.ERROR,
        description="entries in feeds without a title, or with tags in it",
        reason="it is the one thing that every reader shows",
        find=find_bad_title,
    ),
    Rule(
        name="feed-summary",
        severity=Severity.ERROR,
        description="entries in feeds without a summary, or with the body as one",
        reason="readers list it beside the title, and the body below it again",
        find=find_bad_summary,
    ),
    Rule(
        name="feed-body",
        severity=Severity.ERROR,
        description="entries in feeds without a body",
        reason="there is nothing to read",
        find=find_empty_body,
    ),
    Rule(
        name="feed-author",
        severity=Severity.ERROR,
        description="entries in feeds that name no author",
        reason="most readers do not take the feed's author for that of an entry",
        find=find_missing_author,
    ),
    Rule(
        name="feed-language",
        severity=Severity.ERROR,
        description="feeds and entries that do not tell their language",
        reason="fonts, hyphens and voices are chosen by it",
        find=find_bad_language,
    ),
)
