"""Headings: the outline that screen readers and search machines go by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.collection import Collection, Study
from digest.check.findings import Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.model import Block, BlockKind

#: of the title, which is on the page already
TITLE_LEVEL = 1
_EMPTY = re.compile(r"<h([1-6])(?:\s[^>]*)?>\s*</h\1>")
_EMPTY_SOURCE = re.compile(
    r"^ {0,3}#{1,6}[ \t]*#*[ \t]*$|<h([1-6])\b[^>]*>\s*</h\1>",
    re.MULTILINE | re.IGNORECASE,
)


def find_skipped_level(collection: Collection) -> Iterator[Fault]:
    """Headings more than one level below the one before."""
    for study in collection.studies:
        above = TITLE_LEVEL
        for block, level in _headings(study):
            if level > above + 1:
                yield Fault(
                    path=study.path,
                    line=study.manuscript.line_of(block),
                    fact=f"“{shown(block.text)}” is an h{level} below an h{above}",
                    remedy=f"make it an h{above + 1}: {'#' * (above + 1)} in Markdown",
                )
            above = level


def find_second_h1(collection: Collection) -> Iterator[Fault]:
    """Headings of the level that is the title's alone."""
    for study in collection.studies:
        for block, level in _headings(study):
            if level == TITLE_LEVEL:
                yield Fault(
                    path=study.path,
                    line=study.manuscript.line_of(block),
                    fact=f"“{shown(block.text)}” is an h1 beside the title",
                    remedy="make it an h2: ## in Markdown",
                )


def find_empty_heading(collection: Collection) -> Iterator[Fault]:
    """Headings without words."""
    for study in collection.studies:
        if not _EMPTY.search(study.article.html):
            continue
        manuscript = study.manuscript
        found = _EMPTY_SOURCE.search(manuscript.text, manuscript.body)
        yield Fault(
            path=study.path,
            line=manuscript.line_at(found.start() if found else -1),
            fact="a heading has no words",
            remedy="write some, or take it out",
        )


def _headings(study: Study) -> Iterator[tuple[Block, int]]:
    """The headings of the article with their levels."""
    for block in study.article.blocks:
        if block.kind is BlockKind.HEADING and block.level is not None:
            yield block, block.level


RULES = (
    Rule(
        name="skipped-level",
        severity=Severity.WARNING,
        description="headings that leave out a level",
        reason="who goes from heading to heading by ear looks for what is not there",
        find=find_skipped_level,
    ),
    Rule(
        name="second-h1",
        severity=Severity.WARNING,
        description="headings of the first level beside the title",
        reason="a page has one subject, and that is its title",
        find=find_second_h1,
    ),
    Rule(
        name="empty-heading",
        severity=Severity.WARNING,
        description="headings without words",
        reason="a screen reader announces a heading, and then says nothing",
        find=find_empty_heading,
    ),
)
