"""`digest readers`: the feed readers that come, from the log of requests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.clock import read_clock
from digest.config import load_config
from digest.errors import ConfigError, VisitsError
from digest.visits.hints import every, hints_of, octets_words
from digest.visits.log_files import in_order, log_lines, with_older
from digest.visits.report import AgentReport, Report
from digest.visits.tally import Tally


@click.command("readers")
@click.argument(
    "logs",
    nargs=-1,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="[LOG]...",
)
@click.option("--days", type=click.IntRange(1), help="Only the last so many days.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(
    site: Path, logs: tuple[Path, ...], days: int | None, *, as_json: bool
) -> None:
    """Show which feed readers come, how often, and whether they ask politely.

    Reads the log of [web] access_log, with those put away beside it; or any LOG in the
    Combined Log Format, as nginx, Apache and Caddy write it, gzipped or not. There it
    is not told who sends conditions, so their share is shown as the least it can be.

    \b
      digest readers
      digest readers --days 7
      digest readers /var/log/nginx/access.log* --json
    """
    since = read_clock() - timedelta(days=days) if days else None
    tally = Tally(since=int(since.timestamp()) if since else 0)
    screen = open_screen(is_for_errors=True)
    problems = []
    with screen.status("") as progress:
        for log in in_order(logs or _own_logs(site)):
            progress.update(f"reading {log}")
            try:
                tally.add_lines(log_lines(log))
            except VisitsError as error:
                problems.append(str(error))
    report = tally.report()
    if as_json:
        click.echo(json.dumps(_told(report), indent=2, ensure_ascii=False))
    else:
        _show(report)
    for problem in problems:
        click.echo(problem, err=True)


def _own_logs(site: Path) -> Sequence[Path]:
    """The log that this site keeps, and older ones; raises ConfigError."""
    config = load_config(site)
    if not config.web.access_log:
        fact = "[web] access_log: no log is kept"
        raise ConfigError(f"{fact}; name a file there, or call digest readers LOG")
    logs = with_older(config.root / config.web.access_log)
    if not logs:
        place = config.root / config.web.access_log
        raise ConfigError(f"{place}: is not there yet; run `digest run` or name a LOG")
    return logs


def _show(report: Report) -> None:
    screen = open_screen()
    if report.agents:
        table = Table(
            *(
                "reader",
                "subscribers",
                "requests",
                "asks",
                "conditional",
                "304",
                "sent",
            ),
            box=None,
        )
        for agent in report.agents:
            table.add_row(*_row(agent))
        screen.print(table)
    for hint in hints_of(report):
        screen.print(f"hint: {hint}", soft_wrap=True)
    click.echo(
        f"{count_words(report.lines, 'request')} read, "
        f"{sum(agent.requests for agent in report.agents)} of them for feeds; "
        f"{count_words(report.broken, 'line')} passed over"
    )


def _row(agent: AgentReport) -> tuple[str, ...]:
    least = "≥ " if agent.is_at_least else ""
    return (
        agent.name,
        str(agent.subscribers or ""),
        str(agent.requests),
        every(agent.interval),
        f"{least}{agent.conditional_share:.0%}",
        f"{agent.unchanged_share:.0%}",
        octets_words(agent.octets),
    )


def _told(report: Report) -> dict[str, Any]:
    agents = [
        {
            **asdict(agent),
            "conditional_share": round(agent.conditional_share, 3),
            "unchanged_share": round(agent.unchanged_share, 3),
        }
        for agent in report.agents
    ]
    counts = {"lines": report.lines, "broken": report.broken}
    return {"agents": agents, "hints": list(hints_of(report)), **counts}
