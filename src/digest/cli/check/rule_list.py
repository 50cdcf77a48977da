"""All rules, with what each finds and why that matters."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from digest.check.feeds.rules import RULES as FEED_RULES
from digest.check.findings import Rule
from digest.check.letters.rules import RULES as LETTER_RULES
from digest.check.rules import RULES
from digest.check.themes.rules import RULES as THEME_RULES
from digest.cli.check.telling import STYLE_OF
from digest.cli.screen import open_screen


def tell_rules(*, is_json: bool) -> None:
    """Those for articles, then those for feeds, for letters and for themes."""
    rules: list[Rule[Any]] = [*RULES, *FEED_RULES, *LETTER_RULES, *THEME_RULES]
    if is_json:
        click.echo(
            json.dumps([_record(rule) for rule in rules], ensure_ascii=False, indent=2)
        )
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(no_wrap=True)
    table.add_column()
    for rule in rules:
        severity = Text(rule.severity, style=STYLE_OF[rule.severity])
        why = Text.assemble(f"{rule.description}: ", (rule.reason, "dim"))
        table.add_row(rule.name, severity, why)
    open_screen().print(table)


def _record(rule: Rule[Any]) -> dict[str, Any]:
    return {
        "name": rule.name,
        "severity": rule.severity,
        "description": rule.description,
        "reason": rule.reason,
    }
