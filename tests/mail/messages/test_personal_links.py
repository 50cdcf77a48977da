from __future__ import annotations

import pytest

from builders import a_delivery
from digest.deliveries import Placeholder, Purpose
from digest.mail.messages.personal_links import personal_url
from digest.signed.links import Claim, LinkPurpose, check_token

KEY = "k" * 64
SITE = "https://notes.example.org"
THIS = Claim(subscriber=7, newsletter="weekly")
EVERYTHING = Claim(subscriber=7)


def claim_of(placeholder: Placeholder, purpose: Purpose) -> tuple[str, Claim]:
    """What the link may do, and for whom."""
    delivery = a_delivery(purpose=purpose)
    url = personal_url(placeholder, delivery, site_url=SITE, key=KEY)
    does, token = url.removeprefix(f"{SITE}/").split("/")
    return does, check_token(KEY, LinkPurpose(does), token)


@pytest.mark.parametrize("purpose", [Purpose.ISSUE, Purpose.WELCOME])
def test_a_reader_leaves_the_newsletter_that_they_read(purpose: Purpose) -> None:
    """One click ends this one, and none of the others."""
    assert claim_of(Placeholder.UNSUBSCRIBE_URL, purpose) == ("leave", THIS)


def test_who_never_asked_leaves_everything() -> None:
    """By the first letter that they get."""
    found = claim_of(Placeholder.UNSUBSCRIBE_URL, Purpose.CONFIRMATION)
    assert found == ("leave", EVERYTHING)


def test_preferences_are_of_all_newsletters() -> None:
    """One page has them together."""
    found = claim_of(Placeholder.PREFERENCES_URL, Purpose.ISSUE)
    assert found == ("preferences", EVERYTHING)


@pytest.mark.parametrize(
    ("placeholder", "purpose", "newsletter"),
    [
        (Placeholder.CONFIRM_URL, Purpose.CONFIRMATION, "weekly"),
        (Placeholder.MOVE_URL, Purpose.MOVE, ""),
    ],
)
def test_an_answer_tells_when_it_was_asked_for(
    placeholder: Placeholder, purpose: Purpose, newsletter: str
) -> None:
    """It is good for a while after that, the same on every attempt."""
    planned = a_delivery().planned
    _, claim = claim_of(placeholder, purpose)
    assert claim == Claim(subscriber=7, newsletter=newsletter, made=planned)


@pytest.mark.parametrize(
    "placeholder", [Placeholder.UNSUBSCRIBE_URL, Placeholder.PREFERENCES_URL]
)
def test_a_stranger_gets_no_link_of_the_reader_s(placeholder: Placeholder) -> None:
    """Who is asked to move may be nobody that we know."""
    delivery = a_delivery(purpose=Purpose.MOVE, new_address="ann@example.com")
    url = personal_url(placeholder, delivery, site_url=SITE, key=KEY)
    assert url == f"{SITE}/"
