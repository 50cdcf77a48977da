"""Which line is the title, and which only repeat it."""

from __future__ import annotations

import pytest

from digest.load.cruft.titles import find_title
from digest.load.sights import look

TITLE = "Harbour opens again after the storm"
PROSE = "The harbour of Northhaven is open again after nine days of storm."


def title(*lines: str, known: str = "") -> tuple[str, tuple[int, ...]]:
    """The title of these lines and the places that say it."""
    found = find_title([look(line) for line in lines], known)
    return found.text, found.places


def test_the_first_line_is_the_title() -> None:
    """However short it is, if it is no sentence of the text."""
    assert title(TITLE, PROSE, PROSE) == (TITLE, (0,))
    assert title("Storm", PROSE, PROSE) == ("Storm", (0,))


def test_a_title_that_is_said_twice_is_found_twice() -> None:
    """Pages say it in their head and above the text."""
    assert title(TITLE, TITLE.upper(), PROSE) == (TITLE, (0, 1))


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE} - North Shore Notes",
        f"{TITLE} | News | North Shore Notes",
        f"{TITLE} – North Shore Notes",
        f"{TITLE}_North Shore",
        f"Storm of 2026: {TITLE} - North Shore",
    ],
)
def test_a_second_line_confirms_the_shorter_form(line: str) -> None:
    """The site's name is no part of the title."""
    assert title(line, "Home", TITLE, PROSE) == (TITLE, (0, 2))


def test_a_name_of_the_site_elsewhere_confirms_the_shorter_form() -> None:
    """It stands on a line of its own, or beside a copyright sign."""
    line = f"{TITLE} - Shore Notes"
    assert title(line, PROSE, PROSE, "Shore Notes") == (TITLE, (0,))
    assert title(line, PROSE, PROSE, "© 2026 Shore Notes") == (TITLE, (0,))


def test_a_suffix_that_nothing_confirms_stays() -> None:
    """It may be half of the title."""
    line = "Harbour opens - and nobody knows why"
    assert title(line, PROSE, PROSE) == (line, (0,))


def test_a_menu_above_the_title_is_passed_over() -> None:
    """The title is what a later line repeats."""
    lines = ("Skip to main content", "Boats", TITLE, "By Ada Quay", TITLE, PROSE)
    assert title(*lines) == (TITLE, (2, 4))


def test_without_a_second_line_the_first_headline_counts() -> None:
    """Dates, labels and credits are none."""
    lines = ("3 June 2026", "Search", "Boats", TITLE, PROSE, PROSE)
    assert title(*lines) == (TITLE, (3,))


def test_a_text_that_begins_with_prose_has_no_title() -> None:
    """Its first heading is that of a chapter."""
    long = (
        f"{PROSE[:-1]}, and nobody along the coast had thought it could take so long."
    )
    assert title(long, "Second chapter", PROSE) == ("", ())
    assert title() == ("", ())


def test_a_line_of_verse_that_comes_again_is_no_title() -> None:
    """A refrain stands in the text, not above it."""
    refrain = "The tide goes out and comes again"
    lines = ("Storm at night", PROSE, PROSE, refrain, PROSE, refrain)
    assert title(*lines) == ("Storm at night", (0,))


def test_a_known_title_is_only_looked_for() -> None:
    """The author's word stands, wherever the text says it."""
    assert title("Boats", TITLE, PROSE, known=TITLE) == (TITLE, (1,))
    assert title("Boats", PROSE, known=TITLE) == (TITLE, ())


def test_breadcrumbs_that_lost_their_blanks_go_with_the_title() -> None:
    """They end in it."""
    assert title(TITLE, f"HomeNews{TITLE}", TITLE, PROSE) == (TITLE, (0, 1, 2))


REFRAIN = "The tide is high over Northhaven"


@pytest.mark.parametrize("many", [3, 10, 4999, 19_990])
def test_a_text_of_one_line_has_no_title(many: int) -> None:
    """It is all there is to read."""
    assert title(*[REFRAIN] * many) == ("", ())


@pytest.mark.parametrize("many", [6, 100, 4_989])
def test_a_line_that_stands_many_times_is_a_refrain(many: int) -> None:
    """The first one may be the title; none of the others goes with it."""
    assert title(*[REFRAIN] * many, PROSE) == (REFRAIN, (0,))


def test_verse_says_its_title_again() -> None:
    """In each stanza; only right under the title is it a second title."""
    stanza = ("The boats lie still", "The gulls are gone", REFRAIN)
    assert title(REFRAIN, *stanza, *stanza) == (REFRAIN, (0,))
    assert title(REFRAIN, REFRAIN, *stanza) == (REFRAIN, (0, 1))


def test_a_first_sentence_that_is_said_again_is_no_title() -> None:
    """A page may set it off, or come back to it at its end."""
    sentence = "Nobody on the quay had seen such a storm."
    assert title(sentence, PROSE, sentence, PROSE) == ("", ())
    assert title(sentence, PROSE, PROSE) == (sentence, (0,))
