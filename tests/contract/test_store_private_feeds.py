"""Feeds of one subscriber each: which token opens what."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW, a_suppression
from digest.readers import FeedAccess
from digest.store.protocols import Store
from store_steps import add_readers

LATER = NOW + timedelta(days=1)


def test_a_token_that_was_never_given_is_unknown(store: Store) -> None:
    """Asking is no error."""
    assert store.feed_access("nothing") is FeedAccess.UNKNOWN


def test_a_feed_opens_by_its_own_token(store: Store) -> None:
    """And by no other."""
    ann, bob = add_readers(store, "ann@example.net", "bob@example.net")
    assert store.add_private_feed(ann, "a", now=NOW)
    assert store.add_private_feed(bob, "b", now=NOW)
    assert store.feed_access("a") is FeedAccess.OPEN
    assert store.feed_access("b") is FeedAccess.OPEN
    assert store.feed_access("A") is FeedAccess.UNKNOWN


def test_a_subscriber_has_one_feed_at_a_time(store: Store) -> None:
    """Of two that are given, the first stands; nothing is written of the second."""
    (ann,) = add_readers(store, "ann@example.net")
    assert store.add_private_feed(ann, "a", now=NOW)
    assert not store.add_private_feed(ann, "b", now=NOW)
    assert store.feed_access("a") is FeedAccess.OPEN
    assert store.feed_access("b") is FeedAccess.UNKNOWN


def test_a_token_is_given_once(store: Store) -> None:
    """Two subscribers never share one."""
    ann, bob = add_readers(store, "ann@example.net", "bob@example.net")
    assert store.add_private_feed(ann, "a", now=NOW)
    assert not store.add_private_feed(bob, "a", now=NOW)


def test_nobody_has_no_feed(store: Store) -> None:
    """The number of no subscriber."""
    assert not store.add_private_feed(99, "a", now=NOW)
    assert store.feed_access("a") is FeedAccess.UNKNOWN
    assert not store.revoke_private_feed(99, now=NOW)


def test_a_feed_that_was_taken_back_has_ended(store: Store) -> None:
    """It can be given anew, by another token; the old one stays known as ended."""
    (ann,) = add_readers(store, "ann@example.net")
    store.add_private_feed(ann, "a", now=NOW)
    assert store.revoke_private_feed(ann, now=LATER)
    assert not store.revoke_private_feed(ann, now=LATER)
    assert store.feed_access("a") is FeedAccess.ENDED
    assert not store.add_private_feed(ann, "a", now=LATER)
    assert store.add_private_feed(ann, "b", now=LATER)
    assert store.feed_access("b") is FeedAccess.OPEN
    assert store.feed_access("a") is FeedAccess.ENDED


def test_a_feed_ends_with_the_last_subscription(store: Store) -> None:
    """And comes back with the reader, who knows its address."""
    (ann,) = add_readers(store, "ann@example.net")
    add_readers(store, "ann@example.net", newsletter="tides")
    store.add_private_feed(ann, "a", now=NOW)
    store.unsubscribe(ann, "weekly", now=NOW)
    assert store.feed_access("a") is FeedAccess.OPEN
    store.unsubscribe(ann, "tides", now=NOW)
    assert store.feed_access("a") is FeedAccess.ENDED
    store.choose_subscriptions(ann, ["tides"], now=LATER)
    assert store.feed_access("a") is FeedAccess.OPEN


def test_who_has_yet_to_confirm_reads_nothing(store: Store) -> None:
    """The address may be somebody else's."""
    reader = store.request_subscription(
        "ann@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
    )
    assert store.add_private_feed(reader.id, "a", now=NOW)
    assert store.feed_access("a") is FeedAccess.ENDED
    store.confirm(reader.id, "weekly", now=LATER)
    assert store.feed_access("a") is FeedAccess.OPEN


def test_who_is_suppressed_reads_nothing(store: Store) -> None:
    """Until that is lifted."""
    (ann,) = add_readers(store, "ann@example.net")
    store.add_private_feed(ann, "a", now=NOW)
    store.suppress(a_suppression("ann@example.net"))
    assert store.feed_access("a") is FeedAccess.ENDED
    store.lift_suppression("ann@example.net")
    assert store.feed_access("a") is FeedAccess.OPEN


def test_of_who_is_forgotten_only_the_end_is_known(store: Store) -> None:
    """Their program is told so; several of them do not get into each other's way."""
    readers = add_readers(store, "ann@example.net", "bob@example.net")
    for number, token in zip(readers, "ab", strict=True):
        store.add_private_feed(number, token, now=NOW)
        assert store.forget(number)
        assert store.feed_access(token) is FeedAccess.ENDED
