from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import LinkError
from digest.links import (
    LARGEST_TOKEN,
    Claim,
    LinkPurpose,
    check_token,
    link_url,
    make_token,
)

KEY = "0123456789abcdef" * 4
ANN = Claim(subscriber=7, newsletter="weekly")

CLAIMS = st.builds(
    Claim,
    subscriber=st.integers(min_value=0, max_value=2**63),
    newsletter=st.from_regex(r"([a-z0-9][a-z0-9-]{0,39})?", fullmatch=True),
)
PURPOSES = st.sampled_from(list(LinkPurpose))


@given(claim=CLAIMS, purpose=PURPOSES)
def test_a_token_says_what_was_put_in(claim: Claim, purpose: LinkPurpose) -> None:
    """For one newsletter, or for all."""
    assert check_token(KEY, purpose, make_token(KEY, purpose, claim)) == claim


@given(claim=CLAIMS, purpose=PURPOSES)
def test_a_token_survives_mail_programs(claim: Claim, purpose: LinkPurpose) -> None:
    """It needs no escaping, and ends with nothing that is taken for punctuation."""
    token = make_token(KEY, purpose, claim)
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", token)
    assert len(token) <= LARGEST_TOKEN
    assert not token.endswith(".")


@given(claim=CLAIMS, made=PURPOSES, used=PURPOSES)
def test_a_token_is_worth_nothing_for_anything_else(
    claim: Claim, made: LinkPurpose, used: LinkPurpose
) -> None:
    """Who may leave cannot confirm."""
    token = make_token(KEY, made, claim)
    if made is used:
        assert check_token(KEY, used, token) == claim
    else:
        with pytest.raises(LinkError):
            check_token(KEY, used, token)


@given(claim=CLAIMS, place=st.integers(min_value=0), character=st.characters())
def test_a_changed_token_is_refused(claim: Claim, place: int, character: str) -> None:
    """Whichever character it is."""
    token = make_token(KEY, LinkPurpose.LEAVE, claim)
    place %= len(token)
    changed = token[:place] + character + token[place + 1 :]
    if changed != token:
        with pytest.raises(LinkError):
            check_token(KEY, LinkPurpose.LEAVE, changed)


@given(token=st.text(max_size=300))
def test_any_text_is_refused_with_an_answer(token: str) -> None:
    """Whatever somebody types into the address line."""
    with pytest.raises(LinkError, match="this link: is not complete; open it from"):
        check_token(KEY, LinkPurpose.CONFIRM, token)


@pytest.mark.parametrize("rest", ["", "x", ".", "=", " ", "\n", "A" * 300])
def test_a_token_with_a_tail_or_without_its_end_is_refused(rest: str) -> None:
    """As a broken line in a mail program makes them."""
    token = make_token(KEY, LinkPurpose.LEAVE, ANN)
    with pytest.raises(LinkError):
        check_token(KEY, LinkPurpose.LEAVE, (token + rest) if rest else token[:-1])


def test_a_token_of_another_site_is_refused() -> None:
    """Each has a key of its own."""
    token = make_token("another key", LinkPurpose.LEAVE, ANN)
    with pytest.raises(LinkError):
        check_token(KEY, LinkPurpose.LEAVE, token)


@pytest.mark.parametrize("number", ["²", "١", "-1", " 7", "7_0", "", "1e3"])
def test_a_signed_text_that_is_no_number_is_refused(number: str) -> None:
    """Should we ever sign one, it is still nobody's."""
    claim = Claim(subscriber=number, newsletter="weekly")  # type: ignore[arg-type]
    token = make_token(KEY, LinkPurpose.LEAVE, claim)
    with pytest.raises(LinkError):
        check_token(KEY, LinkPurpose.LEAVE, token)


def test_a_token_is_the_same_each_time() -> None:
    """So a letter that is sent again is the same letter."""
    assert make_token(KEY, LinkPurpose.LEAVE, ANN) == (
        make_token(KEY, LinkPurpose.LEAVE, ANN)
    )


def test_a_link_leads_to_the_site() -> None:
    """Its path says what it does."""
    url = link_url("https://notes.example.org", LinkPurpose.PREFERENCES, "7.weekly.x")
    assert url == "https://notes.example.org/preferences/7.weekly.x"
