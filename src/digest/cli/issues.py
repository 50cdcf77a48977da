"""`digest issues`: what was published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from digest.errors import ConfigError
from digest.model import Issue
from digest.store.protocols import Store
from digest.wiring import open_press


@click.group("issues")
def command() -> None:
    """List the issues, or show the letter of one.

    \b
      digest issues list
      digest issues show weekly 1
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_obj
def list_issues(site: Path, *, as_json: bool) -> None:
    """List all issues of all newsletters, newest first, with their deliveries."""
    with open_press(site) as press:
        issues = [
            _told(press.store, issue)
            for newsletter in press.config.newsletters
            for issue in press.store.issues(newsletter.name)
        ]
    issues.sort(key=lambda told: str(told["published"]), reverse=True)
    if as_json:
        click.echo(json.dumps(issues, indent=2, ensure_ascii=False))
        return
    table = Table("issue", "published", "subject", "entries", "deliveries", box=None)
    for told in issues:
        counts = ", ".join(f"{n} {state}" for state, n in told["deliveries"].items())
        table.add_row(
            f"{told['newsletter']} {told['number']}",
            told["published"],
            told["subject"],
            str(told["entries"]),
            counts or "none",
        )
    Console().print(table)


@command.command("show")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.option("--html", "as_html", is_flag=True, help="The HTML part.")
@click.pass_obj
def show_issue(site: Path, newsletter: str, number: int, *, as_html: bool) -> None:
    """Show the letter of one issue as it was frozen: its text part, or its HTML."""
    with open_press(site) as press:
        numbers = [issue.number for issue in press.store.issues(newsletter)]
        if number not in numbers:
            message = f"{newsletter} {number}: there is no such issue"
            raise ConfigError(f"{message}; `digest issues list` shows those there are")
        letter = press.store.letter(newsletter, number)
    click.echo(letter.html if as_html else f"{letter.subject}\n\n{letter.text}")


def _told(store: Store, issue: Issue) -> dict[str, Any]:
    counts = store.delivery_counts(issue.newsletter, issue.number)
    return {
        "newsletter": issue.newsletter,
        "number": issue.number,
        "slot": issue.slot,
        "published": issue.published.isoformat(),
        "subject": issue.subject,
        "url": issue.url,
        "entries": len(issue.entries),
        "deliveries": {str(state): count for state, count in sorted(counts.items())},
    }
