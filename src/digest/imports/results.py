"""What became of one thing that was to be imported."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.imports.feed.opml import ListedFeed
from digest.model import Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A new article; in a dry run what it would be."""

    #: in the content folder
    path: str
    title: str
    text: str = field(repr=False)
    #: in the content folder; "" where it is not kept
    original: str = ""
    #: what of the original is not in the article
    cuts: tuple[Cut, ...] = ()
    #: where its pictures stand in the content folder
    pictures: tuple[str, ...] = ()
    #: what could not be brought along, a line for each
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that was imported before, and stands there still."""

    url: str
    #: in the content folder
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """No article, but a list of feeds that one can subscribe to."""

    feeds: tuple[ListedFeed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Nothing: why, and what to do about it."""

    fact: str


Result = Brought | Known | Listed | Failed
