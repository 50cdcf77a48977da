"""A theme -> findings: every rule asked, but those the owner silenced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digest.check.asking import ask
from digest.check.findings import Finding
from digest.check.themes.rules import RULES
from digest.check.themes.study import read_theme


def inspect_theme(
    folders: tuple[Path, ...], name: str, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What is wrong in the theme NAME of these folders of templates.

    The first folder goes before the others, file by file. Whatever the files hold, it
    ends soon and raises nothing, but ConfigError where `ignore` names no rule.
    """
    return ask(RULES, read_theme(folders, name), ignore=ignore)
