"""Contrasts as WCAG has them."""

from __future__ import annotations

import pytest

from digest.contrast import contrast, luminance

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def test_black_and_white_are_farthest_from_each_other() -> None:
    """By 21 to 1, whichever is in front."""
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, BLACK) == contrast(BLACK, WHITE)
    assert contrast(WHITE, WHITE) == 1


@pytest.mark.parametrize(
    ("grey", "told"), [(0x76, 4.54), (0x77, 4.48), (0x95, 2.995), (0x94, 3.03)]
)
def test_greys_are_as_far_from_white_as_is_known(grey: int, told: float) -> None:
    """On both sides of what can be read."""
    share = grey / 255
    assert contrast((share, share, share), WHITE) == pytest.approx(told, abs=0.01)


def test_green_is_the_lightest_of_the_three() -> None:
    """Then red, then blue."""
    red, green, blue = (
        luminance(each) for each in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    )
    assert green > red > blue
    assert red + green + blue == pytest.approx(luminance(WHITE))
