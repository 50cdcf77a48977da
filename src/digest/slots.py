"""The slots that came due: written down, chosen, claimed, settled.

The store's constraints decide every race; whoever loses a claim goes on without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.cadence import moments_between
from digest.model import Newsletter, Slot, SlotState
from digest.store.protocols import SlotStore


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
    """Write down every slot that came due since the last look; repeating it is safe."""
    for newsletter in newsletters:
        since = store.watermark(
            newsletter.name,
            f"{newsletter.schedule} {newsletter.zone}",
            start=newsletter.start or now,
        )
        moments = moments_between(newsletter.schedule, newsletter.zone, since, now)
        slots = [
            Slot(newsletter=newsletter.name, name=moment.name, due_at=moment.due_at)
            for moment in moments
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
            store.open_slots(newsletter.name),
            catch_up_within=timedelta(hours=newsletter.catch_up_within),
            now=now,
        )
        if choice.slot is None and not choice.missed:
            continue
        if claimed := choice.slot and _claim(store, choice.slot, lease=lease, now=now):
            due.append(Due(newsletter=newsletter, slot=claimed))
        for slot, state, note in _unworked(choice, newsletter):
            held = _claim(store, slot, lease=lease, now=now)
            if held and settle(store, held, state, note):
                settled.append(replace(held, state=state, note=note))
    return tuple(due), tuple(settled)


def settle(store: SlotStore, slot: Slot, state: SlotState, note: str) -> bool:
    """Give a held slot its last state; False where the claim was lost meanwhile."""
    return store.settle_slot(
        slot.newsletter, slot.name, fence=slot.fence, state=state, note=note
    )


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
) -> Iterable[tuple[Slot, SlotState, str]]:
    """Slots that bring no issue of their own, with their last state and its reason."""
    for slot in choice.missed:
        note = f"not published within {newsletter.catch_up_within} hours"
        yield slot, SlotState.MISSED, note
    for slot in choice.coalesced:
        latest = choice.slot.name if choice.slot else ""
        yield slot, SlotState.COALESCED, f"covered by {latest}"
