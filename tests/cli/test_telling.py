"""What commands say of a run."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW, an_issue
from digest.cli.telling import tell_mirrored, tell_publication
from digest.issues import Slot, SlotState
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import NewIssue, Publication
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


def test_letters_that_wait_for_a_mirror_are_told_with_what_to_do() -> None:
    """Whoever publishes by a timer of their own has to push."""
    new = NewIssue(issue=an_issue(), planned=1, paused="its page is not there yet")
    publication = Publication(published=Published(), entries=1, issues=(new,))
    told = "  they wait: its page is not there yet; the daemon pushes it, or"
    assert f"{told} `digest mirrors push`" in tuple(tell_publication(publication))


def test_a_push_that_was_cut_short_says_so() -> None:
    """Else one would take the mirror for up to date."""
    whole = Mirrored(mirror="web", written=("a", "b"), removed=("c",), unchanged=3)
    told = "mirror web: 2 files written, 1 removed, 3 unchanged"
    assert tell_mirrored(whole) == told
    part = Mirrored(
        mirror="web", written=("a", "b"), removed=("c",), unchanged=3, is_whole=False
    )
    assert tell_mirrored(part) == f"{told}; more is to come"
