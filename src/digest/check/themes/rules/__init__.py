"""The rules, a module for each part of a theme that they look at."""

from __future__ import annotations

from digest.check.findings import Rule
from digest.check.themes.rules import (
    pages,
    render,
    settings,
    sheets,
    support,
    templates,
)
from digest.check.themes.study import ThemeStudy

#: in the order in which one makes a theme
RULES: tuple[Rule[ThemeStudy], ...] = (
    *templates.RULES,
    *settings.RULES,
    *pages.RULES,
    *sheets.RULES,
    *support.RULES,
    *render.RULES,
)
