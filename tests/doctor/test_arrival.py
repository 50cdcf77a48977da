from __future__ import annotations

import pytest

from digest.doctor.advice import Advice, AdviceState
from digest.doctor.arrival import advise_exchange, advise_reverse
from nameservers import OFFLINE, Zone, an_ask

DOMAIN, HOST = "example.org", "mail.example.org"
ADDRESS = {f"{HOST} A": ["192.0.2.7"]}


def exchange(zone: Zone) -> Advice:
    """The advice on the domain's MX."""
    return advise_exchange(DOMAIN, an_ask(zone))


def test_answers_arrive_where_there_is_a_server() -> None:
    """Of two addresses either is enough."""
    zone = {f"{DOMAIN} MX": [HOST], f"{HOST} AAAA": ["2001:db8::7"]}
    assert exchange(zone).state is AdviceState.OK


@pytest.mark.parametrize(
    ("zone", "state", "told"),
    [
        ({}, AdviceState.ERROR, "there is none, so nobody can answer"),
        ({f"{DOMAIN} MX": [""]}, AdviceState.ERROR, "takes no mail"),
        ({f"{DOMAIN} MX": [HOST]}, AdviceState.ERROR, f"{HOST} has no address"),
        ({f"{DOMAIN} A": ["192.0.2.1"]}, AdviceState.WARNING, "the domain itself"),
        (
            {f"{DOMAIN} MX": [HOST, "old.example.org"], **ADDRESS},
            AdviceState.WARNING,
            "old.example.org has no address",
        ),
    ],
)
def test_answers_that_would_be_lost_are_told(
    zone: Zone, state: AdviceState, told: str
) -> None:
    """A domain that takes no mail is one that many receivers take none from."""
    advice = exchange(zone)
    assert advice.state is state
    assert told in advice.fact


def reverse(*names: str, **more: list[str]) -> Advice:
    """The advice on the relay, whose address has these names."""
    zone = {**ADDRESS, "192.0.2.7 PTR": list(names), **more}
    return advise_reverse(HOST, an_ask(zone))


def test_a_name_and_its_address_lead_to_each_other() -> None:
    """By any of its names."""
    assert reverse("other.example.org", HOST).state is AdviceState.OK


def test_an_address_without_a_name_is_refused_by_many() -> None:
    """So is one whose name leads elsewhere."""
    assert reverse().fact == "192.0.2.7 has none"
    advice = reverse("pool-7.example.net")
    assert advice.state is AdviceState.ERROR
    assert (
        advice.fact == "192.0.2.7 leads to pool-7.example.net, which does not lead back"
    )
    assert HOST in advice.remedy


def test_a_relay_without_an_address_is_none() -> None:
    """As a name that was mistyped."""
    assert advise_reverse(HOST, an_ask({})).state is AdviceState.ERROR


@pytest.mark.parametrize("silent", ["*", "192.0.2.7 PTR"])
def test_where_nobody_answers_nothing_is_said(silent: str) -> None:
    """Not of the relay, and not of the domain."""
    ask = an_ask(ADDRESS, silent=[silent])
    assert advise_reverse(HOST, ask).fact == OFFLINE
    assert advise_exchange(DOMAIN, an_ask({}, silent=["*"])).fact == OFFLINE
