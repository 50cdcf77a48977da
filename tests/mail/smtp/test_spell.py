from __future__ import annotations

from itertools import pairwise

from digest.mail.smtp.spell import FIRST_WAIT, JITTER, LONGEST_WAIT, Spell, wait


def test_each_wait_is_longer_until_the_longest() -> None:
    """A relay that is away is asked less and less often, and for ever."""
    waits = [wait(n, "seed") for n in range(6)]
    assert all(before < after for before, after in pairwise(waits))
    assert FIRST_WAIT * (1 - JITTER) <= waits[0] <= FIRST_WAIT * (1 + JITTER)
    assert wait(10_000, "seed") <= LONGEST_WAIT * (1 + JITTER)


def test_what_failed_together_is_not_tried_together() -> None:
    """Each seed has waits of its own, always the same."""
    assert len({wait(3, f"seed {n}") for n in range(50)}) == 50
    assert wait(3, "seed") == wait(3, "seed")


def test_a_spell_ends_with_the_first_answer() -> None:
    """And all is as it was before."""
    spell = Spell("seed")
    seconds = spell.note_failure(100.0)
    assert spell.not_before == 100.0 + seconds
    assert spell.note_failure(102.0) > seconds
    spell.is_told = True
    spell.end()
    assert (spell.failures, spell.not_before, spell.is_told) == (0, 0.0, False)
