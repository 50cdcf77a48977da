"""`digest issues`: what was published, and what waits for its owner."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from digest.cli.records import Records, issue_record, open_records
from digest.cli.screen import open_screen
from digest.cli.telling import tell_problems, tell_publication
from digest.cli.words import state_words
from digest.clock import read_clock
from digest.deliveries import Letter
from digest.errors import ConfigError
from digest.issues import Issue, IssueState, Newsletter
from digest.lines import escape_invisible
from digest.secret import Secret


@click.group("issues")
def command() -> None:
    """List the issues, show the letter of one, approve or discard one that waits.

    \b
      digest issues list
      digest issues show weekly 1
      digest issues approve weekly 1
      digest issues pause weekly 1
    """


@command.command("list", short_help="List all issues, with their deliveries.")
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
            issue_record(records.store, issue, state)
            for newsletter in records.config.newsletters
            for state in IssueState
            for issue in records.store.issues(newsletter.name, state)
        ]
    issues.sort(key=lambda told: int(told["number"]), reverse=True)
    issues.sort(key=lambda told: str(told["published"]), reverse=True)
    if as_json:
        click.echo(json.dumps(issues, indent=2, ensure_ascii=False))
        return
    if not issues:
        click.echo("no issue yet; `digest status` shows when the next one is due")
        return
    table = Table("issue", "date (UTC)", "subject", "entries", "deliveries", box=None)
    for told in issues:
        table.add_row(
            f"{told['newsletter']} {told['number']}",
            str(told["published"])[:16].replace("T", " "),
            told["subject"],
            str(told["entries"]),
            _progress(told),
        )
    open_screen().print(table)


def _progress(told: Mapping[str, Any]) -> str:
    """What became of the issue's letters."""
    if told["state"] == IssueState.WAITING:
        return "waits for approval"
    if told["state"] == IssueState.DISCARDED:
        return "discarded"
    if told["state"] == IssueState.LOST:
        return "lost; it may have gone out before the store was restored"
    counts = state_words(told["deliveries"]) or "none"
    paused = f"; paused: {told['paused']}" if told["paused"] else ""
    return f"{counts}{'; forced' * bool(told['forced'])}{escape_invisible(paused)}"


@command.command("show", short_help="Show the letter of one issue.")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.option("--html", "form", flag_value="html", help="The HTML part.")
@click.option("--eml", "form", flag_value="eml", help="A whole message, to nobody.")
@click.option("--json", "form", flag_value="json", help="What is known of the issue.")
@click.pass_obj
def show_issue(site: Path, newsletter: str, number: int, form: str | None) -> None:
    """Show the letter of one issue, as it was frozen: its text, or another form.

    The links of a whole message lead nowhere: it is for nobody.

    \b
      digest issues show weekly 1
      digest issues show weekly 1 --html > letter.html
      digest issues show weekly 1 --eml > letter.eml
    """
    with open_records(site) as records:
        state, issue = _find(records, newsletter, number)
        told = issue_record(records.store, issue, state)
        letter = records.store.letter(newsletter, number)
    if form == "json":
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif form == "eml":
        click.echo(_message(records, newsletter, letter), nl=False)
    elif form == "html":
        click.echo(letter.html)
    else:
        click.echo(f"{letter.subject}\n\n{letter.text}")
    if form is None and (state is not IssueState.PUBLISHED or issue.forced):
        reason = f", for {issue.forced!r}" * bool(issue.forced)
        place = f"issue {number} of {newsletter}"
        click.echo(f"{place}: {_progress(told)}{reason}", err=True)


def _find(records: Records, newsletter: str, number: int) -> tuple[IssueState, Issue]:
    for state in IssueState:
        for issue in records.store.issues(newsletter, state):
            if issue.number == number:
                return state, issue
    message = f"{newsletter} {number}: there is no such issue"
    raise ConfigError(f"{message}; `digest issues list` shows those there are")


def _message(records: Records, name: str, letter: Letter) -> bytes:
    # what makes messages takes longer to load than a letter to show
    from digest.mail.messages.specimen import specimen  # noqa: PLC0415

    message = specimen(
        letter,
        site=records.config.site,
        newsletter=_newsletter(records, name),
        key=Secret("of a specimen"),
        unsubscribe_address=records.config.mail.unsubscribe_address,
    )
    return message.data


def _newsletter(records: Records, name: str) -> Newsletter:
    for newsletter in records.config.newsletters:
        if newsletter.name == name:
            return newsletter
    fact = f"digest.toml has no [newsletters.{name}] any more"
    raise ConfigError(f"{fact}; add it, or show another form")


@command.command("approve", short_help="Publish an issue that waits for approval.")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.pass_obj
def approve_issue(site: Path, newsletter: str, number: int) -> None:
    """Publish an issue that waits for approval, and plan its letters.

    It goes out as it was frozen; `digest deliver` or the daemon hands it to the relay.
    To approve it once more does nothing.

    \b
      digest issues show weekly 3
      digest issues approve weekly 3
    """
    # what publishes takes longer to load than a list to show
    from digest.schedule.jobs import approve  # noqa: PLC0415
    from digest.wiring import open_press  # noqa: PLC0415

    with open_press(site) as press:
        publication = approve(press, newsletter, number)
    if publication is None:
        click.echo(f"issue {number} of {newsletter} is public already")
        return
    for line in tell_publication(publication):
        click.echo(line)
    for line in tell_problems(publication):
        click.echo(line, err=True)
    if publication.problems:
        sys.exit(1)


@command.command("discard", short_help="Throw away an issue that waits.")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.pass_obj
def discard_issue(site: Path, newsletter: str, number: int) -> None:
    """Throw away an issue that waits for approval; the next brings its entries.

    Its number is used up, and its editor's note is free for the next one, too.

    \b
      digest issues discard weekly 3
    """
    # as above
    from digest.schedule.jobs import discard  # noqa: PLC0415
    from digest.wiring import open_press  # noqa: PLC0415

    with open_press(site) as press:
        discard(press, newsletter, number)
    click.echo(f"issue {number} of {newsletter} is discarded; the next has its entries")


@command.command("clicks", short_help="Count the clicks on the links of an issue.")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_obj
def count_clicks(site: Path, newsletter: str, number: int, *, as_json: bool) -> None:
    """Count the clicks on each link of an issue, of all its readers together.

    Only where digest.toml has `clicks = true` for the newsletter. Nobody knows who
    clicked; programs that follow links are left out as far as they say what they are.

    \b
      digest issues clicks weekly 3
    """
    with open_records(site) as records:
        _find(records, newsletter, number)
        links = records.store.link_clicks(newsletter, number)
    if as_json:
        click.echo(json.dumps([asdict(link) for link in links], indent=2))
        return
    if not links:
        place = f"issue {number} of {newsletter}"
        click.echo(f"{place}: its links are not counted; set `clicks = true` for more")
        return
    table = Table("clicks", "link", box=None)
    for link in links:
        table.add_row(str(link.clicks), escape_invisible(link.url))
    open_screen().print(table)


@command.command("pause", short_help="Let no more letters of an issue go out.")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.option("--reason", default="its owner said so", help="Shown until it goes on.")
@click.pass_obj
def pause_issue(site: Path, newsletter: str, number: int, reason: str) -> None:
    """Let no more letters of an issue go out until you resume it.

    What is on its way this very moment arrives.

    \b
      digest issues pause weekly 3
    """
    # late: nobody else here asks what an issue waits for
    from digest.pipeline.mirrors_first import REASON  # noqa: PLC0415

    with open_records(site) as records:
        _find(records, newsletter, number)
        store = records.store
        done = store.pause_issue(
            newsletter, number, reason, now=read_clock(), instead_of=REASON
        )
    place = f"issue {number} of {newsletter}"
    remedy = f"`digest issues resume {newsletter} {number}` lets it go on"
    click.echo(f"{place} {'is paused' if done else 'was paused before'}; {remedy}")


@command.command("resume", short_help="Let the letters of a paused issue go out.")
@click.argument("newsletter")
@click.argument("number", type=int)
@click.pass_obj
def resume_issue(site: Path, newsletter: str, number: int) -> None:
    """Let the letters of a paused issue go out again.

    What was refused before the pause stays so; `digest deliveries retry` tries it anew.

    \b
      digest issues resume weekly 3
      digest deliveries retry --newsletter weekly --issue 3 --state failed
    """
    with open_records(site) as records:
        _find(records, newsletter, number)
        done = records.store.resume_issue(newsletter, number, now=read_clock())
    place = f"issue {number} of {newsletter}"
    click.echo(f"{place} {'goes on' if done else 'is not paused'}")
