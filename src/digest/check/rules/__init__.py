"""The rules, a module for each part of an article that they look at."""

from __future__ import annotations

from digest.check.collection import Collection
from digest.check.findings import Rule
from digest.check.rules import (
    dates,
    declared,
    files,
    headings,
    link_words,
    links,
    markup,
    pictures,
    titles,
)

#: in the order in which one reads an article
RULES: tuple[Rule[Collection], ...] = (
    *files.RULES,
    *declared.RULES,
    *titles.RULES,
    *dates.RULES,
    *headings.RULES,
    *links.RULES,
    *link_words.RULES,
    *pictures.RULES,
    *markup.RULES,
)
