"""The index in segments: an edit of an entry makes one of them anew.

A segment has the entries of a year; where these are too many, of a month; and where
those are, so many of them, counted from the oldest. What is past stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from digest.model import ArticleBody
from digest.render.pages.cards import Card
from digest.render.pages.search.words import words_of
from digest.render.tools import Tools

#: entries of one segment at the most
LARGEST = 500
#: characters of a summary that a result shows
LONGEST_SUMMARY = 240
#: what a word counts for by where it stands, as the script reads it; two bits
IN_BODY, IN_HEADING, IN_TAGS, IN_TITLE = range(4)
WEIGHTS = 4
HEADING = re.compile(r"<h[1-6](?: [^>]*)?>(.*?)</h[1-6]>", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")


class Segment(NamedTuple):
    """Entries that are found together, newest first."""

    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """The recipe of a segment's file."""

    cards: tuple[Card, ...]

    def __call__(self, tools: Tools) -> bytes:
        """Entries as results show them, and for each word where it stands.

        An entry's place in the list and its word's weight make one number, and of these
        only the steps between are written.
        """
        entries = [_result(card) for card in self.cards]
        words = indexed(self.cards, lambda card: tools.body(card.entry))
        data = {"entries": entries, "words": words}
        return _json(data).encode(errors="replace")


def cut_segments(cards: Sequence[Card]) -> tuple[Segment, ...]:
    """All cards in segments, the newest first."""
    years = _runs(cards, lambda published: f"{published.year}")
    return tuple(
        part
        for name, year in years
        for part in ([Segment(name, year)] if len(year) <= LARGEST else _months(year))
    )


def indexed(
    cards: Sequence[Card], body_of: Callable[[Card], ArticleBody]
) -> dict[str, list[int]]:
    """By word the steps from entry to entry that has it."""
    steps: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for place, card in enumerate(cards):
        first = place * WEIGHTS
        for word, weight in _weights(card, body_of(card)).items():
            number = first + weight
            known = steps.get(word)
            if known is None:
                steps[word] = [number]
            else:
                known.append(number - last[word])
            last[word] = number
    return dict(sorted(steps.items()))


def index_file(segments: Sequence[Segment]) -> str:
    """The names of the segments, the newest first."""
    return _json({"segments": [segment.name for segment in segments]})


def _weights(card: Card, body: ArticleBody) -> Mapping[str, int]:
    """Each word of the entry with the best place that it stands in."""
    entry = card.entry
    links = " ".join(link.name for link in (*card.tags, *card.authors))
    headings = " ".join(HEADING.findall(body.html))
    weights = dict.fromkeys(words_of(f"{entry.summary} {body.text}"), IN_BODY)
    weights |= dict.fromkeys(words_of(MARKUP.sub(" ", headings)), IN_HEADING)
    weights |= dict.fromkeys(words_of(links), IN_TAGS)
    weights |= dict.fromkeys(words_of(entry.title), IN_TITLE)
    return weights


def _result(card: Card) -> list[Any]:
    """What the script shows of an entry."""
    entry = card.entry
    summary = "" if entry.summary == entry.title else entry.summary
    if len(summary) > LONGEST_SUMMARY:
        summary = summary[:LONGEST_SUMMARY].rpartition(" ")[0] + "…"
    date = f"{entry.published:%Y-%m-%d}" if entry.is_dated else ""
    tags = [link.name for link in card.tags]
    return [card.href, entry.title, date, summary, tags, entry.language]


def _runs(
    cards: Sequence[Card], name_of: Callable[[datetime], str]
) -> Iterator[tuple[str, tuple[Card, ...]]]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(name_of(card.entry.published), []).append(card)
    return ((name, tuple(run)) for name, run in found.items())


def _months(cards: Sequence[Card]) -> Iterator[Segment]:
    months = _runs(cards, lambda published: f"{published.year}-{published.month:02}")
    for name, month in months:
        if len(month) <= LARGEST:
            yield Segment(name, month)
            continue
        parts = -(-len(month) // LARGEST)
        rest = len(month) - (parts - 1) * LARGEST
        starts = [0, *range(rest, len(month), LARGEST)]
        for number, start in zip(range(parts, 0, -1), starts, strict=True):
            end = start + LARGEST if start else rest
            yield Segment(f"{name}-{number}", month[start:end])


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
