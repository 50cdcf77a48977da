"""Whether a letter can be made: only told by who makes one, which no rule here can."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.themes.study import ThemeStudy


def find_nothing(_study: ThemeStudy) -> Iterator[Fault]:
    """Nothing: the files alone do not show it."""
    yield from ()


RENDER = Rule(
    name="theme-render",
    severity=Severity.ERROR,
    description="a theme of which no letter can be made",
    reason="its newsletters would miss their slots",
    find=find_nothing,
)
RULES = (RENDER,)
