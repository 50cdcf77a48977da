"""Markdown and tables that do not come out as they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.collection import Collection, Study
from digest.check.findings import Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.model import Block, BlockKind

#: characters of a paragraph in which signs are looked for
LONGEST = 20_000
#: signs that stay in the text where what they open is not closed
_LEFT_OVER = re.compile(
    r"\*\*(?=\S)|(?<=\S)\*\*|(?<=\S)~~|~~(?=\S)|\]\(|\[\^[^\]\s[]{1,100}\]|\]\[|```"
)
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_CODE = re.compile(r"<(code|pre|kbd|samp)\b.*?</\1>", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADER_CELL = re.compile(r"<th\b")


def find_unclosed_markup(collection: Collection) -> Iterator[Fault]:
    """Signs of Markdown that readers see, since what they open is never closed."""
    for study in collection.studies:
        if study.manuscript.is_markdown:
            for block in study.article.blocks:
                yield from _left_over(study, block)


def find_unclosed_fence(collection: Collection) -> Iterator[Fault]:
    """Blocks of code that run on to the end of the article."""
    for study in collection.studies:
        if not (study.manuscript.is_markdown and study.article.blocks):
            continue
        last = study.article.blocks[-1]
        lines = study.manuscript.text[max(0, last.start) : last.end].splitlines()
        opening = _FENCE.match(lines[0]) if lines and last.start >= 0 else None
        is_code = last.kind is BlockKind.CODE
        if is_code and opening and not _closes(lines[1:], opening[1]):
            yield Fault(
                path=study.path,
                line=study.manuscript.line_at(last.start),
                fact=f"the code that begins with {opening[1]} has no end",
                remedy=f"write {opening[1]} below it, on a line of its own",
            )


def find_headless_table(collection: Collection) -> Iterator[Fault]:
    """Tables without a cell that says what the others are."""
    for study in collection.studies:
        for block in study.article.blocks:
            is_table = block.kind is BlockKind.TABLE
            if is_table and not _HEADER_CELL.search(block.html):
                yield Fault(
                    path=study.path,
                    line=study.manuscript.line_of(block),
                    fact="a table has no header cells",
                    remedy="make its first row one of <th>",
                )


def _left_over(study: Study, block: Block) -> Iterator[Fault]:
    if block.kind is BlockKind.CODE or not _LEFT_OVER.search(block.text):
        return
    # what stands in code, or behind a backslash, is meant to be seen
    words = re.sub(r"<[^>]*>", "", _CODE.sub("", block.html))
    source = study.manuscript.text[max(0, block.start) : block.end][:LONGEST]
    plain = _CODE_SPAN.sub(lambda code: " " * len(code[0]), source)
    for sign in dict.fromkeys(_LEFT_OVER.findall(words)):
        place = re.search(rf"(?<!\\){re.escape(sign)}", plain)
        if place is None or block.start < 0:
            continue
        yield Fault(
            path=study.path,
            line=study.manuscript.line_at(block.start + place.start()),
            fact=f"{sign} shows in “{shown(words)}”",
            remedy=_remedy(sign),
        )


def _remedy(sign: str) -> str:
    if sign.startswith("[^"):
        return f"write the note, {sign}: ..., below the text"
    if sign == "][":
        return "write where the link leads, [NAME]: URL, below the text"
    return "close what it opens, or write a backslash before it"


def _closes(lines: list[str], fence: str) -> bool:
    """Whether one of the lines is an end of the fence (CommonMark 4.5)."""
    end = re.compile(rf"[ >]*{re.escape(fence)}+\s*")
    return any(end.fullmatch(line) for line in lines)


RULES = (
    Rule(
        name="unclosed-markup",
        severity=Severity.WARNING,
        description="signs of Markdown, such as ** or ](, that show as text",
        reason="readers see the signs, and not what they stand for",
        find=find_unclosed_markup,
    ),
    Rule(
        name="unclosed-fence",
        severity=Severity.ERROR,
        description="code that has no end, such as ``` without a second one",
        reason="all that follows is shown as code",
        find=find_unclosed_fence,
    ),
    Rule(
        name="headless-table",
        severity=Severity.WARNING,
        description="tables without header cells",
        reason="a screen reader cannot say to which column a number belongs",
        find=find_headless_table,
    ),
)
