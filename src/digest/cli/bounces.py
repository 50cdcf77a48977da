"""`digest bounces`: what came back."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import click
from rich.table import Table

from digest.bounces.acting import Fate, Handled, handle
from digest.bounces.mailbox import Fetched
from digest.bounces.message import LARGEST_MESSAGE
from digest.bounces.opening import proofs_of
from digest.bounces.reading import read_message
from digest.bounces.reports import Reading
from digest.cli.screen import add_addresses, open_screen
from digest.cli.words import count_words
from digest.lines import escape_invisible
from digest.reasons import Reason
from digest.records.bounces import BounceRecord
from digest.schedule import jobs
from digest.wiring import open_press

#: those that a table shows; JSON has all
MOST_SHOWN = 200
DAYS = click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=30,
    show_default=True,
    help="Only what came in the last so many days.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")


@click.group("bounces", invoke_without_command=True)
@DAYS
@click.option(
    "--reason",
    type=click.Choice([str(reason) for reason in Reason]),
    metavar="REASON",
    help="Only of this reason.",
)
@click.option("--domain", default="", metavar="DOMAIN", help="Only of this domain.")
@AS_JSON
@click.pass_context
def command(
    context: click.Context, *, days: int, reason: str | None, domain: str, as_json: bool
) -> None:
    """List what came back: letters that did not arrive, and complaints.

    The newest come first. Reports that nothing proves to be about a letter of yours are
    shown as unproven; they change nothing.

    \b
      digest bounces
      digest bounces --reason mailbox-full --days 7
      digest bounces stats
      digest bounces fetch                 read what waits in the mailbox, now
      digest bounces read report.eml       tell what a message says; changes nothing
      digest bounces read - --record       act on the message in standard input
    """
    if context.invoked_subcommand is not None:
        return
    with open_press(context.obj) as press:
        since = press.clock() - timedelta(days=days)
        found = press.store.bounces(
            since=since, reason=reason or "", domain=domain.lower()
        )
        records = list(found if as_json else islice(found, MOST_SHOWN))
    if as_json:
        _echo([_told(record) for record in records])
    elif not records:
        such = " like that" if reason or domain else ""
        click.echo(f"nothing{such} came back in {count_words(days, 'day')}")
    else:
        _show(records)


@command.command("stats")
@DAYS
@AS_JSON
@click.pass_obj
def stats(site: Path, *, days: int, as_json: bool) -> None:
    """Count what came back, by reason and by domain.

    \b
      digest bounces stats
      digest bounces stats --days 365 --json
    """
    with open_press(site) as press:
        counts = press.store.count_bounces(since=press.clock() - timedelta(days=days))
    if as_json:
        told = {"reasons": counts.reasons, "domains": counts.domains}
        _echo({**told, "unproven": counts.unproven})
        return
    _show_counts("reason", counts.reasons)
    _show_counts("domain", counts.domains)
    if not (counts.reasons or counts.unproven):
        click.echo(f"nothing came back in {count_words(days, 'day')}")
    if counts.unproven:
        click.echo(f"{count_words(counts.unproven, 'report')} unproven")


@command.command("fetch")
@click.pass_obj
def fetch(site: Path) -> None:
    """Read what waits in the mailbox of [bounces], once.

    The daemon does this by itself, as often as [bounces] every says. The exit code is 1
    where a message was left for you: what is no report, or cannot be read.

    \b
      digest bounces fetch
    """
    with open_press(site) as press:
        fetched = jobs.fetch_bounces(press, lambda: False)
    _tell_fetched(fetched)
    if fetched.left:
        sys.exit(1)


@command.command("read", short_help="Tell what a message says that came back.")
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@click.option("--record", is_flag=True, help="Act on it, as on one in the mailbox.")
@AS_JSON
@click.pass_obj
def read(site: Path, file: BinaryIO, *, record: bool, as_json: bool) -> None:
    """Tell what a message says that came back, without changing anything.

    With --record it is acted on; so a mail server can bring each bounce to this command
    in the place of a mailbox.

    \b
      digest bounces read report.eml
      digest bounces read - --record < report.eml
    """
    data = file.read(LARGEST_MESSAGE + 1)
    with open_press(site) as press:
        proofs = proofs_of(press.config, press.key)
        if record:
            handled = handle(press.store, data, proofs, now=press.clock())
            _tell_handled(handled)
            return
        reading = read_message(data)
        origin = proofs.origin_of(reading)
    told = [*_reports(reading)]
    if as_json:
        _echo({"reports": told, "is_proven": origin.is_known})
        return
    for report in told:
        address = escape_invisible(report["address"])
        click.echo(": ".join(filter(None, (address, report["reason"]))))
        click.echo(f"  {escape_invisible(report['detail'])}")
    if not told:
        click.echo(f"the message {reading.silence or 'asks to leave'}")
    else:
        click.echo("about a letter of yours" if origin.is_known else "unproven")


def _reports(reading: Reading) -> list[dict[str, str]]:
    return [
        {
            "kind": report.kind,
            "reason": report.reason,
            "status": report.status,
            "address": report.address,
            "detail": report.detail,
        }
        for report in reading.reports
    ]


def _tell_handled(handled: Handled) -> None:
    click.echo(handled.fate)
    if handled.recorded and handled.recorded.suppressed:
        click.echo(f"the address gets no more mail: {handled.recorded.suppressed}")
    if handled.fate is Fate.STRANGE:
        click.echo(f"the message {handled.silence}", err=True)
        sys.exit(1)


def _tell_fetched(fetched: Fetched) -> None:
    if not fetched.count:
        click.echo("nothing waits")
    for fate, count in fetched.fates.items():
        click.echo(f"{count} {fate}")
    for reason, count in fetched.suppressed.items():
        words = count_words(count, "address", "addresses")
        click.echo(f"{words} suppressed: {reason}")
    for name in fetched.left:
        click.echo(f"left for you: {escape_invisible(name)}", err=True)


def _show(records: list[BounceRecord]) -> None:
    table = Table("came (UTC)", box=None)
    add_addresses(table, "address", max(len(one.bounce.address) for one in records))
    for head in ("reason", "issue", "said"):
        table.add_column(head, overflow="fold")
    for record in records:
        bounce = record.bounce
        table.add_row(
            f"{bounce.received:%Y-%m-%d %H:%M}",
            bounce.address or "(no reader)",
            bounce.reason if record.is_believed else f"{bounce.reason} (unproven)",
            f"{record.newsletter} {record.issue or ''}".strip(),
            escape_invisible(bounce.detail),
        )
    open_screen().print(table)


def _show_counts(name: str, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    table = Table(name, "bounces", box=None)
    for value, count in counts.items():
        table.add_row(value or "(none)", str(count))
    open_screen().print(table)


def _told(record: BounceRecord) -> dict[str, Any]:
    bounce = record.bounce
    return {
        "received": bounce.received.isoformat(),
        "kind": bounce.kind,
        "reason": bounce.reason,
        "status": bounce.status,
        "detail": bounce.detail,
        "address": bounce.address,
        "newsletter": record.newsletter,
        "issue": record.issue or None,
        "source": bounce.source,
        "is_proven": record.is_believed,
    }


def _echo(told: Any) -> None:
    click.echo(json.dumps(told, indent=2, ensure_ascii=False))
