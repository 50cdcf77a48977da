"""The front page: what is new, and every way to follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from digest.documents import Need, Target
from digest.render.local import Place
from digest.render.pages.cards import Card, Catalogue
from digest.render.pages.entries import lead_picture, shown_offer
from digest.render.pages.issues import Series, newest_issues
from digest.render.pages.plan import Plan, digest_of
from digest.render.tools import Tools

#: what the front page shows of each
FRONT_ENTRIES = 20
FRONT_ISSUES = 5
FRONT_TAGS = 30


class FrontContent(NamedTuple):
    """What is the front page's own."""

    #: the newest
    cards: tuple[Card, ...]
    #: how many entries there are
    total: int
    tags: list[dict[str, Any]]
    issues: list[dict[str, Any]]

    def shown(self, tools: Tools, place: Place) -> dict[str, Any]:
        """The newest entries, with a picture above the first."""
        newest = self.cards[0].entry if self.cards else None
        picture = lead_picture(newest, place) if newest else None
        return {
            "cards": [card.shown(tools.site) for card in self.cards],
            "picture": shown_offer(picture) if picture else None,
            "count": self.total,
            "has_more": self.total > len(self.cards),
            "issues": self.issues,
            "is_mixed": len({one["newsletter"] for one in self.issues}) > 1,
            "tags": self.tags,
        }


def plan_front(
    plan: Plan, catalogue: Catalogue, series: Sequence[Series]
) -> Target[Tools]:
    """The page at the top of the tree."""
    by_count = sorted(catalogue.tags, key=lambda tag: -len(tag.cards))
    busiest = {tag.link for tag in by_count[:FRONT_TAGS]}
    tags = [tag.link.shown() for tag in catalogue.tags if tag.link in busiest]
    cards = catalogue.cards[:FRONT_ENTRIES]
    count = len(catalogue.cards)
    content = FrontContent(cards, count, tags, newest_issues(series, FRONT_ISSUES))
    picture = cards[0].entry.image if cards else None
    told = (count, tags, content.issues, picture)
    needs = (Need("front page", digest_of(told)), *(card.need for card in cards))
    return plan.page("", "index", content, *needs, section="front")
