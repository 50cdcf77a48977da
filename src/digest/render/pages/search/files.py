"""The files of the search as targets: page, script, index and its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest import paths
from digest.documents import Need, Target
from digest.render.pages.cards import Card
from digest.render.pages.plan import Fixed, Plan, digest_of
from digest.render.pages.search.segments import (
    Segment,
    SegmentFile,
    cut_segments,
    index_file,
)
from digest.render.tools import Tools

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """The recipe of the list of segments."""

    text: str

    def __call__(self, tools: Tools) -> bytes:  # noqa: ARG002  as recipes are called
        """The file in UTF-8."""
        return self.text.encode()


def plan_search(plan: Plan, cards: Sequence[Card]) -> Iterator[Target[Tools]]:
    """All that a reader's browser needs to search the entries."""
    folder = f"{paths.SEARCH}/"
    segments = cut_segments(cards)
    content = Fixed({"title": "Search"})
    yield plan.page(folder, "search", content, section=paths.SEARCH)
    yield plan.file(paths.SEARCH_SCRIPT, "text/javascript", {})
    text = index_file(segments)
    yield Target(
        path=f"{folder}index.json",
        media_type=JSON,
        needs=(Need("segments", text),),
        recipe=IndexFile(text),
    )
    for segment in segments:
        yield _segment(folder, segment)


def _segment(folder: str, segment: Segment) -> Target[Tools]:
    told = [(card.entry.digest, card.need.digest) for card in segment.cards]
    return Target(
        path=f"{folder}{segment.name}.json",
        media_type=JSON,
        needs=(Need(f"entries of {segment.name}", digest_of(told)),),
        recipe=SegmentFile(segment.cards),
    )
