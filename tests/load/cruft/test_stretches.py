"""A page goes around its article; what belongs to the article stays."""

from __future__ import annotations

import pytest

from digest.load.text.plaintext import read_plaintext

TITLE = "Harbour opens again after the storm"
TEXT = (
    "The harbour of Northhaven is open again after nine days of wind and high water.",
    "Ships that had waited at sea came in on Monday, two at a time, with the pilot.",
    "The master let the fishing boats go first, because their catch could not wait.",
    "By evening the quay was full, and every crane along the basin turned again.",
)
MENU = ("Home", "News", "Boats", "Weather", "Ferry Times", "Tide Tables", "Log in")
BUTTONS = ("Share this:", "Facebook", "Twitter")
FOOT = (*BUTTONS, "Crab is Born in the Zoo", "About us", "Privacy Policy", "Sitemap")


def kept(*lines: str) -> list[str]:
    """The text of each block that is kept of these lines."""
    return [block.text for block in read_plaintext("\n\n".join(lines)).blocks]


def test_a_menu_and_a_foot_go_around_an_article() -> None:
    """The words of both that nobody knows go with those that are known."""
    assert kept(TITLE, *MENU, TITLE, *TEXT, *FOOT) == list(TEXT)


def test_a_page_whose_menus_hold_more_text_than_its_article_is_read_rightly() -> None:
    """What speaks of the title is the article, and not what stands above it."""
    teasers = [
        f"Ten {what} for the summer that will make your neighbours green with envy, "
        f"and where one can buy the {what} at half the price this week"
        for what in ("hats", "lamps", "chairs", "cups", "rugs")
    ]
    page = (TITLE, *MENU, *teasers, "More", "Log in", TITLE, *TEXT, *FOOT)
    assert kept(*page) == list(TEXT)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ports of call", *(f"{name} Bay" for name in "ABCDEFGHIJKLMNOP")),
        ("Results", *(f"Boat {number}: 12:{number}" for number in range(10, 40))),
        ("Ingredients", "250 g crab", "2 carrots", "1 onion", "salt", "4 slices bread"),
        (
            *("The tide goes out and leaves the stones", "The gulls come down for them")
            * 12,
        ),
        (
            "Who goes first?",
            "The fishing boats do.",
            "And the ferries?",
            "They wait.",
        ),
        ("Basil has moved.", "Two boats were sold.", "Bread wants two hours of rest."),
    ],
    ids=["names", "results", "recipe", "verse", "talk", "notes"],
)
@pytest.mark.parametrize("foot", [(), BUTTONS], ids=["clean", "with buttons"])
def test_an_article_may_end_in_a_list(
    lines: tuple[str, ...], foot: tuple[str, ...]
) -> None:
    """Nothing of a run of short lines is lost to the buttons below it."""
    assert kept(TITLE, *TEXT, *lines, *foot) == [*TEXT, *lines]


def test_an_article_may_begin_with_verse() -> None:
    """Nor to a menu that is not there."""
    verse = ("The tide goes out and leaves the stones", "The gulls come down") * 8
    assert kept(TITLE, *verse, *TEXT, *BUTTONS) == [*verse, *TEXT]


def test_paragraphs_below_a_box_are_the_articles() -> None:
    """A box in the midst of a text does not end it."""
    box = ("Most read", "Ten knots for sailors", "3 Comments")
    assert kept(TITLE, *TEXT[:2], *box, *TEXT[2:]) == list(TEXT)


def test_a_headline_inside_that_is_listed_below_goes() -> None:
    """It is a link to another article, which stands there for a second time."""
    link = "White crab found in the north basin"
    lines = (*TEXT[:2], link, *TEXT[2:], "Most read", link, *FOOT)
    assert kept(TITLE, *lines) == list(TEXT)


def test_a_heading_that_stands_in_a_table_of_chapters_stays() -> None:
    """Above the text a page may list its own chapters."""
    heading = "Which boats may go in first"
    found = kept(TITLE, *MENU, heading, TITLE, *TEXT[:2], heading, *TEXT[2:], *FOOT)
    assert heading in found
    assert found[-2:] == list(TEXT[2:])


def test_the_last_paragraph_is_not_lost_to_a_page_below_it() -> None:
    """However much stands there."""
    foot = (*FOOT, "Cookies", "Imprint", "Newsletter", "Follow us", "Log in", "Terms")
    assert kept(TITLE, *MENU, TITLE, *TEXT[:2], TEXT[3], *foot)[-1] == TEXT[3]
