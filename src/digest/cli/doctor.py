"""`digest doctor`: what stands between the site and its readers' inboxes."""

from __future__ import annotations

import json
import ssl
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.clock import read_clock
from digest.config import load_config, secret_key
from digest.doctor.advice import Advice, AdviceState, has_errors
from digest.doctor.dns.nameservers import Nameservers
from digest.doctor.examination import Instruments, examine
from digest.lines import escape_invisible
from digest.store.databases.opening import DATABASE

STYLE_OF = {
    AdviceState.OK: "green",
    AdviceState.WARNING: "yellow",
    AdviceState.ERROR: "bold red",
    AdviceState.SKIPPED: "dim",
}
MARK_OF = {
    AdviceState.OK: "✓",
    AdviceState.WARNING: "!",
    AdviceState.ERROR: "✗",
    AdviceState.SKIPPED: "–",
}
#: for terminals that know ASCII only
PLAIN_MARK_OF = {
    AdviceState.OK: "+",
    AdviceState.WARNING: "!",
    AdviceState.ERROR: "x",
    AdviceState.SKIPPED: "-",
}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(site: Path, *, as_json: bool) -> None:
    """Look at what stands between the site and its readers' inboxes.

    That is DNS (SPF, DKIM, DMARC, MX, reverse DNS), the relay, the addresses in letters
    and feeds, and this machine's clock, disk and files. No letter is sent and nobody is
    unsubscribed. DNS records that are missing are printed as lines of a zone. The exit
    code is 1 where there are errors.

    \b
      digest doctor
      digest doctor --json | jq -r '.advice[].record | select(. != "")'
    """
    config = load_config(site)
    using = Instruments(
        ask=Nameservers().ask,
        clock=read_clock,
        tls=ssl.create_default_context(),
        database=config.state_folder / DATABASE,
    )
    advice = examine(config, secret_key(config), using)
    if as_json:
        click.echo(_as_json(advice))
    else:
        _show(advice)
    if has_errors(advice):
        sys.exit(1)


def _show(advice: Sequence[Advice]) -> None:
    """Each area with its advice, then the records, then the sum."""
    screen = open_screen()
    for area, group in groupby(advice, key=lambda each: each.area):
        screen.print(Text(area, "bold"))
        for each in group:
            _tell(screen, each)
        screen.print()
    records = dict.fromkeys(each.record for each in advice if each.record)
    if records:
        screen.print(Text("To put into DNS", "bold"))
        for record in records:
            # never wrapped, so that it can be copied as it is
            screen.print(escape_invisible(record), soft_wrap=True)
        screen.print()
    screen.print(_summary(advice))


def _tell(screen: Console, advice: Advice) -> None:
    """The fact behind its mark, and below it what to do."""
    marks = MARK_OF if screen.encoding.startswith("utf") else PLAIN_MARK_OF
    mark = Text(marks[advice.state], STYLE_OF[advice.state])
    subject = escape_invisible(advice.subject)
    fact = escape_invisible(advice.fact)
    screen.print(Text.assemble("  ", mark, f" {subject}: {fact}"), soft_wrap=True)
    if advice.remedy:
        screen.print(f"    {escape_invisible(advice.remedy)}", soft_wrap=True)


def _summary(advice: Sequence[Advice]) -> str:
    counts = Counter(each.state for each in advice)
    errors, warnings = counts[AdviceState.ERROR], counts[AdviceState.WARNING]
    return (
        f"{count_words(len(advice), 'look')}: {count_words(errors, 'error')}, "
        f"{count_words(warnings, 'warning')}, {counts[AdviceState.SKIPPED]} skipped"
    )


def _as_json(advice: Sequence[Advice]) -> str:
    counts = Counter(each.state for each in advice)
    told = {
        "errors": counts[AdviceState.ERROR],
        "warnings": counts[AdviceState.WARNING],
        "skipped": counts[AdviceState.SKIPPED],
        "advice": [asdict(each) for each in advice],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
