"""Elements that no letter may have, and tags that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.page import Element
from digest.check.letters.study import LetterStudy

#: what mail programs take out, with what stands in it, or warn of
ACTIVE = frozenset(
    {
        *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "form"),
        *("input", "button", "select", "textarea", "base", "video", "audio", "dialog"),
        *("svg", "math", "canvas", "portal"),
    }
)
_CONDITION = re.compile(r"\s*\[if\b", re.IGNORECASE)
_FOR_WORD = re.compile(r"\[if[^\]]{0,60}\bmso\b[^\]]{0,60}\]>(?!<!)", re.IGNORECASE)
_END = "[endif]"
#: a comment that opens what follows to all but Outlook: <!--[if !mso]><!-->
_OPENING = re.compile(r"\]>\s*<!(?:--)?>?\s*$")
_OFFICE_TAG = re.compile(r"<[vow]:[a-z]", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)(table|tr|td|center|div)\b", re.IGNORECASE)


def find_active(study: LetterStudy) -> Iterator[Fault]:
    """Scripts, forms, style sheets of elsewhere."""
    for element in study.page.elements:
        for fact in _active(element):
            yield study.of_element(
                element, fact, "leave it out; link to a page instead"
            )
    for sheet, rules in study.sheets:
        for at_rule in rules.at_rules:
            if at_rule.name == "import":
                line = sheet.line + at_rule.line - 1
                remedy = "write the rules themselves"
                yield study.of_html(line, "a style sheet imports another", remedy)


def find_tags(study: LetterStudy) -> Iterator[Fault]:
    """Tags that are not closed, that close nothing, attributes that stand twice."""
    for slip in study.page.slips:
        yield study.of_html(slip.line, slip.fact, "mend the template")


def find_office_comments(study: LetterStudy) -> Iterator[Fault]:
    """Conditional comments that do not end, and tables in them that do not close."""
    depth, line = 0, 1
    for comment in study.page.comments:
        text = comment.text
        if _CONDITION.match(text):
            depth += _END not in text
            line = comment.line
            if _END not in text and not _OPENING.search(text):
                fact = "a conditional comment has no [endif] in it"
                yield study.of_html(comment.line, fact, "write <![endif]--> at its end")
                depth -= 1
        elif _END in text:
            depth -= 1
            line = comment.line
    if depth:
        fact = "the conditional comments do not balance"
        yield study.of_html(line, fact, "end each with <!--<![endif]-->")
    yield from _unbalanced(study)


def find_office_tags(study: LetterStudy) -> Iterator[Fault]:
    """Tags of Office without their namespaces."""
    comments = (each for each in study.page.comments if _OFFICE_TAG.search(each.text))
    first = next(comments, None)
    root = next(study.page.named("html"), None)
    named = " ".join(root.attributes) if root else ""
    if first and "xmlns:" not in named:
        fact = "has tags of Office, and <html> names no namespace for them"
        remedy = "write xmlns:o and xmlns:v on <html>"
        yield study.of_html(first.line, fact, remedy)


def _unbalanced(study: LetterStudy) -> Iterator[Fault]:
    """Tables that one comment for Outlook opens, and none closes."""
    open_tags: dict[str, list[int]] = {}
    for comment in study.page.comments:
        if not _FOR_WORD.search(comment.text[:200]):
            continue
        for found in _TABLE_TAG.finditer(comment.text):
            lines = open_tags.setdefault(found[2].lower(), [])
            if not found[1]:
                lines.append(comment.line)
            elif lines:
                lines.pop()
            else:
                fact = f"</{found[2]}> in a comment for Outlook closes nothing"
                yield study.of_html(comment.line, fact, "open it in a comment before")
    for tag, lines in open_tags.items():
        for line in lines:
            fact = f"<{tag}> in a comment for Outlook is not closed in another"
            yield study.of_html(line, fact, "close it in a comment behind")


def _active(element: Element) -> Iterator[str]:
    if element.tag in ACTIVE:
        yield f"<{element.tag}> stands in the letter"
    if element.tag == "link" and "stylesheet" in element.get("rel").lower():
        yield "a style sheet of elsewhere is linked"
    if element.tag == "meta" and element.get("http-equiv").lower() == "refresh":
        yield "<meta http-equiv=refresh> leads readers away"
    for name, value in element.attributes.items():
        if name.startswith("on"):
            yield f"<{element.tag}> has the attribute {name[:30]}"
        # browsers read a scheme without what is not seen in it
        elif "".join(value[:40].split()).lower().startswith("javascript:"):
            yield f"<{element.tag}> runs a script in {name[:30]}"


RULES = (
    Rule(
        name="letter-active",
        severity=Severity.ERROR,
        description="scripts, forms, frames and style sheets of elsewhere",
        reason="mail programs take them out or warn, and filters refuse",
        find=find_active,
    ),
    Rule(
        name="letter-tags",
        severity=Severity.ERROR,
        description="tags that do not fit together",
        reason="each mail program mends them in another way",
        find=find_tags,
    ),
    Rule(
        name="letter-office-comments",
        severity=Severity.ERROR,
        description="comments for Outlook that do not balance",
        reason="classic Outlook shows half a page, or all others do",
        find=find_office_comments,
    ),
    Rule(
        name="letter-office-tags",
        severity=Severity.WARNING,
        description="tags of Office without a namespace",
        reason="classic Outlook does not know them then",
        find=find_office_tags,
    ),
)
