"""When a newsletter is tried again whose issue was refused."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from builders import NOW
from digest.issues import Slot, SlotState
from digest.pipeline import Publication
from digest.publish import Published
from digest.schedule.lanes.refusals import Refusals
from digest.schedule.rest import FIRST, LONGEST

WEEKLY, DAILY = frozenset({"weekly"}), frozenset({"daily"})


def a_slot(newsletter: str = "weekly", state: SlotState = SlotState.DUE) -> Slot:
    """One that came due."""
    return Slot(newsletter=newsletter, name="2026-11-16T09:30", due_at=NOW, state=state)


def a_publication(*refused: Slot, settled: tuple[Slot, ...] = ()) -> Publication:
    """A run that changed nothing in the tree."""
    published = Published(written=(), removed=(), unchanged=0)
    return Publication(
        published=published, entries=0, given_back=refused, settled=settled
    )


@dataclass(kw_only=True)
class Files:
    """What the folder looks like."""

    look: str = "as it was"
    looks: int = 0

    def __call__(self) -> str:
        """One look at it."""
        self.looks += 1
        return self.look


def test_nobody_looks_at_files_where_nothing_was_refused() -> None:
    """A tick costs nothing then."""
    files = Files()
    assert Refusals(files).resting(0) == frozenset()
    assert files.looks == 0


def test_a_refused_issue_is_tried_once_more_and_then_left_alone() -> None:
    """It may have been mended while it was tried first; then pauses grow."""
    refusals = Refusals(Files())
    tries = []
    for second in range(0, 3600, 15):
        if not refusals.resting(second):
            tries.append(second)
            refusals.note(a_publication(a_slot()), second)
    assert tries[:5] == [0, FIRST, 2 * FIRST, 4 * FIRST, 8 * FIRST]
    assert len(tries) < 20
    pauses = {late - soon for soon, late in pairwise(tries[6:])}
    assert pauses == {LONGEST}


def test_it_is_tried_as_soon_as_a_file_changes() -> None:
    """However long it was left alone."""
    files = Files()
    refusals = Refusals(files)
    for second in (0, 15, 30, 60):
        refusals.note(a_publication(a_slot()), second)
        refusals.resting(second + 1)
    assert refusals.resting(62) == WEEKLY
    files.look = "mended"
    assert refusals.resting(63) == frozenset()


def test_others_go_on_meanwhile() -> None:
    """Each newsletter rests for itself, and no more once a slot of it is settled."""
    refusals = Refusals(Files())
    for second in (0, 15):
        refusals.note(a_publication(a_slot(), a_slot("daily")), second)
        refusals.resting(second)
    refusals.note(a_publication(a_slot(), a_slot("daily")), 20)
    assert refusals.resting(21) == WEEKLY | DAILY
    covered = a_slot(state=SlotState.COALESCED)
    settled = a_slot("daily", SlotState.EMPTY)
    refusals.note(a_publication(settled=(covered, settled)), 22)
    assert refusals.resting(23) == WEEKLY
