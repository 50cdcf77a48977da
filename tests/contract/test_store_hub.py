from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from builders import NOW
from digest.records.hub import (
    Dialect,
    HubCounts,
    Intent,
    Listener,
    Load,
    Ping,
    Request,
    Told,
)
from digest.store.protocols import Store

ATOM = "https://notes.example.org/atom.xml"
RSS = "https://notes.example.org/rss.xml"
HUB = "https://hub.example.org/"
LATER = NOW + timedelta(days=10)
MINUTE = timedelta(minutes=1)


def a_request(**changes: Any) -> Request:
    """Somebody wants to be told of the Atom feed."""
    request = Request(
        dialect=Dialect.WEBSUB,
        intent=Intent.SUBSCRIBE,
        topic=ATOM,
        callback="https://reader.example/1",
        host="reader.example",
        secret="of mine",
        lease=timedelta(days=10),
    )
    return replace(request, **changes)


def listen(store: Store, number: int = 1, **changes: Any) -> None:
    """A callback listens."""
    callback = f"https://reader.example/{number}"
    store.grant(a_request(callback=callback, **changes), until=LATER)


def due(store: Store) -> tuple[Listener, ...]:
    """Who is to be told now."""
    return store.due_listeners(100, now=NOW)


def test_a_new_store_knows_nobody(store: Store) -> None:
    """Asking is no error."""
    assert store.topic_digests() == {}
    assert store.due_requests(9, now=NOW) == ()
    assert due(store) == ()
    assert store.due_pings([HUB], now=NOW) == ()
    nothing = HubCounts(listeners=0, failing=0, requests=0, pings=0, faults=())
    assert store.hub_counts() == nothing


def test_a_request_comes_back_whole(store: Store) -> None:
    """With a number of its own, oldest first, and no more than are asked for."""
    asked = a_request(intent=Intent.UNSUBSCRIBE, is_challenged=False, tries=2)
    store.add_request(asked, now=NOW - MINUTE)
    store.add_request(a_request(topic=RSS, dialect=Dialect.RSSCLOUD), now=NOW)
    store.add_request(a_request(topic="later"), now=NOW + MINUTE)
    first, second = store.due_requests(9, now=NOW)
    assert first == replace(asked, number=first.number)
    assert second.dialect is Dialect.RSSCLOUD
    assert store.due_requests(1, now=NOW) == (first,)


def test_the_newest_request_of_a_callback_takes_the_place_of_the_others(
    store: Store,
) -> None:
    """And who settles an old one settles nothing."""
    store.add_request(a_request(), now=NOW)
    (old,) = store.due_requests(9, now=NOW)
    store.add_request(a_request(intent=Intent.UNSUBSCRIBE), now=NOW)
    store.drop_request(old)
    store.put_off_request(old, due=LATER)
    (new,) = store.due_requests(9, now=NOW)
    assert new.intent is Intent.UNSUBSCRIBE
    assert new.number != old.number


def test_a_request_is_put_off_or_dropped(store: Store) -> None:
    """A later try knows how many there were."""
    store.add_request(a_request(), now=NOW)
    (asked,) = store.due_requests(9, now=NOW)
    store.put_off_request(asked, due=NOW + MINUTE)
    assert store.due_requests(9, now=NOW) == ()
    (again,) = store.due_requests(9, now=NOW + MINUTE)
    assert again.tries == 1
    store.drop_request(again)
    assert store.due_requests(9, now=LATER) == ()


def test_what_is_granted_is_asked_no_more(store: Store) -> None:
    """The request becomes a listener, in one transaction."""
    store.add_request(a_request(), now=NOW)
    (asked,) = store.due_requests(9, now=NOW)
    store.grant(asked, until=LATER)
    assert store.due_requests(9, now=NOW) == ()
    assert store.hub_counts().listeners == 1


def test_a_new_listener_has_what_is_there(store: Store) -> None:
    """Nothing is told before something changes."""
    store.announce({ATOM: "one"}, [], now=NOW)
    listen(store)
    assert due(store) == ()
    store.announce({ATOM: "one"}, [], now=NOW)
    assert due(store) == ()


def test_a_change_is_due_for_those_who_listen_to_it(store: Store) -> None:
    """To this topic, and while their lease lasts."""
    listen(store, 1)
    listen(store, 2, topic=RSS)
    store.announce({ATOM: "two"}, [], now=NOW)
    (listener,) = due(store)
    assert listener == Listener(
        number=listener.number,
        dialect=Dialect.WEBSUB,
        topic=ATOM,
        callback="https://reader.example/1",
        host="reader.example",
        secret="of mine",
        wanted="two",
        failures=0,
    )
    assert store.topic_digests() == {ATOM: "two"}
    assert store.due_listeners(9, now=LATER) == ()


def test_a_renewal_keeps_what_is_to_be_told(store: Store) -> None:
    """Only secret, dialect and lease are new."""
    listen(store)
    store.announce({ATOM: "two"}, [], now=NOW)
    listen(store, secret="another", dialect=Dialect.RSSCLOUD)
    (listener,) = due(store)
    assert listener.secret == "another"
    assert listener.dialect is Dialect.RSSCLOUD
    assert listener.wanted == "two"


def test_who_leaves_is_there_no_more(store: Store) -> None:
    """A grant of anything but a subscription ends it."""
    listen(store)
    listen(store, intent=Intent.UNSUBSCRIBE)
    assert store.hub_counts().listeners == 0


def test_what_was_told_is_due_no_more(store: Store) -> None:
    """And failures before it are forgotten."""
    listen(store)
    store.announce({ATOM: "two"}, [], now=NOW)
    (one,) = due(store)
    store.record_told([Told(number=one.number, wanted="two", due=NOW)])
    assert due(store)[0].failures == 1
    assert store.hub_counts().failing == 1
    store.record_told([Told(number=one.number, wanted="two", digest="two")])
    assert due(store) == ()
    assert store.hub_counts().failing == 0
    store.announce({ATOM: "three"}, [], now=NOW)
    assert due(store)[0].failures == 0


def test_a_change_while_it_is_told_stays_due(store: Store) -> None:
    """Whether the telling went well or not."""
    listen(store)
    store.announce({ATOM: "two"}, [], now=NOW)
    (one,) = due(store)
    store.announce({ATOM: "three"}, [], now=NOW)
    store.record_told([Told(number=one.number, wanted="two", due=LATER)])
    assert [each.wanted for each in due(store)] == ["three"]
    store.record_told([Told(number=one.number, wanted="two", digest="two")])
    assert [each.wanted for each in due(store)] == ["three"]


def test_who_has_the_newest_bytes_already_is_not_told_again(store: Store) -> None:
    """They were read from the disk before they were announced; or they came back."""
    listen(store)
    store.announce({ATOM: "two"}, [], now=NOW)
    (one,) = due(store)
    store.record_told([Told(number=one.number, wanted="two", digest="three")])
    store.announce({ATOM: "three"}, [], now=NOW)
    assert due(store) == ()


def test_a_failure_waits_and_ends(store: Store) -> None:
    """Without a next try there is peace until the next change."""
    listen(store)
    store.announce({ATOM: "two"}, [], now=NOW)
    (one,) = due(store)
    store.record_told([Told(number=one.number, wanted="two", due=NOW + MINUTE)])
    assert due(store) == ()
    assert store.due_listeners(9, now=NOW + MINUTE)
    store.record_told([Told(number=one.number, wanted="two")])
    assert store.due_listeners(9, now=LATER - MINUTE) == ()


def test_those_that_fail_come_behind_the_others(store: Store) -> None:
    """Whoever was added first."""
    for number in (1, 2, 3):
        listen(store, number)
    store.announce({ATOM: "two"}, [], now=NOW)
    first = due(store)[0]
    store.record_told([Told(number=first.number, wanted="two", due=NOW)])
    assert due(store)[-1].number == first.number
    assert len(store.due_listeners(2, now=NOW)) == 2


def test_many_are_kept_in_one_go(store: Store) -> None:
    """Those that are gone, those that took it and those that did not."""
    for number in range(1, 4):
        listen(store, number)
    store.announce({ATOM: "two"}, [], now=NOW)
    gone, taken, failed = due(store)
    store.record_told(
        [
            Told(number=gone.number, wanted="two", is_gone=True),
            Told(number=taken.number, wanted="two", digest="two"),
            Told(number=failed.number, wanted="two", due=NOW),
        ]
    )
    assert [each.number for each in due(store)] == [failed.number]
    assert store.hub_counts().listeners == 2
    store.record_told([])


def test_a_lease_that_is_over_ends(store: Store) -> None:
    """At the moment itself."""
    listen(store)
    assert store.end_leases(now=LATER - MINUTE) == 0
    assert store.end_leases(now=LATER) == 1
    assert store.hub_counts().listeners == 0


def test_the_load_is_counted_by_host_and_together(store: Store) -> None:
    """Listeners, and requests that are not settled."""
    listen(store)
    store.add_request(a_request(callback="https://reader.example/2"), now=NOW)
    store.add_request(a_request(host="other.example", topic=RSS), now=NOW)
    known = {"topic": ATOM, "callback": "https://reader.example/1"}
    load = store.hub_load(**known, host="reader.example")
    assert load == Load(of_host=2, together=3, is_known=True)
    other = store.hub_load(topic=RSS, callback="https://a.example/", host="a.example")
    assert other == Load(of_host=0, together=3, is_known=False)


def test_listeners_of_a_feed_that_goes_are_to_be_told(store: Store) -> None:
    """In WebSub's words only; and nothing else is left of the topic."""
    listen(store)
    listen(store, 2, dialect=Dialect.RSSCLOUD)
    listen(store, 3, topic=RSS)
    store.announce({ATOM: "two", RSS: "two"}, [HUB], now=NOW)
    store.add_request(a_request(), now=NOW)
    store.retire([ATOM], now=NOW)
    (denial,) = store.due_requests(9, now=NOW)
    assert denial.intent is Intent.DENIED
    assert denial.callback == "https://reader.example/1"
    assert store.topic_digests() == {RSS: "two"}
    assert [each.topic for each in due(store)] == [RSS]
    assert [each.topic for each in store.due_pings([HUB], now=NOW)] == [RSS]


def test_every_hub_is_to_know_every_change(store: Store) -> None:
    """By hub and topic; of hubs that are not asked for, nothing is told."""
    store.announce({RSS: "r", ATOM: "a"}, [HUB, "https://b.example/"], now=NOW)
    pings = (
        Ping(hub=HUB, topic=ATOM, digest="a"),
        Ping(hub=HUB, topic=RSS, digest="r"),
    )
    assert store.due_pings([HUB], now=NOW) == pings
    assert len(store.due_pings([HUB, "https://b.example/"], now=NOW)) == 4
    assert store.due_pings([], now=NOW) == ()


def test_a_ping_ends_unless_something_changed_meanwhile(store: Store) -> None:
    """What the hub does not know yet stays."""
    store.announce({ATOM: "a", RSS: "r"}, [HUB], now=NOW)
    pings = store.due_pings([HUB], now=NOW)
    store.announce({ATOM: "b"}, [HUB], now=NOW)
    store.end_pings(pings)
    assert store.due_pings([HUB], now=NOW) == (Ping(hub=HUB, topic=ATOM, digest="b"),)


def test_a_ping_that_failed_comes_again_and_its_fault_is_known(store: Store) -> None:
    """But a change in between is due at once."""
    store.announce({ATOM: "a", RSS: "r"}, [HUB], now=NOW)
    pings = store.due_pings([HUB], now=NOW)
    store.announce({RSS: "s"}, [HUB], now=NOW)
    store.put_off_pings(pings, due=NOW + MINUTE, fault="answers 500")
    assert [each.topic for each in store.due_pings([HUB], now=NOW)] == [RSS]
    later = store.due_pings([HUB], now=NOW + MINUTE)
    assert [each.tries for each in later] == [1, 0]
    assert store.hub_counts().faults == ((HUB, "answers 500"),)


def test_nothing_to_announce_is_no_error(store: Store) -> None:
    """And nothing is due by it."""
    store.announce({}, [HUB], now=NOW)
    assert store.due_pings([HUB], now=NOW) == ()


def test_pings_to_a_hub_that_is_no_more_are_forgotten(store: Store) -> None:
    """At the next change."""
    store.announce({ATOM: "a"}, ["https://old.example/"], now=NOW)
    store.announce({ATOM: "b"}, [HUB], now=NOW)
    assert store.due_pings(["https://old.example/"], now=NOW) == ()
    assert store.hub_counts().pings == 1
