from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.contrast import LEAST_CONTRAST
from digest.render.letters.look.colours import Colour
from digest.render.letters.look.palette import (
    GROUNDS,
    NAMES,
    WORDS,
    Clash,
    Palette,
    make_palettes,
)

LIGHT = {
    "accent": "#0d5c63",
    "ink": "#1f2324",
    "soft": "#5b6265",
    "line": "#dfdcd5",
    "paper": "#fdfcfa",
    "ground": "#f3f1ec",
}
DARK = {"dark_paper": "#1d2325", "dark_accent": "#7cc7c9"}


def colours(**given_colours: str) -> dict[str, Colour]:
    """Each as a colour."""
    return {name: Colour.parse(text) for name, text in given_colours.items()}


def contrasts(palette: Palette) -> list[float]:
    """Of everything that is read on something."""
    pairs = [(words, ground) for words in WORDS for ground in GROUNDS]
    return [
        Colour.parse(getattr(palette, words)).contrast(
            Colour.parse(getattr(palette, ground))
        )
        for words, ground in [*pairs, ("on_accent", "accent")]
    ]


def test_what_the_owner_has_goes_before_the_theme() -> None:
    """And the rest is the theme's."""
    made = make_palettes(colours(accent="#8a1c3b"), colours(**LIGHT))
    assert not isinstance(made, Clash)
    assert made[0].accent == "#8a1c3b"
    assert made[0].ink == LIGHT["ink"]
    assert made[0].on_accent == "#ffffff"


def test_a_theme_keeps_its_dark_colours_until_the_owner_changes_the_light_one() -> None:
    """Then the dark one is made of the new one."""
    theirs = colours(**LIGHT, **DARK)
    made = make_palettes({}, theirs)
    assert not isinstance(made, Clash)
    assert made[1].accent == DARK["dark_accent"]
    made = make_palettes(colours(accent="#8a1c3b"), theirs)
    assert not isinstance(made, Clash)
    assert made[1].accent not in (DARK["dark_accent"], "#8a1c3b")
    assert made[1].paper == DARK["dark_paper"]


def test_colours_that_cannot_be_read_are_told_with_their_contrast() -> None:
    """Rounded down, so that what is too little never looks like enough."""
    clash = make_palettes(colours(ink="#767676"), colours(**LIGHT))
    assert isinstance(clash, Clash)
    assert clash.fact == "ink on paper has a contrast of 4.42:1"


def test_dark_colours_that_the_owner_chose_are_not_moved() -> None:
    """They are refused instead, by their own name."""
    own = colours(dark_ink="#333333")
    clash = make_palettes(own, colours(**LIGHT))
    assert isinstance(clash, Clash)
    assert clash.words == "dark_ink"


HEX = st.builds(Colour, *[st.integers(0, 255)] * 3)


@given(st.dictionaries(st.sampled_from(NAMES), HEX))
@settings(deadline=None)
def test_whatever_is_chosen_can_be_read_in_both_schemes(own: dict[str, Colour]) -> None:
    """Or is refused for the light colours that somebody chose."""
    made = make_palettes(own, colours(**LIGHT))
    if isinstance(made, Clash):
        assert {made.words, made.ground} & set(own)
        assert made.contrast < LEAST_CONTRAST
    else:
        assert min(contrasts(made[0]) + contrasts(made[1])) >= LEAST_CONTRAST
