from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.contrast import LEAST_CONTRAST
from digest.render.letters.look.colours import Colour

BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)


def test_a_colour_is_written_as_it_was_read() -> None:
    """In small letters."""
    assert str(Colour.parse("#0D5c63")) == "#0d5c63"


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "#12345g", "#1234567", "#\uff11" * 6]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    """With what it was, and how one is written."""
    with pytest.raises(ValueError, match="is no colour; write one as #0d5c63"):
        Colour.parse(text)


def test_contrast_is_that_of_the_guidelines() -> None:
    """From 1 to 21, whichever comes first."""
    assert BLACK.contrast(WHITE) == WHITE.contrast(BLACK) == pytest.approx(21)
    assert BLACK.contrast(BLACK) == 1
    grey = Colour.parse("#767676")
    assert grey.contrast(WHITE) == pytest.approx(4.54, abs=0.01)


@given(COLOURS, COLOURS)
@settings(deadline=None)
def test_the_nearest_shade_can_be_read(colour: Colour, ground: Colour) -> None:
    """There is one for every ground; a colour that can be read stays as it is."""
    shade = colour.readable_on([ground])
    assert shade is not None
    assert shade.contrast(ground) >= LEAST_CONTRAST
    if colour.contrast(ground) >= LEAST_CONTRAST:
        assert shade == colour


def test_no_shade_can_be_read_on_black_and_on_white_grounds_of_all_kinds() -> None:
    """Then there is none."""
    middle = Colour.parse("#777777")
    assert middle.readable_on([BLACK, WHITE, middle]) is None
