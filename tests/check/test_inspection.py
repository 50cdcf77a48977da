"""Findings in the order of files and lines, but those that were silenced."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checking import SOUND, a_collection
from digest.check.asking import has_errors
from digest.check.collection import Collection
from digest.check.feeds.rules import RULES as FEED_RULES
from digest.check.findings import Rule, Severity
from digest.check.inspection import inspect
from digest.check.rules import RULES
from digest.errors import ConfigError, ContentError

BAD = f"# Open\n\n{SOUND}\nSee [here](none.md) and [here](https://example.org/).\n"


def a_bad_collection() -> Collection:
    """Two articles with the same three faults."""
    return a_collection({"a.md": BAD, "old/b.md": BAD.replace("# Open", "# Shut")})


def told(*ignore: str) -> list[tuple[str, int, str]]:
    """Path, line and rule of what is found in them."""
    findings = inspect(a_bad_collection(), ignore=ignore)
    return [(each.path, each.line, each.rule) for each in findings]


def test_findings_come_by_file_line_and_rule() -> None:
    """Each once, though two links of one line say the same."""
    assert told() == [
        ("a.md", 5, "broken-link"),
        ("a.md", 5, "vague-link"),
        ("old/b.md", 5, "broken-link"),
        ("old/b.md", 5, "vague-link"),
    ]


def test_a_rule_can_be_silenced() -> None:
    """Everywhere, in some files, or every rule in some files."""
    assert [rule for _, _, rule in told("vague-link")] == ["broken-link"] * 2
    assert ("old/b.md", 5, "vague-link") not in told("vague-link old/*")
    assert ("a.md", 5, "vague-link") in told("vague-link old/*")
    assert {path for path, _, _ in told("* old/*")} == {"a.md"}
    assert told("*") == []


def test_a_rule_that_is_not_there_cannot_be_silenced() -> None:
    """A typing error would have no effect, and nobody would know."""
    with pytest.raises(ConfigError, match="did you mean 'vague-link'"):
        told("vague-lnk")
    with pytest.raises(ConfigError, match=r"see `digest check --rules`"):
        told("zzz old/*")


def test_what_cannot_be_read_is_told_once() -> None:
    """A rule that knows the line and what was meant goes before the loader's word."""
    problem = ContentError(
        "a.md", "refers to none.md, which is not in the folder; add it", url="none.md"
    )
    other = ContentError("c.md", "looks like a binary file; save it as text", line=3)
    collection = replace(a_bad_collection(), problems=(problem, other))
    findings = inspect(collection, ignore=("* old/*", "vague-link"))
    assert [(each.path, each.line, each.rule) for each in findings] == [
        ("a.md", 5, "broken-link"),
        ("c.md", 3, "unreadable"),
    ]


def test_errors_are_told_from_warnings() -> None:
    """They decide over the exit code."""
    findings = inspect(a_bad_collection())
    assert has_errors(findings)
    assert not has_errors(
        each for each in findings if each.severity is Severity.WARNING
    )


def test_a_sound_article_has_no_findings() -> None:
    """Of three kinds."""
    page = f"<html><head><title>Shut</title></head><body><p>{SOUND}</p></body></html>"
    texts = {"a.md": f"# Open\n\n{SOUND}", "b.html": page, "c.txt": f"Calm\n\n{SOUND}"}
    assert inspect(a_collection(texts)) == ()


def test_every_rule_says_what_and_why() -> None:
    """In one line each, under a name of its own."""
    rules: list[Rule[Any]] = [*RULES, *FEED_RULES]
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.name.replace("-", "").isalnum()
        assert rule.description
        assert rule.reason
        assert "\n" not in rule.description + rule.reason
