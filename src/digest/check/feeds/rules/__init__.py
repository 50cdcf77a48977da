"""The rules for published feeds, a module for each part that they look at."""

from __future__ import annotations

from digest.check.feeds.rules import (
    archives,
    bodies,
    dates,
    files,
    identity,
    lists,
    places,
    podcasts,
    texts,
)
from digest.check.feeds.tree import Tree
from digest.check.findings import Rule

#: in the order in which a reader meets them
RULES: tuple[Rule[Tree], ...] = (
    *files.RULES,
    *places.RULES,
    *identity.RULES,
    *dates.RULES,
    *texts.RULES,
    *bodies.RULES,
    *podcasts.RULES,
    *archives.RULES,
    *lists.RULES,
)
