"""What a check found, as lines for editors and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from digest.check.findings import Finding, Severity
from digest.cli.check.checked import Checked, has_no_entry
from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.config import Config
from digest.lines import escape_invisible
from digest.pipeline.issues.next_issue import NextIssue

STYLE_OF = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def tell(checked: Checked, config: Config) -> None:
    """A line for each finding and each next issue, and one for all of it."""
    for finding in checked.in_articles:
        place = config.content_folder / finding.path
        tell_finding(f"{place}:{finding.line}", finding)
    for finding in checked.in_feeds:
        place = config.feeds_folder / finding.path
        tell_finding(f"{place}:{finding.line}", finding)
    for finding in checked.in_messages:
        tell_finding(f"{finding.path}:{finding.line}", finding)
    for finding in checked.in_themes:
        tell_finding(f"{config.root / finding.path}:{finding.line}", finding)
    for issue in checked.next_issues:
        _tell_issue(issue)
    open_screen().print(" ".join(_summary(checked)), soft_wrap=True)


def as_json(checked: Checked) -> str:
    """All of it, as one object."""
    errors = _count_errors(checked)
    told = {
        "articles": checked.articles,
        "feeds": checked.feeds,
        "letters": checked.letters,
        "errors": errors,
        "warnings": _count_all(checked) - errors,
        "findings": [asdict(finding) for finding in checked.in_articles],
        "feed_findings": [asdict(finding) for finding in checked.in_feeds],
        "letter_findings": [asdict(finding) for finding in checked.in_messages],
        "themes": checked.themes,
        "theme_findings": [asdict(finding) for finding in checked.in_themes],
        "next_issues": [_issue_record(issue) for issue in checked.next_issues],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def tell_finding(place: str, finding: Finding) -> None:
    """A line for the finding, as editors and compilers write it."""
    told = escape_invisible(f"{finding.fact}; {finding.remedy}")
    line = Text.assemble(
        (f"{escape_invisible(place)}: ", "bold"),
        (f"{finding.severity}: ", STYLE_OF[finding.severity]),
        f"{told} ",
        (f"[{finding.rule}]", "dim"),
    )
    open_screen().print(line, soft_wrap=True)


def _tell_issue(issue: NextIssue) -> None:
    """The size of the letter, what should be known of it, and its findings."""
    name = _name(issue)
    if issue.problem:
        is_fault = not has_no_entry(issue)
        severity = ((f"{Severity.ERROR}: ", STYLE_OF[Severity.ERROR]),) * is_fault
        _tell_line(name, *severity, escape_invisible(str(issue.problem)))
    for finding in issue.findings:
        # the line of a message that no file holds helps nobody
        tell_finding(name, finding)
    for remark in issue.remarks:
        _tell_line(name, escape_invisible(remark))
    if issue.issue and issue.letter:
        size = len(issue.letter.html.encode("utf-8", "replace"))
        entries = count_words(len(issue.issue.entries), "entry", "entries")
        sample = f"; {issue.lack}, so these are the newest" if issue.lack else ""
        _tell_line(name, f"{entries}, {size:,} bytes of HTML{sample}")


def _tell_line(name: str, *words: str | tuple[str, str]) -> None:
    line = Text.assemble((f"{name}: ", "bold"), *words)
    open_screen().print(line, soft_wrap=True)


def _name(issue: NextIssue) -> str:
    """`weekly 2`; without a number where no issue could be made."""
    number = f" {issue.issue.number}" if issue.issue else ""
    return f"{issue.newsletter.name}{number}"


def _summary(checked: Checked) -> Iterator[str]:
    yield f"{_looked_at(checked)} checked:"
    count = _count_all(checked)
    if not count:
        yield "nothing to mend"
        return
    errors = _count_errors(checked)
    files = len({finding.path for finding in checked.findings}) + len(checked.problems)
    yield f"{count_words(errors, 'error')} and"
    yield f"{count_words(count - errors, 'warning')}"
    yield f"in {count_words(files, 'file')}"


def _looked_at(checked: Checked) -> str:
    """`3 articles, 8 feeds and 1 letter`; articles even where there are none."""
    counts = (
        (checked.articles, "article"),
        (checked.feeds, "feed"),
        (checked.letters, "letter"),
        (checked.themes, "theme"),
    )
    told = [count_words(count, noun) for count, noun in counts if count]
    if not told:
        return count_words(0, "article")
    *first, last = told
    return f"{', '.join(first)} and {last}" if first else last


def _count_all(checked: Checked) -> int:
    return len(checked.findings) + len(checked.problems)


def _count_errors(checked: Checked) -> int:
    return count_errors(checked.findings) + len(checked.problems)


def count_errors(findings: Sequence[Finding]) -> int:
    """How many of them are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _issue_record(issue: NextIssue) -> dict[str, Any]:
    html = issue.letter.html if issue.letter else ""
    return {
        "newsletter": issue.newsletter.name,
        "number": issue.issue.number if issue.issue else None,
        "slot": issue.slot.name,
        "subject": issue.issue.subject if issue.issue else None,
        "entries": len(issue.issue.entries) if issue.issue else 0,
        "html_bytes": len(html.encode("utf-8", "replace")),
        "is_sample": issue.is_sample,
        "remarks": list(issue.remarks),
        "problem": str(issue.problem) if issue.problem else None,
        "findings": [asdict(finding) for finding in issue.findings],
    }
