"""What commands say of a run."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW
from digest.cli.telling import tell_publication
from digest.issues import Slot, SlotState
from digest.pipeline import Publication
from digest.publish import Published

NOTHING = Published(written=(), removed=(), unchanged=1)


def a_slot(number: int, *, newsletter: str = "weekly", note: str = "") -> Slot:
    """One that the daemon slept through."""
    due = NOW + timedelta(hours=number)
    name = due.strftime("%Y-%m-%dT%H:%M")
    state = SlotState.COALESCED
    return Slot(newsletter=newsletter, name=name, due_at=due, state=state, note=note)


def told_of(*slots: Slot) -> list[str]:
    """The lines after the one of the files."""
    run = Publication(published=NOTHING, entries=1, settled=slots)
    return list(tell_publication(run))[1:]


def test_slots_that_ended_alike_are_one_line() -> None:
    """A daemon that was away for a month says so in a line, and not in hundreds."""
    note = "covered by the last"
    slots = [a_slot(number, note=note) for number in range(40)]
    (line,) = told_of(*slots)
    assert line == f"weekly {slots[0].name} to {slots[-1].name}: coalesced, {note}"


def test_each_end_has_its_own_line() -> None:
    """Another reason, or another newsletter, is other news."""
    slots = a_slot(1, note="a"), a_slot(2, note="b"), a_slot(2, newsletter="daily")
    assert [line.partition(":")[0] for line in told_of(*slots)] == [
        f"weekly {slots[0].name.partition(':')[0]}",
        f"weekly {slots[1].name.partition(':')[0]}",
        f"daily {slots[2].name.partition(':')[0]}",
    ]
