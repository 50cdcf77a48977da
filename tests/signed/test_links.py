from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from digest.errors import LinkError
from digest.signed.links import (
    ENDING,
    LARGEST_TOKEN,
    Claim,
    LinkPurpose,
    check_token,
    link_url,
    make_token,
)

KEY = "0123456789abcdef" * 4
ANN = Claim(subscriber=7, newsletter="weekly")
WEEK = timedelta(days=7)

CLAIMS = st.builds(
    Claim,
    subscriber=st.integers(min_value=0, max_value=2**63),
    newsletter=st.from_regex(r"([a-z0-9][a-z0-9-]{0,39})?", fullmatch=True),
)
PURPOSES = st.sampled_from(list(LinkPurpose))


def a_token(purpose: LinkPurpose, claim: Claim = ANN, made: datetime = NOW) -> str:
    """A token as letters have it: those that are good for a while say since when."""
    if purpose in ENDING:
        claim = replace(claim, made=made)
    return make_token(KEY, purpose, claim)


@given(claim=CLAIMS, purpose=PURPOSES)
def test_a_token_says_what_was_put_in(claim: Claim, purpose: LinkPurpose) -> None:
    """For one newsletter, or for all."""
    found = check_token(KEY, purpose, a_token(purpose, claim))
    assert found == (replace(claim, made=NOW) if purpose in ENDING else claim)


@pytest.mark.parametrize("purpose", sorted(ENDING))
def test_a_link_that_ends_is_good_for_its_time(purpose: LinkPurpose) -> None:
    """To the second at which its letter was planned, and not after."""
    made = NOW.replace(microsecond=999_999)
    token = a_token(purpose, made=made)
    claim = check_token(KEY, purpose, token, since=NOW)
    assert claim.made == NOW
    with pytest.raises(LinkError):
        check_token(KEY, purpose, token, since=NOW + timedelta(seconds=1))


@pytest.mark.parametrize("purpose", sorted(set(LinkPurpose) - ENDING))
def test_a_link_to_leave_never_ends(purpose: LinkPurpose) -> None:
    """An old letter is no reason to go on getting new ones."""
    token = a_token(purpose)
    assert check_token(KEY, purpose, token, since=NOW + 1000 * WEEK) == ANN


def test_a_link_that_ends_is_worth_nothing_without_its_date() -> None:
    """Nor is one without an end worth more with a date."""
    endless = make_token(KEY, LinkPurpose.CONFIRM, ANN)
    dated = make_token(KEY, LinkPurpose.LEAVE, replace(ANN, made=NOW))
    for purpose, token in ((LinkPurpose.CONFIRM, endless), (LinkPurpose.LEAVE, dated)):
        with pytest.raises(LinkError):
            check_token(KEY, purpose, token)


def test_whatever_is_wrong_is_answered_alike() -> None:
    """Forged, cut, foreign and too old: nobody learns which it was."""
    good, since = a_token(LinkPurpose.CONFIRM), NOW + WEEK
    foreign = make_token("another key", LinkPurpose.CONFIRM, replace(ANN, made=NOW))
    tokens = (good, good[:-4], f"8{good[1:]}", foreign, a_token(LinkPurpose.MOVE), "")
    answers = set()
    for token in tokens:
        with pytest.raises(LinkError) as caught:
            check_token(KEY, LinkPurpose.CONFIRM, token, since=since)
        answers.add(str(caught.value))
    assert len(answers) == 1


def test_whatever_is_wrong_takes_as_long() -> None:
    """The medians lie within a factor of two."""
    good = a_token(LinkPurpose.CONFIRM)
    foreign = make_token("another key", LinkPurpose.CONFIRM, replace(ANN, made=NOW))

    def cost(token: str, since: datetime) -> float:
        def check() -> None:
            with suppress(LinkError):
                check_token(KEY, LinkPurpose.CONFIRM, token, since=since)

        return median(repeat(check, number=50, repeat=41))

    late = NOW + WEEK
    wrong = [(good, late), (foreign, NOW), (good[:-1], NOW), (f"8{good[1:]}", NOW)]
    costs = [cost(token, since) for token, since in wrong]
    assert max(costs) < 2 * min(costs) + 50 * 5e-6


@given(claim=CLAIMS, purpose=PURPOSES)
def test_a_token_survives_mail_programs(claim: Claim, purpose: LinkPurpose) -> None:
    """It needs no escaping, and ends with nothing that is taken for punctuation."""
    token = a_token(purpose, claim)
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", token)
    assert len(token) <= LARGEST_TOKEN
    assert not token.endswith(".")


@given(claim=CLAIMS, made=PURPOSES, used=PURPOSES)
def test_a_token_is_worth_nothing_for_anything_else(
    claim: Claim, made: LinkPurpose, used: LinkPurpose
) -> None:
    """Who may leave cannot confirm."""
    token = a_token(made, claim)
    if made is used:
        assert check_token(KEY, used, token).subscriber == claim.subscriber
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
    with pytest.raises(
        LinkError, match="this link: is not complete, or too old; open it"
    ):
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
