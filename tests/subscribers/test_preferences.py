from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from builders import NOW
from digest import subscribers
from digest.errors import LinkError
from digest.readers import Subscriber, SubscriberState
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, make_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import NO_GREETINGS, Store
from digest.subscribers import Terms
from store_steps import add_readers, claim

KEY = Secret("k" * 64)
WITHIN = timedelta(days=14)
TERMS = Terms(most_per_hour=300, confirm_within=WITHIN, greetings=NO_GREETINGS)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with a reader of the weekly newsletter."""
    store = open_memory()
    add_readers(store, "ann@example.org")
    yield store
    store.close()


def ann(store: Store) -> Subscriber:
    """The reader as the store knows her."""
    (found,) = store.subscribers()
    return found


def token(purpose: LinkPurpose, number: int) -> str:
    """A link that came by mail."""
    return make_token(KEY.reveal(), purpose, Claim(subscriber=number))


def choose(store: Store, link: str, *newsletters: str) -> None:
    """Somebody saves the page that the link leads to."""
    subscribers.choose(store, KEY, link, newsletters=newsletters, terms=TERMS, now=NOW)


def test_a_choice_is_exactly_what_was_ticked(store: Store) -> None:
    """The token came by mail to the reader, so no second letter asks again."""
    link = token(LinkPurpose.PREFERENCES, ann(store).id)
    choose(store, link, "daily", "monthly")
    assert ann(store).newsletters == ("daily", "monthly")
    assert ann(store).state is SubscriberState.CONFIRMED
    assert claim(store, now=NOW + timedelta(hours=1)) == ()
    choose(store, link, "weekly")
    assert ann(store).newsletters == ("weekly",)
    choose(store, link)
    assert ann(store).state is SubscriberState.UNSUBSCRIBED


def test_a_choice_needs_a_reader_and_a_good_link(store: Store) -> None:
    """Nobody is made a reader by a number."""
    for link in (token(LinkPurpose.PREFERENCES, 99), token(LinkPurpose.LEAVE, 99)):
        with pytest.raises(LinkError):
            choose(store, link, "weekly")


@pytest.mark.parametrize(
    ("days", "kept"), [(30, 30), (366, 366), (9999, 366), (0, None), (-1, None)]
)
def test_a_pause_lasts_a_year_at_the_most(
    store: Store, days: int, kept: int | None
) -> None:
    """One that is over already is none."""
    until = NOW + timedelta(days=days)
    subscribers.pause(store, ann(store).id, until, now=NOW)
    expected = None if kept is None else NOW + timedelta(days=kept)
    assert ann(store).paused_until == expected


def test_a_pause_ends_before_its_time(store: Store) -> None:
    """As the reader says."""
    subscribers.pause(store, ann(store).id, NOW + WITHIN, now=NOW)
    subscribers.pause(store, ann(store).id, None, now=NOW)
    assert ann(store).paused_until is None


def test_a_language_is_the_readers_own(store: Store) -> None:
    """Pages and letters to them alone use it."""
    subscribers.set_language(store, ann(store).id, "fr")
    assert ann(store).language == "fr"


def test_a_stranger_sets_nothing(store: Store) -> None:
    """They may have been forgotten while they looked at their page."""
    with pytest.raises(LinkError, match="sign up anew"):
        subscribers.pause(store, 99, None, now=NOW)
    with pytest.raises(LinkError, match="sign up anew"):
        subscribers.set_language(store, 99, "fr")
