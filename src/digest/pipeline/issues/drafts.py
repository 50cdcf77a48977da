"""Issues of held slots: rendered before they are public, recorded after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digest.check.findings import Finding, Severity
from digest.deliveries import Letter
from digest.errors import DigestError, LetterError, StoreError
from digest.issues import Issue, Slot, SlotState
from digest.mail.messages.counted_links import with_links
from digest.pipeline.issues.composing import (
    Workshop,
    compose_next,
    lack,
    waiting_entries,
)
from digest.pipeline.issues.proofs import Proof, make_proof
from digest.pipeline.publication import NewIssue
from digest.slots import Due, give_back
from digest.store.protocols import Store

#: errors of a letter that its refusal tells; `digest check` has the others
TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An issue of a held slot, rendered but not public yet."""

    issue: Issue
    letter: Letter = field(repr=False)
    slot: Slot
    #: whether its owner wants to see it before its readers do
    needs_approval: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What came of the slots that a run holds."""

    drafts: tuple[Draft, ...] = ()
    #: slots with too little to tell, each with its reason
    empty: tuple[Slot, ...] = ()
    #: the others, which are due again, each with its reason
    given_back: tuple[Slot, ...] = ()
    #: these reasons
    faults: tuple[DigestError, ...] = ()

    @property
    def public(self) -> tuple[Issue, ...]:
        """The issues that are to be public at the end of this run."""
        return tuple(each.issue for each in self.drafts if not each.needs_approval)

    @property
    def letters(self) -> dict[tuple[str, int], Letter]:
        """The letters of all drafts, by newsletter and number."""
        return {(d.issue.newsletter, d.issue.number): d.letter for d in self.drafts}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What their owner should know of issues that are well."""
        return tuple(remark for draft in self.drafts for remark in draft.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What of the drafts stands in the store now."""

    issues: tuple[NewIssue, ...] = ()
    waiting: tuple[Issue, ...] = ()
    faults: tuple[DigestError, ...] = ()


def make_drafts(workshop: Workshop, due: Sequence[Due], *, force: str = "") -> Drafts:
    """An issue for each held slot that has enough to tell; the others, with reasons.

    A letter with errors is refused, and its slot given back; `force`, if it is not
    empty, is the reason for which it goes out all the same.
    """
    drafts: list[Draft] = []
    empty: list[Slot] = []
    given_back: list[Slot] = []
    faults: list[DigestError] = []
    for held in due:
        try:
            made = _make_draft(workshop, held, force)
        except DigestError as error:
            given_back.append(give_back(workshop.store, held.slot, str(error)))
            faults.append(error)
            continue
        if isinstance(made, Draft):
            drafts.append(made)
        else:
            empty.append(made)
    return Drafts(
        drafts=tuple(drafts),
        empty=tuple(empty),
        given_back=tuple(given_back),
        faults=tuple(faults),
    )


def _make_draft(workshop: Workshop, held: Due, force: str) -> Draft | Slot:
    """The draft; the slot with its reason where there is too little to tell."""
    newsletter = held.newsletter
    entries = waiting_entries(workshop, newsletter, held.slot)
    if len(entries) < newsletter.min_entries:
        note = lack(newsletter, len(entries))
        return replace(held.slot, state=SlotState.EMPTY, note=note)
    composed = compose_next(workshop, newsletter, held.slot, entries)
    issue = composed.issue
    proof = make_proof(workshop, newsletter, issue)
    errors = tuple(_errors(proof))
    if errors and not force:
        raise _refusal(issue, errors)
    return Draft(
        # a list of issues names each as its letter does
        issue=replace(
            issue,
            subject=proof.letter.subject if newsletter.subject else issue.subject,
            forced=force if errors else "",
        ),
        letter=with_links(proof.letter) if newsletter.clicks else proof.letter,
        slot=held.slot,
        needs_approval=newsletter.approve
        or workshop.store.follows_lost(newsletter.name),
        remarks=(*composed.remarks, *_shortening(issue, proof.letter)),
    )


def _errors(proof: Proof) -> Iterator[Finding]:
    return (each for each in proof.findings if each.severity is Severity.ERROR)


def _refusal(issue: Issue, errors: Sequence[Finding]) -> LetterError:
    """What is wrong with the letter, and what to do about it."""
    told = [f"{each.fact} ({each.rule}: {each.remedy})" for each in errors[:TOLD]]
    if len(errors) > TOLD:
        told.append(f"and {len(errors) - TOLD} more")
    return LetterError(
        f"issue {issue.number} of {issue.newsletter}: its letter has errors: "
        f"{', '.join(told)}; mend them, or send it with `digest publish --force REASON`"
    )


def _shortening(issue: Issue, letter: Letter) -> Iterator[str]:
    if letter.shortened:
        yield f"issue {issue.number} of {issue.newsletter}: {letter.shortened}"


def record_drafts(
    store: Store, drafts: Sequence[Draft], *, now: datetime, paused: str = ""
) -> Recorded:
    """Each issue with its deliveries, in one transaction; one to be approved has none.

    `paused` is the reason for which their letters stay here for now; "" without one.

    Who lost its claim meanwhile records nothing: another process has the slot.
    """
    issues: list[NewIssue] = []
    waiting: list[Issue] = []
    faults: list[DigestError] = []
    for draft in drafts:
        try:
            if not draft.needs_approval:
                issues.extend(_publish(store, draft, now, paused))
            elif store.hold_issue(draft.issue, draft.letter, fence=draft.slot.fence):
                waiting.append(draft.issue)
        except StoreError as error:
            faults.append(error)
    return Recorded(issues=tuple(issues), waiting=tuple(waiting), faults=tuple(faults))


def _publish(
    store: Store, draft: Draft, now: datetime, paused: str
) -> Iterator[NewIssue]:
    planned = store.publish_issue(
        draft.issue, draft.letter, fence=draft.slot.fence, now=now, paused=paused
    )
    if planned is not None:
        yield NewIssue(issue=draft.issue, planned=planned, paused=paused)
