from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from builders import NOW
from digest import subscribers
from digest.deliveries import Placeholder
from digest.errors import AddressError, LinkError
from digest.mail.messages.personal_links import personal_url
from digest.readers import Subscriber
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import NO_GREETINGS, Store
from digest.subscribers import Terms
from store_steps import add_readers, claim, number_of

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


def ask(store: Store, address: str = "ann@new.example", *, hours: int = 0) -> None:
    """Ann types the address into her page."""
    now = NOW + timedelta(hours=hours)
    subscribers.ask_to_move(store, ann(store).id, address, terms=TERMS, now=now)


def link_of(store: Store, *, hours: int = 0) -> str:
    """The token in the letter to the new address."""
    (letter,) = claim(store, now=NOW + timedelta(hours=hours))
    url = personal_url(
        Placeholder.MOVE_URL, letter, site_url="https://n.example", key=KEY.reveal()
    )
    return url.rpartition("/")[2]


def move(store: Store, link: str, now: datetime = NOW) -> Claim:
    """Somebody presses the button behind the link."""
    return subscribers.move(store, KEY, link, terms=TERMS, now=now)


def test_a_reader_moves_by_the_link_in_the_letter(store: Store) -> None:
    """Twice pressed is once moved; every earlier link still works."""
    ask(store, " Ann@New.example ")
    link = link_of(store)
    for _ in range(2):
        assert move(store, link).subscriber == ann(store).id
    assert ann(store).address == "Ann@new.example"


def test_a_link_to_move_says_no_address(store: Store) -> None:
    """Who reads it over a shoulder learns a number and a moment."""
    ask(store)
    link = link_of(store)
    claimed = check_token(KEY.reveal(), LinkPurpose.MOVE, link)
    assert claimed == Claim(subscriber=ann(store).id, made=NOW)
    assert "new" not in link


def test_a_link_to_move_is_good_for_its_time_only(store: Store) -> None:
    """As the one that confirms."""
    ask(store)
    with pytest.raises(LinkError, match="too old"):
        move(store, link_of(store), NOW + WITHIN + timedelta(seconds=1))


def test_the_link_of_an_earlier_wish_is_worth_nothing(store: Store) -> None:
    """It went to another address than the one that would be moved to."""
    ask(store)
    link = link_of(store)
    ask(store, "ann@last.example", hours=2)
    with pytest.raises(LinkError, match="has passed"):
        move(store, link)
    assert ann(store).address == "ann@example.org"


def test_the_address_of_another_reader_is_refused_at_the_end(store: Store) -> None:
    """Only who reads the mail of that address learns of it."""
    ask(store)
    link = link_of(store)
    number = ann(store).id
    add_readers(store, "ann@new.example")
    with pytest.raises(LinkError, match="another reader"):
        move(store, link)
    assert number_of(store, "ann@example.org") == number


def test_what_is_no_address_is_told(store: Store) -> None:
    """A typing error is all that the page may tell."""
    with pytest.raises(AddressError):
        ask(store, "ann")
    with pytest.raises(LinkError, match="sign up anew"):
        subscribers.ask_to_move(store, 99, "a@new.example", terms=TERMS, now=NOW)
