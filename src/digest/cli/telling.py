"""How commands tell a person what a run did, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from digest.cli.places import local_url
from digest.cli.words import count_words
from digest.issues import Slot
from digest.lines import escape_invisible
from digest.paths import issue_path

if TYPE_CHECKING:
    # only their names: what speaks SMTP and HTTP takes longer to load than a build
    from digest.hub.results import Pushed
    from digest.mail.deliver import Delivered
    from digest.mirrors.mirrored import Mirrored
    from digest.pipeline import Publication
    from digest.publish import Published
    from digest.sources.polled import Polled


#: brings what is public to where letters send their readers
PUSH = "digest mirrors push"


def tell_publication(publication: Publication, *, listen: str = "") -> Iterator[str]:
    """What a build or publish did; `listen` is where its pages are served just now."""
    published = publication.published
    yield (
        f"{count_words(publication.entries, 'entry', 'entries')} public; "
        f"{count_words(len(published.written), 'file')} written, "
        f"{len(published.removed)} removed, {published.unchanged} unchanged"
    )
    for new in publication.issues:
        issue = new.issue
        letters = count_words(new.planned, "letter")
        yield (
            f"issue {issue.number} of {issue.newsletter} is published: "
            f"“{issue.subject}”, {letters} to deliver"
        )
        if listen:
            page = issue_path(issue.newsletter, issue.number)
            yield f"  its page: {local_url(listen, page)}"
        if new.paused:
            yield f"  they wait: {new.paused}; the daemon pushes it, or `{PUSH}`"
        if issue.forced:
            yield f"  in spite of errors in its letter: {issue.forced}"
    for issue in publication.waiting:
        yield (
            f"issue {issue.number} of {issue.newsletter} waits for approval: "
            f"“{issue.subject}”"
        )
        yield f"  `digest issues approve {issue.newsletter} {issue.number}`"
    for remark in publication.remarks:
        yield escape_invisible(remark)
    yield from _tell_settled(publication.settled)


def _tell_settled(slots: Sequence[Slot]) -> Iterator[str]:
    """A line for those beside each other that ended in the same way."""
    ends = groupby(slots, key=lambda slot: (slot.newsletter, slot.state, slot.note))
    for (newsletter, state, note), same in ends:
        first, *others = same
        until = f" to {others[-1].name}" if others else ""
        yield f"{newsletter} {first.name}{until}: {state}, {note}"


def tell_made(published: Published) -> Iterator[str]:
    """Each document that a build made, and why."""
    for made in published.made:
        yield escape_invisible(f"{made.path}: {', '.join(made.reasons)}")
    if not published.made:
        yield "nothing was made: all documents are up to date"


def tell_problems(publication: Publication) -> Iterator[str]:
    """What is not as it should be, such as an article that was left out."""
    for problem in publication.problems:
        # the name of a file may hold line ends, and so words of its own
        yield f"problem: {escape_invisible(str(problem))}"


def tell_polled(polled: Polled) -> Iterator[str]:
    """What a poll brought, and what is wrong with the source or its items."""
    if polled.fault:
        yield f"{polled.source}: {escape_invisible(polled.fault)}"
        if polled.is_gone:
            yield f"{polled.source}: it is not asked any more"
        return
    new = count_words(len(polled.taken), "new article")
    changed = f", {len(polled.renewed)} changed" if polled.renewed else ""
    yield f"{polled.source}: {new}{changed}"
    for path in (*polled.taken, *polled.renewed):
        yield f"  {escape_invisible(path)}"
    for problem in polled.problems:
        yield f"  problem: {escape_invisible(problem)}"


def tell_pushed(pushed: Pushed) -> Iterator[str]:
    """What came of telling hubs and listeners, and which hubs fail."""
    counts = [f"{pushed.counts[result]} {result}" for result in sorted(pushed.counts)]
    yield f"hubs and listeners: {', '.join(counts) or 'nothing to tell'}"
    for fault in pushed.faults:
        yield f"  {escape_invisible(fault)}"


def tell_mirrored(mirrored: Mirrored) -> str:
    """What a push did to a mirror."""
    told = (
        f"mirror {mirrored.mirror}: {count_words(len(mirrored.written), 'file')} "
        f"written, {len(mirrored.removed)} removed, {mirrored.unchanged} unchanged"
    )
    return told if mirrored.is_whole else f"{told}; more is to come"


def tell_delivered(delivered: Delivered) -> str:
    """What the relay answered."""
    return (
        f"{count_words(delivered.accepted, 'letter')} accepted, "
        f"{delivered.deferred} deferred, {delivered.failed} failed"
    )


def tell_warnings(delivered: Delivered) -> Iterator[str]:
    """Which issues were stopped and what else is at fault, why, and what to do."""
    for told in delivered.paused:
        yield f"paused: {escape_invisible(told)}"
    for told in delivered.warnings:
        yield escape_invisible(told)
