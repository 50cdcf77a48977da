from __future__ import annotations

from dataclasses import replace

import pytest

from digest.config.passwords import read_passwords
from digest.relay import read_relay


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://ann@relay.example.org", 587),
        ("smtps://ann@relay.example.org/", 465),
        ("smtp://ann@relay.example.org:2525", 2525),
        ("smtp+plain://relay.example.org", 25),
        ("smtp+plain://ann@127.0.0.1", 25),
        ("smtp+plain://ann@localhost", 25),
    ],
)
def test_each_scheme_has_its_port(url: str, port: int) -> None:
    """A port need not be given."""
    assert read_relay(url).port == port


def test_a_user_may_be_an_address() -> None:
    """Many relays take an address for a user; its @ is written %40."""
    relay = read_relay("smtp://a%40example.org@relay.example.org")
    assert relay.user == "a@example.org"
    assert str(relay) == "relay.example.org:587"


@pytest.mark.parametrize(
    ("url", "fact"),
    [
        ("", "is no relay"),
        ("smpt://relay.example.org", "is no relay"),
        ("relay.example.org", "is no relay"),
        ("http://relay.example.org", "is no relay"),
        ("smtp://", "is no relay"),
        ("smtp://relay.example.org/inbox", "is no relay"),
        ("smtp://[relay", "has no good host or port"),
        ("smtp://relay.example.org:99999", "has no good host or port"),
        ("smtp://relay.example.org:x", "has no good host or port"),
        ("smtp+plain://ann@relay.example.org", "in the clear"),
    ],
)
def test_what_is_no_safe_relay_is_told_with_a_remedy(url: str, fact: str) -> None:
    """The owner learns it at the start, not when the first letter is due."""
    with pytest.raises(ValueError, match=f"{fact}.*; (use|write) smtp"):
        read_relay(url)


@pytest.mark.parametrize("rest", ["relay.example.org", "relay.example.org:x", "[x", ""])
def test_a_password_in_the_url_is_refused_and_not_shown(rest: str) -> None:
    """digest.toml may be public; the message about it is logged."""
    with pytest.raises(ValueError, match="smtp:") as error:
        read_relay(f"smtp://ann:hidden@{rest}")
    assert "hidden" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "setting", "password"),
    [
        ("relay", "[mail] relay", "DIGEST_SMTP_PASSWORD"),
        ("far-away", "[[relays]] far-away", "DIGEST_SMTP_PASSWORD_FAR_AWAY"),
    ],
)
def test_remedies_name_the_settings_of_the_relay_itself(
    name: str, setting: str, password: str
) -> None:
    """Where there are several, the owner must not look at the wrong one."""
    relay = replace(read_relay("smtp://ann@relay.example.org"), name=name)
    assert (relay.setting, relay.password_setting) == (setting, password)
    found = read_passwords([name], (), {password: "tide"})
    kept = {"relay": found["smtp_password"], **found["relay_passwords"]}
    assert kept[name].reveal() == "tide"
