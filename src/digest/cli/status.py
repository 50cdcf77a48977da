"""`digest status`: what comes next, what came last, what waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from digest.cli.outlook import distance_words, next_slots
from digest.model import Issue, Newsletter
from digest.readers import (
    Purpose,
)
from digest.schedule.lock import lock_holder
from digest.wiring import Press, open_press

#: of each newsletter
NEXT_SLOTS = 3
LAST_ISSUES = 3
LAST_SLOTS = 3


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(site: Path, *, as_json: bool) -> None:
    """Show next slots, last issues with their deliveries, and what waits.

    Whether the daemon runs or not; it changes nothing.

    \b
      digest status
      digest status --json | jq '.newsletters[0].next[0].due_at'
    """
    with open_press(site) as press:
        status = status_of(press)
    if as_json:
        click.echo(json.dumps(status, indent=2, ensure_ascii=False))
        return
    for line in status_lines(status):
        click.echo(line)


def status_of(press: Press) -> dict[str, Any]:
    """The status as it is told by --json."""
    store, now = press.store, press.clock()
    due = store.next_due()
    return {
        "site": {"title": press.config.site.title, "url": press.config.site.url},
        "daemon": {"process": lock_holder(press.config.state_folder)},
        "newsletters": [_newsletter(press, one) for one in press.config.newsletters],
        "deliveries": {
            "open": store.open_deliveries(),
            "confirmations": store.open_deliveries(Purpose.CONFIRMATION),
            "next_due": due.isoformat() if due else None,
            "next_due_in": distance_words(due - now) if due else None,
        },
    }


def status_lines(status: Mapping[str, Any]) -> Iterator[str]:
    """The same in words, a line each."""
    site, daemon, waiting = status["site"], status["daemon"], status["deliveries"]
    yield f"{site['title']}, {site['url']}"
    if daemon["process"] is None:
        yield "The daemon does not run; start it with `digest run`."
    else:
        yield f"The daemon runs as process {daemon['process']}."
    for newsletter in status["newsletters"]:
        yield ""
        yield from _newsletter_lines(newsletter)
    yield ""
    if not waiting["open"]:
        yield "No letter waits."
        return
    confirmations = waiting["confirmations"]
    yield (
        f"Letters that wait: {waiting['open']}, {confirmations} of them confirmations; "
        f"the next is due {waiting['next_due_in'] or 'when its claim ends'}."
    )


def _newsletter(press: Press, newsletter: Newsletter) -> dict[str, Any]:
    store, name = press.store, newsletter.name
    counts = store.count_subscribers().get(name, {})
    return {
        "name": name,
        "title": newsletter.title,
        "schedule": newsletter.schedule,
        "zone": newsletter.zone,
        "next": [
            {
                "slot": slot.name,
                "due_at": slot.due_at.isoformat(),
                "local": slot.local,
                "distance": slot.distance,
            }
            for slot in next_slots(newsletter, press.clock(), NEXT_SLOTS)
        ],
        "last_slots": [
            {"slot": slot.name, "state": str(slot.state), "note": slot.note}
            for slot in store.recent_slots(name, LAST_SLOTS)
        ],
        "last_issues": [
            _issue(press, issue) for issue in store.issues(name)[:LAST_ISSUES]
        ],
        "subscribers": {str(state): counts[state] for state in sorted(counts)},
    }


def _issue(press: Press, issue: Issue) -> dict[str, Any]:
    counts = press.store.delivery_counts(issue.newsletter, issue.number)
    return {
        "number": issue.number,
        "slot": issue.slot,
        "subject": issue.subject,
        "published": issue.published.isoformat(),
        "url": issue.url,
        "entries": len(issue.entries),
        "deliveries": {str(state): counts[state] for state in sorted(counts)},
    }


def _newsletter_lines(newsletter: Mapping[str, Any]) -> Iterator[str]:
    yield f"{newsletter['name']}: {newsletter['title']}"
    for slot in newsletter["next"][:1]:
        yield f"  next issue   {slot['local']} ({slot['distance']})"
    for issue in newsletter["last_issues"]:
        counts = _counts(issue["deliveries"]) or "no deliveries"
        yield f"  issue {issue['number']:<6} {issue['subject']!r}: {counts}"
    for slot in newsletter["last_slots"][:1]:
        if slot["note"]:
            yield f"  last slot    {slot['slot']}: {slot['state']}, {slot['note']}"
    yield f"  readers      {_counts(newsletter['subscribers']) or 'none yet'}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {state}" for state, number in counts.items() if number)
