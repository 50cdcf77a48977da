"""`digest status`: what comes next, what came last, what waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import click

from digest.cli.records import Records, open_records, source_records
from digest.cli.screen import open_screen
from digest.cli.status.daemon_words import daemon_lines, daemon_record, lane_lines
from digest.cli.status.newsletters import newsletter_lines, newsletter_record
from digest.cli.words import count_words, distance_words
from digest.clock import read_clock
from digest.deliveries import Purpose
from digest.lines import escape_invisible
from digest.mirrors.records import mirror_records
from digest.schedule.lock import SENDER, lock_holder


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.option(
    "--watch", "is_live", is_flag=True, help="Look again and again, until Ctrl-C."
)
@click.pass_obj
def command(site: Path, *, as_json: bool, is_live: bool) -> None:
    """Show next slots, last issues with their deliveries, and what waits.

    Whether the daemon runs or not; nothing is published, sent or made by looking.

    \b
      digest status
      digest status --watch
      digest status --json | jq '.newsletters[0].next[0].due_at'
    """
    if is_live:
        _watch(site)
        return
    with open_records(site) as records:
        status = status_of(records, now=read_clock())
    if as_json:
        click.echo(json.dumps(status, indent=2, ensure_ascii=False))
        return
    for line in status_lines(status):
        click.echo(line)


def _watch(site: Path) -> None:
    """Show the status on the whole screen, with what each lane of the daemon does."""
    screen = open_screen()
    if not screen.is_terminal:
        message = "--watch needs a terminal; call `digest status` again and again"
        raise click.UsageError(message)
    # late: what draws a screen is for this alone
    from digest.cli.status.watching import watch  # noqa: PLC0415

    def lines() -> Iterator[str]:
        with open_records(site) as records:
            status = status_of(records, now=read_clock())
        yield from status_lines(status)
        yield from lane_lines(status["daemon"])

    watch(screen, lines, is_over=Event())


def status_of(records: Records, *, now: datetime) -> dict[str, Any]:
    """The status as it is told by --json."""
    config, store = records.config, records.store
    due = store.next_due(now=now)
    readers = store.count_subscribers()
    return {
        "site": {
            "title": config.site.title,
            "url": config.site.url,
            "has_begun": records.has_begun,
        },
        "daemon": daemon_record(config),
        "mirrors": [
            {"name": each.name, "fault": each.fault}
            for each in mirror_records(config.mirrors, config.state_folder)
        ],
        "newsletters": [
            newsletter_record(records, one, now, readers.get(one.name, {}))
            for one in config.newsletters
        ],
        "sources": source_records(records),
        "hub": _hub(records),
        "deliveries": {
            "open": store.open_deliveries(),
            "confirmations": store.open_deliveries(Purpose.CONFIRMATION),
            "sender": lock_holder(config.state_folder, SENDER),
            "paused": [
                {
                    "newsletter": issue.newsletter,
                    "number": issue.number,
                    "reason": issue.reason,
                    "since": issue.since.isoformat(),
                }
                for issue in store.paused_issues()
            ],
            "next_due": due.isoformat() if due else None,
            "next_due_in": distance_words(due - now) if due else None,
        },
    }


def status_lines(status: Mapping[str, Any]) -> Iterator[str]:
    """The same in words, a line each."""
    site, daemon = status["site"], status["daemon"]
    yield f"{site['title']}, {site['url']}"
    if not site["has_begun"]:
        yield "Nothing was published here yet; start with `digest run`."
    else:
        yield from daemon_lines(daemon)
    for newsletter in status["newsletters"]:
        yield ""
        yield from newsletter_lines(newsletter)
    if not status["newsletters"]:
        yield "There is no newsletter: add [newsletters.NAME] to digest.toml for one."
    yield ""
    if status["sources"]:
        yield _sources_line(status["sources"])
    if status["hub"]:
        yield from _hub_lines(status["hub"])
    yield from _mirror_lines(status["mirrors"])
    yield _waiting_line(status["deliveries"])
    yield from _sending_lines(status["deliveries"])


def _sources_line(sources: Sequence[Mapping[str, Any]]) -> str:
    faults = sum(1 for source in sources if source["fault"])
    fault = f"{count_words(faults, 'of them has a fault', 'of them have a fault')}"
    told = f"{fault}: see `digest sources`" if faults else "all is well"
    return f"{count_words(len(sources), 'source')}; {told}."


def _hub(records: Records) -> dict[str, Any] | None:
    """What hubs and listeners do not know yet; None where there is no hub."""
    if not records.config.feeds.hub:
        return None
    counts = records.store.hub_counts()
    return {
        "listeners": counts.listeners,
        "failing": counts.failing,
        "requests": counts.requests,
        "pings": counts.pings,
        "faults": [{"hub": hub, "fault": fault} for hub, fault in counts.faults],
    }


def _hub_lines(hub: Mapping[str, Any]) -> Iterator[str]:
    listeners = count_words(hub["listeners"], "program listens", "programs listen")
    failing = f"; {hub['failing']} did not take the last change" * bool(hub["failing"])
    yield f"{listeners} to the feeds{failing}."
    if hub["pings"]:
        waiting = count_words(hub["pings"], "ping waits", "pings wait")
        yield f"{waiting} for hubs elsewhere."
    for fault in hub["faults"]:
        yield f"  {fault['fault']}"


def _mirror_lines(mirrors: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Mirrors that do not have all that is public, each with why."""
    for mirror in mirrors:
        if mirror["fault"]:
            yield f"Mirror {mirror['name']}: {escape_invisible(mirror['fault'])}"


def _sending_lines(deliveries: Mapping[str, Any]) -> Iterator[str]:
    """Who sends now, and what was stopped."""
    if deliveries["sender"] is not None and deliveries["open"]:
        yield f"Letters go out, by process {deliveries['sender']}."
    for issue in deliveries["paused"]:
        name = f"{issue['newsletter']} {issue['number']}"
        reason = escape_invisible(issue["reason"])
        yield f"Issue {name} is paused: {reason}; `digest issues resume {name}`."


def _waiting_line(waiting: Mapping[str, Any]) -> str:
    if not waiting["open"]:
        return "No letter waits."
    is_one = waiting["open"] == 1
    letters = (
        f"{count_words(waiting['open'], 'letter')} {'waits' if is_one else 'wait'}"
    )
    confirmations = f"confirmations among them: {waiting['confirmations']}"
    due = waiting["next_due_in"] or "when its claim ends"
    return f"{letters}, the next is due {due}; {confirmations}."
