"""What the next slot of each newsletter would bring: looked at, and never kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from digest.cadence import Moment
from digest.check.findings import Finding
from digest.compose.issue import new_entries
from digest.config import Config
from digest.deliveries import Letter
from digest.documents import Target
from digest.errors import ContentError, DigestError
from digest.issues import Issue, Newsletter, Slot
from digest.mail.messages.message import Message
from digest.mail.messages.signing import Signer
from digest.memo.article_memo import ArticleMemo
from digest.model import EntryFacts
from digest.pipeline.content import read_content
from digest.pipeline.issues.composing import (
    Workshop,
    compose_next,
    lack,
    waiting_entries,
)
from digest.pipeline.issues.proofs import make_proof
from digest.publish import USUAL
from digest.render.theme import Theme
from digest.secret import Secret
from digest.store.protocols import Store
from digest.timetable import stand_in, upcoming

#: why a newsletter that comes no more brings no issue
OVER = "no slot of it is to come"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextIssue:
    """What the next slot of a newsletter would bring, if nothing changed until then."""

    newsletter: Newsletter
    slot: Slot
    #: None, as letter and message, where `problem` says why
    issue: Issue | None = None
    letter: Letter | None = field(default=None, repr=False)
    #: addressed to nobody
    message: Message | None = field(default=None, repr=False)
    findings: tuple[Finding, ...] = ()
    problem: DigestError | None = None
    #: of the articles, whoever's they are
    problems: tuple[DigestError, ...] = ()
    #: what its owner should know of it, as that an old note is left out
    remarks: tuple[str, ...] = ()
    #: why the slot would bring no issue, and the newest entries stand in for a look;
    #: "" where it brings one
    lack: str = ""
    #: the pictures that it may show, which need not be public yet
    media: tuple[Target[Any], ...] = field(default=(), repr=False)

    @property
    def is_sample(self) -> bool:
        """Whether what is shown will not come out."""
        return bool(self.lack)


def next_issues(
    config: Config,
    store: Store,
    theme: Theme,
    key: Secret,
    memo: ArticleMemo,
    *,
    now: datetime,
    newsletters: Collection[str] = (),
    signer: Signer | None = None,
) -> tuple[NextIssue, ...]:
    """The next issue of each newsletter, or of those named; nothing is written.

    What is wrong with one newsletter is its `problem`, and stops no other. Raises
    DigestError where the content folder or the store cannot be read.
    """
    content = read_content(config, store, memo, USUAL, now=now)
    workshop = Workshop(
        config=config,
        store=store,
        theme=theme,
        content=content,
        key=key,
        signer=signer,
    )
    return tuple(
        _next_issue(workshop, newsletter, now)
        for newsletter in config.newsletters
        if not newsletters or newsletter.name in newsletters
    )


def _next_issue(workshop: Workshop, newsletter: Newsletter, now: datetime) -> NextIssue:
    slots = upcoming(newsletter, now, 1)
    found = NextIssue(
        newsletter=newsletter,
        slot=_slot(newsletter, *(slots or stand_in(newsletter, now))),
        problems=workshop.content.problems,
        media=workshop.content.media,
    )
    try:
        fresh = waiting_entries(workshop, newsletter, found.slot)
        found = replace(found, lack=lack(newsletter, len(fresh)) if slots else OVER)
        entries = _newest(workshop, newsletter) if found.lack else fresh
        composed = compose_next(workshop, newsletter, found.slot, entries)
        proof = make_proof(workshop, newsletter, composed.issue)
    except DigestError as error:
        return replace(found, problem=error)
    return replace(
        found,
        issue=composed.issue,
        letter=proof.letter,
        message=proof.message,
        findings=proof.findings,
        remarks=composed.remarks,
    )


def _slot(newsletter: Newsletter, moment: Moment) -> Slot:
    return Slot(newsletter=newsletter.name, name=moment.name, due_at=moment.due_at)


def _newest(workshop: Workshop, newsletter: Newsletter) -> Sequence[EntryFacts]:
    """What it carried last, for a look at how it will be."""
    entries = workshop.content.composition.entries
    newest = new_entries(newsletter, entries, frozenset())[: newsletter.max_entries]
    if not newest:
        fact = f"holds no entry for the newsletter {newsletter.name}"
        remedy = "write an article, or mend its tags in digest.toml"
        raise ContentError(workshop.config.content.folder, fact, remedy=remedy)
    return newest
