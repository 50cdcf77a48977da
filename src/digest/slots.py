"""The slots that came due: written down, chosen, claimed, settled.

The store's constraints decide every race; whoever loses a claim goes on without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from digest.cadence import LARGEST_SHIFT, Moment
from digest.clock import MADE
from digest.errors import ClockError
from digest.issues import CatchUp, Newsletter, Pause, Slot, SlotState
from digest.store.protocols import SlotStore
from digest.timetable import begin, moments_of, pause_at, schedule_key

#: slots that are written down at a time, the newest: more than changed zone data can
#: ask for again
LONGEST_BACKLOG = 2_000
#: how far the first look back goes; each further one goes so many times as far
FIRST_LOOK, GROWTH = timedelta(hours=32), 8
#: by which the clocks of machines that share a store may differ
SKEW = timedelta(minutes=5)
#: later than this nobody was there when the slot came, by the catch-up rule `skip`
ON_TIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What becomes of a newsletter's open slots."""

    #: the one to work on now
    slot: Slot | None
    #: whether others wait for it to be settled
    has_more: bool = False
    #: those that bring no issue of their own, each with its last state and the reason
    unworked: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A newsletter and the slot of it that this process holds."""

    newsletter: Newsletter
    slot: Slot
    #: whether others wait for it to be settled
    has_more: bool = False


def record_slots(
    store: SlotStore, newsletters: Iterable[Newsletter], *, most: int, now: datetime
) -> tuple[Slot, ...]:
    """Write down the slots that came due since the last look; repeating it is safe.

    Those that are settled at once come back, each with its reason. Raises ClockError,
    and writes nothing down, where more than `most` of one newsletter came since a look:
    it is rather the clock that is wrong. Of very many only the newest count. A slot is
    new by its name, so zone data that changed neither doubles nor loses one, nor does a
    clock that once stood elsewhere.
    """
    if now < MADE:
        fact = f"it is {now:%Y-%m-%d %H:%M} UTC, before this digest was made"
        raise ClockError(f"clock: {fact}; set it right")
    looks = [
        (newsletter.name, _new_slots(store, newsletter, most, now))
        for newsletter in newsletters
    ]
    settled: list[Slot] = []
    for name, slots in looks:
        if slots:
            store.record_slots(name, slots, watermark=now)
            settled += (slot for slot in slots if slot.state is not SlotState.DUE)
    return tuple(settled)


def choose_slot(
    newsletter: Newsletter, slots: Sequence[Slot], *, now: datetime
) -> Choice:
    """The slot to work on, and what becomes of the others.

    It is the oldest where each brings an issue, else the newest, which covers them.
    """
    unworked, in_time = _sorted_out(newsletter, slots, now)
    if not in_time:
        return Choice(slot=None, unworked=unworked)
    if newsletter.catch_up is CatchUp.ALL:
        return Choice(slot=in_time[0], has_more=len(in_time) > 1, unworked=unworked)
    newest = in_time[-1]
    covered = (
        replace(slot, state=SlotState.COALESCED, note=f"covered by {newest.name}")
        for slot in in_time[:-1]
    )
    return Choice(slot=newest, unworked=(*unworked, *covered))


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
        slots = store.open_slots(newsletter.name, now=now)
        choice = choose_slot(newsletter, slots, now=now)
        if claimed := choice.slot and _claim(store, choice.slot, lease=lease, now=now):
            has_more = choice.has_more
            due.append(Due(newsletter=newsletter, slot=claimed, has_more=has_more))
        settled += _settle_unworked(store, newsletter.name, choice.unworked, now)
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


def _new_slots(
    store: SlotStore, newsletter: Newsletter, most: int, now: datetime
) -> list[Slot]:
    """The slots that came due and are not recorded; raises ClockError for too many."""
    start = begin(newsletter, now)
    mark = store.watermark(
        newsletter.name,
        schedule_key(newsletter),
        start=start,
        latest=max(start, now + SKEW),
    )
    # zone data that changed may have moved a slot to before the last look
    since = max(mark.begun, mark.moment - LARGEST_SHIFT)
    # an owner who writes a start that is long past means it
    is_first = mark.moment == start
    span = FIRST_LOOK
    while True:
        after = max(since, now - span)
        slots = _unrecorded(store, newsletter, after, now)
        awake = [slot for slot in slots if slot.state is not SlotState.SKIPPED]
        if len(awake) > most and not is_first:
            raise ClockError(_too_many(newsletter, most, mark.moment, now))
        if after == since or len(awake) > LONGEST_BACKLOG:
            resting = [slot for slot in slots if slot.state is SlotState.SKIPPED]
            return [*resting[-LONGEST_BACKLOG:], *awake[-LONGEST_BACKLOG:]]
        span *= GROWTH


def _unrecorded(
    store: SlotStore, newsletter: Newsletter, after: datetime, now: datetime
) -> list[Slot]:
    """The slots in (after, now] whose names are new, as they are to be recorded."""
    moments = moments_of(newsletter, after, now)
    if not moments:
        return []
    names = [moment.name for moment in moments]
    recorded = store.recorded_slots(newsletter.name, first=min(names), last=max(names))
    return [
        _new_slot(newsletter, moment, now)
        for moment in moments
        if moment.name not in recorded
    ]


def _new_slot(newsletter: Newsletter, moment: Moment, now: datetime) -> Slot:
    slot = Slot(newsletter=newsletter.name, name=moment.name, due_at=moment.due_at)
    if pause := pause_at(newsletter, moment.name):
        return replace(slot, state=SlotState.SKIPPED, note=_told(pause))
    if newsletter.catch_up is CatchUp.SKIP and now - moment.due_at > ON_TIME:
        note = 'nobody was there when it came, and catch_up is "skip"'
        return replace(slot, state=SlotState.MISSED, note=note)
    return slot


def _too_many(newsletter: Newsletter, most: int, since: datetime, now: datetime) -> str:
    came = f"more than {most} slots of {newsletter.name} came due"
    fact = f"it is {now:%Y-%m-%d %H:%M} UTC, and {came} since {since:%Y-%m-%d %H:%M}"
    remedy = "set it right or, where it is, raise [schedule] most_slots in digest.toml"
    return f"clock: {fact}, so nothing is published; {remedy}"


def _sorted_out(
    newsletter: Newsletter, slots: Sequence[Slot], now: datetime
) -> tuple[tuple[Slot, ...], list[Slot]]:
    """Slots in a pause or too late, with the reason; the others, oldest first."""
    hours = newsletter.catch_up_within
    latest = now - timedelta(hours=hours)
    in_time: list[Slot] = []
    unworked: list[Slot] = []
    for slot in sorted(slots, key=lambda slot: (slot.due_at, slot.name)):
        if pause := pause_at(newsletter, slot.name):
            state, note = SlotState.SKIPPED, _told(pause)
            unworked.append(replace(slot, state=state, note=note))
        elif slot.due_at < latest:
            note = f"not published within {hours} hours"
            unworked.append(replace(slot, state=SlotState.MISSED, note=note))
        else:
            in_time.append(slot)
    return tuple(unworked), in_time


def _told(pause: Pause) -> str:
    until = "on" if pause.end == date.max else f"to {pause.end}"
    return f"in the pause from {pause.begin} {until}"


def _claim(
    store: SlotStore, slot: Slot, *, lease: timedelta, now: datetime
) -> Slot | None:
    fence = store.claim_slot(
        slot.newsletter, slot.name, now=now, lease_until=now + lease
    )
    if fence is None:
        return None
    return replace(slot, state=SlotState.BUSY, fence=fence)


def _settle_unworked(
    store: SlotStore, newsletter: str, slots: Sequence[Slot], now: datetime
) -> Iterator[Slot]:
    """Give each of them its last state, unless somebody holds it; those that have."""
    for (state, note), same in groupby(slots, key=lambda slot: (slot.state, slot.note)):
        group = tuple(same)
        names = [slot.name for slot in group]
        done = store.settle_free_slots(
            newsletter, names, state=state, note=note, now=now
        )
        yield from (slot for slot in group if slot.name in done)
