"""How a name and a block are compared."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import NUMBER
from digest.load.block_names import Named, block_number

SHARE = "Share this with your friends"


def test_a_number_is_a_sign_and_eight_digits() -> None:
    """Short enough to be copied by hand, long enough to name one block."""
    assert NUMBER.fullmatch(block_number("The harbour is open again."))


@pytest.mark.parametrize(
    "again",
    [
        "The harbour is\n  open again.",
        "THE HARBOUR is open again",
        "- The harbour is open again.",
        "12. The harbour is open again.",
        "> The harbour is open again.",
        "<p>The <b>harbour</b> is open&nbsp;again.</p>",
        "The\u00ad harbour is open again.",
    ],
)
def test_a_number_stays_when_only_the_form_changes(again: str) -> None:
    """A re-flow, a mark or left-over markup is no other text."""
    assert block_number(again) == block_number("The harbour is open again.")


def test_other_words_have_another_number() -> None:
    """The order counts as well."""
    numbers = {block_number(text) for text in ("a b c", "a b d", "c b a", "***", "---")}
    assert len(numbers) == 5


@given(st.text(max_size=60))
def test_every_text_has_a_number(text: str) -> None:
    """Whatever stands there, and the same for ever."""
    assert NUMBER.fullmatch(block_number(text))
    assert block_number(text) == block_number(" ".join(text.split()))


@pytest.mark.parametrize(
    "name",
    [
        "Share this with your friends",
        "share  THIS with your friends",
        "Share this *",
        "*friends",
        "* this * friends",
        "Share*this*with*your*friends",
        "*share*",
        "<b>Share this</b> with your&nbsp;friends",
        block_number(SHARE),
        block_number(SHARE).upper(),
    ],
)
def test_a_name_is_all_words_of_a_block(name: str) -> None:
    """Case and blanks do not count, and a star is any run of words."""
    assert Named(SHARE).fits(name)


@pytest.mark.parametrize(
    "name",
    [
        "Share this",
        "friends",
        "Share this * enemies",
        "with * this *",
        "Share this with your friends*friends",
        "#00000000",
        "Share.this.with.your.friends",
    ],
)
def test_a_part_of_a_block_does_not_name_it(name: str) -> None:
    """Else one word could take a whole article."""
    assert not Named(SHARE).fits(name)


def test_straight_quotes_name_what_editors_curl() -> None:
    """Nobody has the other ones on a keyboard."""
    assert Named("Don’t miss “The Pier”").fits('Don\'t miss "The Pier"')


def test_an_item_is_named_with_its_mark_or_without() -> None:
    """One copies it from the file, or from what is shown."""
    for name in ("1. First the tanker", "First the tanker"):
        for text in ("1. First the tanker", "First the tanker"):
            assert Named(text).fits(name)


def test_many_stars_cost_no_time() -> None:
    """A name is no regular expression that looks back."""
    assert not Named("a" * 20_000).fits("*a" * 200 + "*b")


@given(st.text(alphabet="ab *", max_size=12), st.text(alphabet="ab ", max_size=12))
def test_a_name_says_what_its_pattern_says(name: str, text: str) -> None:
    """The same as the regular expression that one would write for it."""
    parts = [re.escape(" ".join(part.split())) for part in name.split("*")]
    folded = " ".join(text.split())
    expected = bool(re.fullmatch(".*".join(parts), folded))
    assert Named(text).fits(name) == expected


def test_entities_in_entities_come_to_an_end() -> None:
    """A text can hide them without end, and has its number all the same."""
    assert NUMBER.fullmatch(block_number("&" + "amp;" * 50 + "lt;b&gt;"))
