"""Articles, feeds -> findings: every rule asked, but those the owner silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import islice

from digest.check.collection import Collection
from digest.check.feeds.rules import RULES as FEED_RULES
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Finding, Looked, Rule, Severity
from digest.check.letters.rules import RULES as LETTER_RULES
from digest.check.letters.study import LetterStudy
from digest.check.rules import RULES
from digest.check.rules.files import UNREADABLE
from digest.check.themes.rules import RULES as THEME_RULES
from digest.check.themes.study import ThemeStudy
from digest.errors import ConfigError

#: in [check] ignore: every rule, and every file
ANY = "*"
#: faults of one kind that are told of one message; its template makes them all
MOST_OF_A_KIND = 10


def inspect(
    collection: Collection, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find in articles; `ignore` holds RULE or RULE PATTERN.

    By path and line. Raises ConfigError where `ignore` names a rule that is not there.
    """
    return _inspect(collection, RULES, ignore)


def inspect_feeds(tree: Tree, *, ignore: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What the rules find in published feeds, in the same way."""
    return _inspect(tree, FEED_RULES, ignore)


def inspect_study(
    study: LetterStudy, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find in one message, in the same way, the first of each kind."""
    return _inspect(study, map(_first_of, LETTER_RULES), ignore)


def inspect_theme_study(
    study: ThemeStudy, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find in one theme, in the same way."""
    return _inspect(study, THEME_RULES, ignore)


def is_silenced(finding: Finding, ignore: Sequence[str]) -> bool:
    """Whether the owner does not want to hear it."""
    return any(
        name in {finding.rule, ANY} and fnmatchcase(finding.path, pattern)
        for name, pattern in map(_silenced, ignore)
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether readers would meet something broken."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _inspect(
    looked: Looked, rules: Iterable[Rule[Looked]], ignore: Sequence[str]
) -> tuple[Finding, ...]:
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


def _first_of(rule: Rule[LetterStudy]) -> Rule[LetterStudy]:
    return replace(rule, find=lambda study: islice(rule.find(study), MOST_OF_A_KIND))


def _silenced(words: str) -> tuple[str, str]:
    """The name of the rule, and the pattern of the files for which it is silent."""
    name, _, pattern = words.strip().partition(" ")
    known = [
        *(rule.name for rule in RULES),
        *(rule.name for rule in FEED_RULES),
        *(rule.name for rule in LETTER_RULES),
        *(rule.name for rule in THEME_RULES),
    ]
    if name not in {*known, ANY}:
        near = get_close_matches(name, known, 1)
        meant = f"did you mean {near[0]!r}?" if near else "see `digest check --rules`"
        fact = f"there is no rule {name!r}; {meant}"
        raise ConfigError(f"digest.toml: [check] ignore: {fact}")
    return name, pattern.strip() or ANY


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
