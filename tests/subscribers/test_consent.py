from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from builders import NOW
from digest import subscribers
from digest.deliveries import Purpose
from digest.errors import AddressError, LinkError
from digest.readers import Subscriber, SubscriberState
from digest.secret import Secret
from digest.signed.links import ENDING, Claim, LinkPurpose, make_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Greetings, Store
from digest.subscribers import Terms
from store_steps import add_readers, claim, publish

KEY = Secret("k" * 64)
TERMS = Terms(
    most_per_hour=300,
    confirm_within=timedelta(days=14),
    greetings=Greetings(welcome=frozenset({"weekly"})),
)
CONFIRMED, UNCONFIRMED = SubscriberState.CONFIRMED, SubscriberState.UNCONFIRMED
UNSUBSCRIBED = SubscriberState.UNSUBSCRIBED


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    store = open_memory()
    yield store
    store.close()


def ask(store: Store, *newsletters: str, address: str = "ann@example.org") -> None:
    """Ann fills in the form."""
    subscribers.subscribe(
        store,
        address=address,
        name="Ann",
        newsletters=newsletters or ("weekly",),
        language="de",
        terms=TERMS,
        now=NOW,
    )


def ann(store: Store) -> Subscriber:
    """Ann as the store knows her."""
    found = store.find_subscriber("ann@example.org")
    assert found is not None
    return found


def token(purpose: LinkPurpose, number: int, newsletter: str = "") -> str:
    """A link that came by mail, in a letter that was planned now."""
    made = NOW if purpose in ENDING else None
    claim = Claim(subscriber=number, newsletter=newsletter, made=made)
    return make_token(KEY.reveal(), purpose, claim)


def confirm(store: Store, link: str, now: datetime = NOW) -> Claim:
    """Somebody presses the button behind the link of a confirmation."""
    return subscribers.confirm(store, KEY, link, terms=TERMS, now=now)


def test_asking_plans_one_confirmation_and_no_issue(store: Store) -> None:
    """Nobody is a reader before they say so."""
    ask(store)
    assert ann(store).state is UNCONFIRMED
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
    assert publish(store) == 0


def test_asking_again_within_the_hour_plans_nothing(store: Store) -> None:
    """Nobody's mailbox is flooded by a form."""
    for address in ("ann@example.org", "ANN@EXAMPLE.ORG", " ann@example.org "):
        ask(store, address=address)
    assert store.open_deliveries() == 1


def test_asking_for_what_one_reads_already_is_answered_alike(store: Store) -> None:
    """The form tells nobody who reads: no error, and no mail."""
    add_readers(store, "ann@example.org")
    ask(store)
    assert store.open_deliveries() == 0
    assert ann(store).state is CONFIRMED


def test_what_is_no_address_is_told_at_once(store: Store) -> None:
    """A typing error is the one thing the form may tell."""
    with pytest.raises(AddressError, match="no e-mail address"):
        ask(store, address="ann@example.org\r\nBcc: all@example.org")
    assert list(store.subscribers()) == []


def test_a_name_from_the_form_is_one_short_line(store: Store) -> None:
    """It is shown to nobody but its owner, and even so."""
    subscribers.subscribe(
        store,
        address="ann@example.org",
        name="Ann\r\nBcc: x\u202e\0" + "x" * 500,
        newsletters=["weekly"],
        language="",
        terms=TERMS,
        now=NOW,
    )
    assert ann(store).name.startswith("Ann Bcc: x xxx")
    assert len(ann(store).name) == 200


def test_the_confirmation_makes_a_reader_and_may_be_repeated(store: Store) -> None:
    """Twice pressed is once confirmed."""
    ask(store)
    link = token(LinkPurpose.CONFIRM, ann(store).id, "weekly")
    for _ in range(2):
        claimed = confirm(store, link)
        assert (claimed.subscriber, claimed.newsletter) == (ann(store).id, "weekly")
    assert ann(store).state is CONFIRMED
    assert publish(store) == 1


def test_an_old_confirmation_brings_nobody_back(store: Store) -> None:
    """Who left and finds the first letter again stays away."""
    ask(store)
    number = ann(store).id
    link = token(LinkPurpose.CONFIRM, number, "weekly")
    confirm(store, link)
    subscribers.leave(store, KEY, token(LinkPurpose.LEAVE, number, "weekly"), NOW)
    with pytest.raises(LinkError, match="has ended"):
        confirm(store, link)
    assert ann(store).state is UNSUBSCRIBED


def test_a_confirmation_is_good_for_its_time_only(store: Store) -> None:
    """Who asked in spring may have thought better of it by autumn."""
    ask(store)
    link = token(LinkPurpose.CONFIRM, ann(store).id, "weekly")
    late = NOW + TERMS.confirm_within + timedelta(seconds=1)
    with pytest.raises(LinkError, match="too old"):
        confirm(store, link, late)
    assert ann(store).state is UNCONFIRMED
    confirm(store, link, NOW + TERMS.confirm_within)
    assert ann(store).state is CONFIRMED


def test_who_confirms_is_greeted_as_the_newsletter_does(store: Store) -> None:
    """By the terms of digest.toml."""
    ask(store)
    confirm(store, token(LinkPurpose.CONFIRM, ann(store).id, "weekly"))
    assert store.open_deliveries(Purpose.WELCOME) == 1


def test_who_left_by_a_link_may_think_better_of_it(store: Store) -> None:
    """For an hour, and once it is done it may be repeated."""
    add_readers(store, "ann@example.org")
    link = token(LinkPurpose.LEAVE, ann(store).id, "weekly")
    subscribers.leave(store, KEY, link, NOW)
    with pytest.raises(LinkError, match="just now"):
        subscribers.come_back(store, KEY, link, NOW + timedelta(hours=1))
    for _ in range(2):
        subscribers.come_back(store, KEY, link, NOW + timedelta(minutes=59))
    assert ann(store).newsletters == ("weekly",)


def leave(store: Store, link: str) -> Claim:
    """Somebody presses the button of their mail program."""
    return subscribers.leave(store, KEY, link, NOW)


@pytest.mark.parametrize("act", [confirm, leave])
def test_a_link_for_something_else_does_nothing(
    store: Store, act: Callable[[Store, str], Claim]
) -> None:
    """A link to the preferences neither confirms nor ends."""
    add_readers(store, "ann@example.org")
    number = ann(store).id
    good = token(LinkPurpose.PREFERENCES, number, "weekly")
    for link in (good, good[:-1], good + "x", "", "7.weekly", f"{number}.weekly.x"):
        with pytest.raises(LinkError):
            act(store, link)
    assert ann(store).state is CONFIRMED


def test_leaving_ends_one_newsletter_and_withdraws_its_letters(store: Store) -> None:
    """At once, for what is on its way too, and repeating it is safe."""
    add_readers(store, "ann@example.org")
    add_readers(store, "ann@example.org", newsletter="daily")
    publish(store)
    link = token(LinkPurpose.LEAVE, ann(store).id, "weekly")
    for _ in range(2):
        subscribers.leave(store, KEY, link, NOW)
    assert ann(store).newsletters == ("daily",)
    assert claim(store) == ()


def test_one_click_in_a_confirmation_ends_everything(store: Store) -> None:
    """Who was signed up to five newsletters by somebody else clicks once."""
    ask(store, "weekly", "daily", "monthly")
    subscribers.leave(store, KEY, token(LinkPurpose.LEAVE, ann(store).id), NOW)
    assert ann(store).state is UNSUBSCRIBED
    assert store.open_deliveries() == 0


def test_leaving_after_being_forgotten_is_no_error(store: Store) -> None:
    """A mail program that posts late is told that all is well."""
    add_readers(store, "ann@example.org")
    link = token(LinkPurpose.LEAVE, ann(store).id, "weekly")
    assert subscribers.forget(store, "ann@example.org")
    subscribers.leave(store, KEY, link, NOW)
    assert not subscribers.forget(store, "ann@example.org")
