"""How a letter is built: tables, headings, and what a voice makes of them."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.page import Element
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown

ROLES = frozenset({"presentation", "none"})


def find_layout_table(study: LetterStudy) -> Iterator[Fault]:
    """Tables that hold no data and do not say so."""
    telling = frozenset(
        table
        for cell in study.page.named("th", "caption")
        if (table := _table_of(cell)) is not None
    )
    for table in study.page.named("table"):
        if table.get("role").lower() not in ROLES and table not in telling:
            fact = "a table without headings has no role"
            yield study.of_element(table, fact, "write role=presentation on it")


def find_article_role(study: LetterStudy) -> Iterator[Fault]:
    """A letter whose text is in nothing that bears its language."""
    wrapped = (each for each in study.page.elements if each.get("role") == "article")
    first = next(wrapped, None)
    if study.has_page and (first is None or not first.get("lang")):
        fact = "no element with role=article has a lang"
        remedy = "write role=article, lang and dir on one around all"
        yield study.of_html(first.line if first else 1, fact, remedy)


def find_headings(study: LetterStudy) -> Iterator[Fault]:
    """No first heading, several, levels left out, and headings without words."""
    headings = [each for each in study.page.headings if not each.element.look.is_hidden]
    if not study.has_page:
        return
    first = [each for each in headings if each.element.tag == "h1"]
    if len(first) != 1:
        line = first[1].element.line if first else 1
        fact = f"has {len(first)} headings of the first level"
        yield study.of_html(line, fact, "write one <h1>")
    level = 0
    for heading in headings:
        its = int(heading.element.tag[1])
        if its > level + 1:
            fact = f"“{shown(heading.words)}” is h{its} below h{level}"
            yield study.of_element(heading.element, fact, f"write h{level + 1}")
        if not heading.words:
            yield study.of_element(
                heading.element, f"an h{its} is empty", "leave it out"
            )
        level = its


def _table_of(cell: Element) -> Element | None:
    return next((each for each in cell.lineage if each.tag == "table"), None)


RULES = (
    Rule(
        name="letter-layout-table",
        severity=Severity.ERROR,
        description="tables without headings and without role=presentation",
        reason="a screen reader counts their rows and columns aloud",
        find=find_layout_table,
    ),
    Rule(
        name="letter-article-role",
        severity=Severity.WARNING,
        description="letters without an element of role=article that has a lang",
        reason="web mail drops <html>, and its language with it",
        find=find_article_role,
    ),
    Rule(
        name="letter-headings",
        severity=Severity.ERROR,
        description="headings that skip a level, are empty, or not one at the top",
        reason="who cannot see the page goes from heading to heading",
        find=find_headings,
    ),
)
