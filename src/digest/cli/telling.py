"""How commands tell what a run did: the same words for a person and for --json."""

from __future__ import annotations

from collections.abc import Iterator

from digest.mail.deliver import Delivered
from digest.pipeline import Publication


def tell_publication(publication: Publication) -> Iterator[str]:
    """What a build or publish did, a line each, in plain words."""
    published = publication.published
    yield (
        f"{_count(publication.entries, 'entry', 'entries')} public; "
        f"{_count(len(published.written), 'file')} written, "
        f"{len(published.removed)} removed, {published.unchanged} unchanged"
    )
    for new in publication.issues:
        issue = new.issue
        yield (
            f"issue {issue.number} of {issue.newsletter} is published: "
            f"{issue.subject!r}, {_count(new.planned, 'letter')} to deliver"
        )
    for slot in publication.settled:
        yield f"{slot.newsletter} {slot.name}: {slot.state}, {slot.note}"


def tell_problems(publication: Publication) -> Iterator[str]:
    """What was left out and why, a line each."""
    for problem in publication.problems:
        yield f"left out: {problem}"


def tell_delivered(delivered: Delivered) -> str:
    """What the relay answered, in one line."""
    return (
        f"{_count(delivered.accepted, 'letter')} accepted, "
        f"{delivered.deferred} deferred, {delivered.failed} failed"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
