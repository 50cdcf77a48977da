"""The lists of tags, authors and years: each name with how many entries it has."""

from __future__ import annotations

from collections.abc import Sequence

from digest.documents import Need, Target
from digest.render.pages.cards import Group, Link
from digest.render.pages.plan import Fixed, Plan, digest_of
from digest.render.tools import Tools


def plan_names(plan: Plan, link: Link, groups: Sequence[Group]) -> Target[Tools]:
    """The page that names these groups; it is called as the link is."""
    names = [{**group.link.shown(), "count": len(group.cards)} for group in groups]
    template = link.folder.rstrip("/")
    content = Fixed({"title": link.name, "names": names})
    need = Need(link.name, digest_of(names))
    return plan.page(link.folder, "names", content, need, section=template)
