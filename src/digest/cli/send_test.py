"""`digest send-test`: the next issue in one's own mailbox, before anybody else's."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import click

from digest.addresses import parse_address
from digest.check.findings import Severity
from digest.deliveries import Letter, Outcome, OutcomeKind
from digest.errors import AddressError
from digest.lines import escape_invisible
from digest.mail.handover import hand_over
from digest.mail.messages.message import Message
from digest.mail.messages.specimen import specimen
from digest.pipeline.content import open_memo
from digest.pipeline.issues.next_issue import NextIssue, next_issues
from digest.preview.studio import check_names
from digest.wiring import Press, open_press

#: before the subject, so that nobody takes it for the issue itself
MARK = "[Test] "


@click.command("send-test")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("--newsletter", "newsletters", multiple=True, help="Only this; or these.")
@click.pass_obj
def command(
    site: Path, addresses: tuple[str, ...], newsletters: tuple[str, ...]
) -> None:
    """Send the next issue to these addresses, now, by the relay of digest.toml.

    Of each newsletter, or of those that are named. The subject begins with [Test], and
    the links to unsubscribe change nothing. What the check of letters finds is told and
    stops no test. Nothing is published or recorded, and no subscriber gets anything.
    The exit code is 1 where the relay did not take every message.

    \b
      digest send-test me@example.org
      digest send-test --newsletter weekly me@example.org you@example.net
    """
    recipients = _checked(addresses)
    with open_press(site) as press:
        check_names(press.config, newsletters)
        now = press.clock()
        with open_memo(press.config, now=now) as memo:
            issues = next_issues(
                press.config,
                press.store,
                press.theme,
                press.key,
                memo,
                now=now,
                newsletters=newsletters,
            )
        is_whole = _tell_faults(issues)
        for message, outcome in _send(press, issues, recipients, now):
            click.echo(_told(message, outcome))
            is_whole &= outcome.kind is OutcomeKind.ACCEPTED
    if not is_whole:
        sys.exit(1)


def _checked(addresses: Sequence[str]) -> tuple[str, ...]:
    """All of them, before anything goes out; raises UsageError for what is none."""
    try:
        return tuple(dict.fromkeys(map(parse_address, addresses)))
    except AddressError as error:
        raise click.UsageError(escape_invisible(str(error))) from error


def _tell_faults(issues: Sequence[NextIssue]) -> bool:
    """Tell what is wrong with the letters; whether there is one of each newsletter."""
    for issue in issues:
        name = issue.newsletter.name
        if issue.problem is not None:
            told = escape_invisible(str(issue.problem))
            click.echo(f"{name}: no letter can be made: {told}", err=True)
        for found in issue.findings:
            told = escape_invisible(f"{found.fact}; {found.remedy}")
            # the line of a message that no file holds helps nobody
            place = f"{name} {issue.issue.number}" if issue.issue else name
            click.echo(f"{place}: {found.severity}: {told} [{found.rule}]", err=True)
        if any(found.severity is Severity.ERROR for found in issue.findings):
            click.echo(f"{name}: with these errors it will not be published", err=True)
        if issue.lack and issue.letter:
            click.echo(f"{name}: {issue.lack}; the newest entries stand in for it")
    return all(issue.problem is None for issue in issues)


def _send(
    press: Press, issues: Sequence[NextIssue], recipients: Sequence[str], now: datetime
) -> Iterator[tuple[Message, Outcome]]:
    """Hand each message to the relay, and what it answered."""
    for issue in issues:
        if issue.letter is None:
            continue
        for recipient in recipients:
            message = _message(press, issue, issue.letter, recipient, now)
            yield message, hand_over(press.ways[0], message)


def _message(
    press: Press, issue: NextIssue, letter: Letter, recipient: str, now: datetime
) -> Message:
    """The letter for this recipient, as a message that was never sent before.

    Who has a message of the same Message-ID shows no second one, so each test has a key
    of its own; one of the same second and the same words is the same test.
    """
    told = f"{recipient} {now.isoformat()} {letter.html}"
    test = sha256(told.encode("utf-8", "replace")).hexdigest()[:12]
    return specimen(
        replace(letter, subject=f"{MARK}{letter.subject}", key=f"{letter.key}-{test}"),
        site=press.config.site,
        newsletter=issue.newsletter,
        key=press.key,
        recipient=recipient,
        unsubscribe_address=press.config.mail.unsubscribe_address,
        signer=press.signer,
    )


def _told(message: Message, outcome: Outcome) -> str:
    words = " ".join(filter(None, (str(outcome.code or ""), outcome.reply)))
    return f"{message.recipient}: {outcome.kind}: {escape_invisible(words)}"
