"""How many sign-ups we take, and of whom."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from starlette.requests import Request

from builders import NOW
from digest.web.readers.limits import (
    FOR_ONE_ADDRESS,
    FROM_ONE_NETWORK,
    SignUpLimits,
)

HOUR = timedelta(hours=1)


def request_of(client: str, **fields: str) -> Request:
    """A request of this client."""
    headers = [
        (name.replace("_", "-").encode(), value.encode())
        for name, value in fields.items()
    ]
    return Request({"type": "http", "client": (client, 1), "headers": headers})


@pytest.mark.parametrize(
    ("first", "neighbour", "stranger"),
    [
        ("192.0.2.1", "192.0.2.250", "192.0.3.1"),
        ("2001:db8:0:1::1", "2001:db8:0:ff::2", "2001:db8:0:100::1"),
        ("127.0.0.1", "127.0.0.2", "127.0.1.1"),
    ],
)
def test_a_network_has_a_limit_of_its_own(
    first: str, neighbour: str, stranger: str
) -> None:
    """A /24 of IPv4, a /56 of IPv6; after an hour it may ask again."""
    limits = SignUpLimits(together=300)
    asked = request_of(first)
    waits = [limits.seconds_for_client(asked, NOW) for _ in range(FROM_ONE_NETWORK)]
    assert waits == [0] * FROM_ONE_NETWORK
    assert limits.seconds_for_client(request_of(neighbour), NOW) == HOUR.seconds
    assert limits.seconds_for_client(request_of(stranger), NOW) == 0
    assert limits.seconds_for_client(asked, NOW + HOUR) == 0


def test_an_address_has_a_limit_of_its_own() -> None:
    """However it is written."""
    limits = SignUpLimits(together=300)
    for _ in range(FOR_ONE_ADDRESS):
        assert limits.seconds_for_address("ann@example.net", NOW) == 0
    assert limits.seconds_for_address("ANN@example.net", NOW) > 0
    assert limits.seconds_for_address("bob@example.net", NOW) == 0


def test_all_together_have_a_limit() -> None:
    """Many networks and many addresses do not get around it."""
    limits = SignUpLimits(together=3)
    waits = [limits.seconds_for_address(f"a{n}@example.net", NOW) for n in range(5)]
    assert [bool(wait) for wait in waits] == [False, False, False, True, True]


def test_readers_behind_an_unnamed_proxy_are_not_counted_as_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The owner is told once; the other limits stand."""
    limits = SignUpLimits(together=300)
    asked = request_of("10.0.0.7", x_forwarded_for="192.0.2.1")
    with caplog.at_level(logging.WARNING):
        for _ in range(2 * FROM_ONE_NETWORK):
            assert limits.seconds_for_client(asked, NOW) == 0
    (record,) = caplog.records
    assert "[web] trusted_proxy does not name 10.0.0.7" in record.getMessage()


def test_nobody_on_the_internet_gets_around_by_the_field_of_a_proxy() -> None:
    """Only an address of a network of our own can be our proxy."""
    limits = SignUpLimits(together=300)
    asked = request_of("8.8.8.8", forwarded="for=192.0.2.1")
    for _ in range(FROM_ONE_NETWORK):
        limits.seconds_for_client(asked, NOW)
    assert limits.seconds_for_client(asked, NOW) > 0
