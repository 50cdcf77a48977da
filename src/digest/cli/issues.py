"""`digest issues`: what was published."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.table import Table

from digest.cli.records import issue_record, open_records
from digest.cli.screen import open_screen
from digest.cli.words import state_words
from digest.errors import ConfigError


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
    """List all issues, newest first, with their deliveries.

    \b
      digest issues list
      digest issues list --json | jq '.[0].url'
    """
    with open_records(site) as records:
        issues = [
            issue_record(records.store, issue)
            for newsletter in records.config.newsletters
            for issue in records.store.issues(newsletter.name)
        ]
    issues.sort(key=lambda told: str(told["published"]), reverse=True)
    if as_json:
        click.echo(json.dumps(issues, indent=2, ensure_ascii=False))
        return
    if not issues:
        click.echo("no issue yet; `digest status` shows when the next one is due")
        return
    table = Table(
        "issue", "published (UTC)", "subject", "entries", "deliveries", box=None
    )
    for told in issues:
        table.add_row(
            f"{told['newsletter']} {told['number']}",
            str(told["published"])[:16].replace("T", " "),
            told["subject"],
            str(told["entries"]),
            state_words(told["deliveries"]) or "none",
        )
    open_screen().print(table)


@command.command("show")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.option("--html", "as_html", is_flag=True, help="The HTML part.")
@click.pass_obj
def show_issue(site: Path, newsletter: str, number: int, *, as_html: bool) -> None:
    """Show the letter of one issue, as it was frozen.

    \b
      digest issues show weekly 1
      digest issues show weekly 1 --html > letter.html
    """
    with open_records(site) as records:
        numbers = [issue.number for issue in records.store.issues(newsletter)]
        if number not in numbers:
            message = f"{newsletter} {number}: there is no such issue"
            raise ConfigError(f"{message}; `digest issues list` shows those there are")
        letter = records.store.letter(newsletter, number)
    click.echo(letter.html if as_html else f"{letter.subject}\n\n{letter.text}")
