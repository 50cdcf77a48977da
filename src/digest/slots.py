"""The slots that came due: written down, chosen, claimed, settled.

The store's constraints decide every race; whoever loses a claim goes on without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.cadence import Moment, moments_between
from digest.issues import Newsletter, Slot, SlotState
from digest.store.protocols import SlotStore

#: slots of one newsletter that are written down at a time, and told when unworked
LONGEST_BACKLOG = 100
#: how far the first look back goes; each further one goes so many times as far
FIRST_LOOK, GROWTH = timedelta(hours=2), 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What becomes of a newsletter's open slots, by the catch-up rule `latest`."""

    #: the one to work on now
    slot: Slot | None
    #: older ones, which its issue covers
    coalesced: tuple[Slot, ...] = ()
    #: too late to be of use
    missed: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A newsletter and the slot of it that this process holds."""

    newsletter: Newsletter
    slot: Slot


def record_slots(
    store: SlotStore, newsletters: Iterable[Newsletter], *, now: datetime
) -> None:
    """Write down the slots that came due since the last look; repeating it is safe.

    A clock that stood in the future once does not silence a newsletter: the last look
    is never later than now, and a slot's name is recorded once.

    Of very many only the newest: the older ones could bring no issue any more, and the
    watermark passes them, so that they never come again.
    """
    for newsletter in newsletters:
        start = newsletter.start or now
        since = store.watermark(
            newsletter.name,
            f"{newsletter.schedule} {newsletter.zone}",
            start=start,
            latest=max(start, now),
        )
        slots = [
            Slot(newsletter=newsletter.name, name=moment.name, due_at=moment.due_at)
            for moment in _newest_moments(newsletter, since, now)
        ]
        if slots:
            store.record_slots(newsletter.name, slots, watermark=now)


def choose_slot(
    slots: Sequence[Slot], *, catch_up_within: timedelta, now: datetime
) -> Choice:
    """The newest slot that is not too late, and what becomes of the others."""
    in_time = [slot for slot in slots if slot.due_at + catch_up_within >= now]
    missed = tuple(slot for slot in slots if slot.due_at + catch_up_within < now)
    newest = max(in_time, key=lambda slot: slot.due_at, default=None)
    coalesced = tuple(slot for slot in in_time if slot is not newest)
    return Choice(slot=newest, coalesced=coalesced, missed=missed)


def claim_due(
    store: SlotStore,
    newsletters: Iterable[Newsletter],
    *,
    lease: timedelta,
    now: datetime,
) -> tuple[tuple[Due, ...], tuple[Slot, ...]]:
    """The slots that this process works on now, and those that it settled unworked."""
    due: list[Due] = []
    settled: list[Slot] = []
    for newsletter in newsletters:
        choice = choose_slot(
            store.open_slots(newsletter.name, now=now),
            catch_up_within=timedelta(hours=newsletter.catch_up_within),
            now=now,
        )
        if choice.slot is None and not choice.missed:
            continue
        if claimed := choice.slot and _claim(store, choice.slot, lease=lease, now=now):
            due.append(Due(newsletter=newsletter, slot=claimed))
        for slots, state, note in _unworked(choice, newsletter):
            names = [slot.name for slot in slots]
            done = store.settle_free_slots(
                newsletter.name, names, state=state, note=note, now=now
            )
            settled += [
                replace(slot, state=state, note=note)
                for slot in slots
                if slot.name in done
            ]
    return tuple(due), tuple(settled)


def settle(store: SlotStore, slot: Slot, state: SlotState, note: str) -> bool:
    """Give a held slot its last state; False where the claim was lost meanwhile."""
    return store.settle_slot(
        slot.newsletter, slot.name, fence=slot.fence, state=state, note=note
    )


def give_back(store: SlotStore, slot: Slot, note: str) -> Slot:
    """Let go of a held slot whose issue failed: it is due again, for the next run."""
    settle(store, slot, SlotState.DUE, note)
    return replace(slot, state=SlotState.DUE, note=note)


def _newest_moments(
    newsletter: Newsletter, since: datetime, now: datetime
) -> tuple[Moment, ...]:
    """The newest moments in (since, now], found without walking through all of them."""
    span = FIRST_LOOK
    while True:
        after = now - span if span < now - since else since
        moments = moments_between(newsletter.schedule, newsletter.zone, after, now)
        if after == since or len(moments) >= LONGEST_BACKLOG:
            return moments[-LONGEST_BACKLOG:]
        span *= GROWTH


def _claim(
    store: SlotStore, slot: Slot, *, lease: timedelta, now: datetime
) -> Slot | None:
    fence = store.claim_slot(
        slot.newsletter, slot.name, now=now, lease_until=now + lease
    )
    if fence is None:
        return None
    return replace(slot, state=SlotState.BUSY, fence=fence)


def _unworked(
    choice: Choice, newsletter: Newsletter
) -> Iterable[tuple[Sequence[Slot], SlotState, str]]:
    """Slots that bring no issue of their own, with their last state and its reason."""
    if choice.missed:
        note = f"not published within {newsletter.catch_up_within} hours"
        yield choice.missed, SlotState.MISSED, note
    if choice.coalesced and choice.slot:
        yield choice.coalesced, SlotState.COALESCED, f"covered by {choice.slot.name}"
