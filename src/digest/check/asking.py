"""Rules asked of one thing: what they find, but what its owner silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache

from digest.check.findings import (
    UNREADABLE,
    Fault,
    Finding,
    Looked,
    Rule,
    Severity,
)
from digest.errors import ConfigError

#: in [check] ignore: every rule, and every file
ANY = "*"


def ask(
    rules: Iterable[Rule[Looked]], looked: Looked, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find, by path and line; `ignore` holds RULE or RULE PATTERN.

    Raises ConfigError where `ignore` names a rule that is not there.
    """
    silenced = tuple(map(_silenced, ignore))
    findings = {_finding(rule, fault) for rule in rules for fault in rule.find(looked)}
    heard = (
        finding
        for finding in _each_once(findings)
        if not any(
            name in {finding.rule, ANY} and fnmatchcase(finding.path, pattern)
            for name, pattern in silenced
        )
    )
    return tuple(sorted(heard, key=_order))


def is_silenced(finding: Finding, ignore: Sequence[str]) -> bool:
    """Whether the owner does not want to hear it."""
    return any(
        name in {finding.rule, ANY} and fnmatchcase(finding.path, pattern)
        for name, pattern in map(_silenced, ignore)
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether readers would meet something broken."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _silenced(words: str) -> tuple[str, str]:
    """The name of the rule, and the pattern of the files for which it is silent."""
    name, _, pattern = words.strip().partition(" ")
    known = _known_names()
    if name not in {*known, ANY}:
        near = get_close_matches(name, known, 1)
        meant = f"did you mean {near[0]!r}?" if near else "see `digest check --rules`"
        fact = f"there is no rule {name!r}; {meant}"
        raise ConfigError(f"digest.toml: [check] ignore: {fact}")
    return name, pattern.strip() or ANY


@cache
def _known_names() -> tuple[str, ...]:
    """The names of all rules, whatever they look at."""
    # late: few owners silence any, and the rules of all rooms take their time to load
    from digest.check.feeds.rules import RULES as FEED_RULES  # noqa: PLC0415
    from digest.check.letters.rules import RULES as LETTER_RULES  # noqa: PLC0415
    from digest.check.rules import RULES  # noqa: PLC0415
    from digest.check.themes.rules import RULES as THEME_RULES  # noqa: PLC0415

    return (
        *(rule.name for rule in RULES),
        *(rule.name for rule in FEED_RULES),
        *(rule.name for rule in LETTER_RULES),
        *(rule.name for rule in THEME_RULES),
    )


def _finding(rule: Rule[Looked], fault: Fault) -> Finding:
    return Finding(
        path=fault.path,
        line=fault.line,
        rule=rule.name,
        severity=rule.severity,
        fact=fault.fact,
        remedy=fault.remedy,
    )


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, without a file that cannot be read where a rule says more of it."""
    findings = tuple(findings)
    told = {
        (finding.path, finding.line)
        for finding in findings
        if finding.severity is Severity.ERROR and finding.rule != UNREADABLE
    }
    for finding in findings:
        if finding.rule != UNREADABLE or (finding.path, finding.line) not in told:
            yield finding


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return finding.path, finding.line, finding.rule, finding.fact
