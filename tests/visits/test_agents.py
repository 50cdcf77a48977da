"""What feed readers call themselves."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.visits.agents import agent_name, subscriber_count


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("FreshRSS/1.24.0 (Linux; https://freshrss.org)", "FreshRSS"),
        ("Feedly/1.0 (+http://feedly.example/; 16 subscribers)", "Feedly"),
        ("Feedbin feed-id:1373711 - 142 subscribers", "Feedbin"),
        ("Mozilla/5.0 (compatible; Miniflux/2.0.46; +https://a.b)", "Miniflux"),
        ("NetNewsWire (RSS Reader; https://netnewswire.com/)", "NetNewsWire"),
        ("newsboat/2.32 (Linux x86_64)", "newsboat"),
        ("Tiny Tiny RSS/21.11-7cfc30a (https://tt-rss.org/)", "Tiny Tiny RSS"),
        ("NewsBlur Feed Fetcher - 12 subscribers", "NewsBlur Feed Fetcher"),
        ("Reeder/5050001 CFNetwork/1335 Darwin/21.6", "Reeder"),
        ("Tiny Reader v2", "Tiny Reader"),
        ("feedparser/6.0.10 +https://feedparser.example/", "feedparser"),
        ("Mozilla/5.0 (X11; rv:102.0) Gecko/20100101 Thunderbird/102.1", "Thunderbird"),
        (
            "Mozilla/5.0 (X) AppleWebKit/5 (KHTML, like Gecko) QuiteRSS/0.18 Safari/5",
            "QuiteRSS",
        ),
        ("Mozilla/5.0 (X11; rv:120.0) Gecko/20100101 Firefox/120.0", "(browsers)"),
        (
            "Mozilla/5.0 (X) AppleWebKit/5 (KHTML, like Gecko) Chrome/120 Safari/5",
            "(browsers)",
        ),
        ("Mozilla/5.0", "(browsers)"),
        ("-", "(without a name)"),
        ("", "(without a name)"),
        ("Mozilla/5.0 (compatible; )", "(browsers)"),
        ("Tiny\u202e\x1b[31mReader/1", "Tiny??[31mReader"),
    ],
)
def test_a_name_is_without_version_and_remarks(agent: str, name: str) -> None:
    """As people call it; browsers are one."""
    assert agent_name(agent) == name


@pytest.mark.parametrize(
    ("agent", "count"),
    [
        ("Feedly/1.0 (+http://feedly.example/; 16 subscribers)", 16),
        ("Feedbin feed-id:1373711 - 1 subscriber", 1),
        ("Old Reader; 7 Readers", 7),
        ("FreshRSS/1.24.0", None),
        ("9999999999999 subscribers", None),
    ],
)
def test_a_service_says_for_how_many_it_asks(agent: str, count: int | None) -> None:
    """Where it does."""
    assert subscriber_count(agent) == count


def test_a_name_without_end_costs_no_more_than_others() -> None:
    """A reader may send what it likes: a line of a log is 64 kB at the most."""
    began = monotonic()
    assert agent_name(f"Mozilla/5.0 {'a' * 64_000}") == "(browsers)"
    assert monotonic() - began < 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_agent_has_a_short_name_that_can_be_shown(agent: str) -> None:
    """Whoever made it up."""
    for text in (agent, f"Mozilla/5.0 (compatible; {agent})"):
        name = agent_name(text)
        assert name
        assert name.isprintable()
        assert len(name) <= 40
