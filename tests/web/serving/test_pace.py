"""How many requests one address on the internet may send us."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rates import Rate
from digest.web.app import make_app
from digest.web.serving import pace
from digest.web.serving.pace import Pace, reader_at
from digest.wiring import Press
from serving import Client, serving

STRANGER = "9.9.9.9"


class Seconds:
    """A clock that goes when it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


def a_pace(count: int, seconds: int, clock: Seconds) -> Pace:
    """So many in so many seconds."""
    return Pace(Rate(count=count, seconds=seconds), clock=clock)


def test_all_that_the_rate_allows_may_come_at_once() -> None:
    """The next one waits until there is room, and then as long as the pause."""
    clock = Seconds()
    limit = a_pace(5, 10, clock)
    assert [limit.seconds_to_wait(STRANGER) for _ in range(6)] == [0] * 5 + [2]
    clock.now += 2
    assert limit.seconds_to_wait(STRANGER) == 0
    assert limit.seconds_to_wait(STRANGER) == 2
    assert limit.seconds_to_wait("8.8.8.8") == 0


def test_who_is_refused_is_not_counted() -> None:
    """A program that does not listen is let in as soon as there is room."""
    clock = Seconds()
    limit = a_pace(1, 1, clock)
    assert limit.seconds_to_wait(STRANGER) == 0
    assert {limit.seconds_to_wait(STRANGER) for _ in range(100)} == {1}
    clock.now += 1
    assert limit.seconds_to_wait(STRANGER) == 0


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200))
def test_nobody_is_served_more_than_the_rate(pauses: list[float]) -> None:
    """In no window of ten seconds more than twice what may come at once."""
    clock = Seconds()
    limit = a_pace(5, 10, clock)
    served: list[float] = []
    for pause in pauses:
        clock.now += pause
        if not limit.seconds_to_wait(STRANGER):
            served.append(clock.now)
    for begin in served:
        assert sum(begin <= moment < begin + 10 for moment in served) <= 10


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "10.1.2.3", "fe80::1%eth0", ""])
def test_an_address_of_our_own_has_no_limit(host: str) -> None:
    """It is a proxy's or a gateway's, and stands for many."""
    limit = a_pace(1, 3600, Seconds())
    assert not any(limit.seconds_to_wait(host) for _ in range(100))


def test_without_a_rate_nobody_waits() -> None:
    """As `rate = ""` says."""
    limit = Pace(None, clock=Seconds())
    assert not any(limit.seconds_to_wait(STRANGER) for _ in range(1000))


def test_a_household_is_one_reader() -> None:
    """With all its addresses of IPv6; IPv4 in the clothes of IPv6 is IPv4."""
    assert reader_at("2620:fe::9") == reader_at("2620:fe::a:b:c:d")
    assert reader_at("2620:fe::9") != reader_at("2620:fe:0:1::9")
    assert reader_at("::ffff:9.9.9.9") == STRANGER


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no turn ahead is forgotten first, then who has the fewest."""
    monkeypatch.setattr(pace, "MOST_KNOWN", 10)
    clock = Seconds()
    limit = a_pace(2, 10, clock)
    for number in range(1, 10):
        limit.seconds_to_wait(f"9.9.9.{number}")
    limit.seconds_to_wait("8.8.8.8")
    limit.seconds_to_wait("8.8.8.8")
    limit.seconds_to_wait("7.7.7.7")
    assert len(limit._turns) <= 10
    assert limit.seconds_to_wait("8.8.8.8") > 0
    clock.now += 100
    for number in range(1, 12):
        limit.seconds_to_wait(f"6.6.6.{number}")
    assert "8.8.8.8" not in limit._turns


def behind_a_proxy(press: Press, rate: str) -> Press:
    """The press with this rate, and a proxy on this machine that is believed."""
    web = replace(press.config.web, rate=rate, trusted_proxy="127.0.0.1")
    return replace(press, config=replace(press.config, web=web))


def ask_as(client: Client, address: str, path: str = "/atom.xml") -> int:
    """The status that a reader behind the proxy sees."""
    return client.ask(path, X_Forwarded_For=address).status


def test_too_many_requests_are_told_when_to_come_back(press: Press) -> None:
    """429 by either way, and nobody else is refused for it (RFC 6585 4)."""
    (press.config.feeds_folder / "atom.xml").write_bytes(b"<feed/>")
    with serving(make_app(behind_a_proxy(press, "3/h"))) as client:
        assert [ask_as(client, STRANGER) for _ in range(5)] == [200] * 3 + [429] * 2
        answer = client.ask("/subscribe", X_Forwarded_For=STRANGER)
        assert answer.status == 429
        assert 1000 < int(answer.headers["retry-after"]) <= 1200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert ask_as(client, "8.8.8.8") == 200
        # who made up an address before the proxy's word is known all the same
        assert ask_as(client, f"8.8.8.8, {STRANGER}") == 429
        assert client.ask("/atom.xml").status == 200


def test_without_a_rate_in_the_settings_all_are_served(press: Press) -> None:
    """However often they come."""
    (press.config.feeds_folder / "atom.xml").write_bytes(b"<feed/>")
    with serving(make_app(behind_a_proxy(press, ""))) as client:
        assert {ask_as(client, STRANGER) for _ in range(80)} == {200}
