from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import MailSection
from digest.errors import ConfigError
from digest.mail.courier import open_courier
from digest.mail.outbox import OutboxCourier
from digest.mail.relay import read_relay
from digest.mail.smtp import SmtpCourier
from digest.secret import Secret

PASSWORD = Secret("hidden")
NONE = Secret("")


def a_section(relay: str) -> MailSection:
    """[mail] with this relay."""
    return MailSection(relay=relay)


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://ann@relay.example.org", 587),
        ("smtps://ann@relay.example.org", 465),
        ("smtp://ann@relay.example.org:2525", 2525),
        ("smtp+plain://relay.example.org", 25),
        ("smtp+plain://ann@127.0.0.1", 25),
        ("smtp+plain://ann@localhost", 25),
    ],
)
def test_each_scheme_has_its_port(url: str, port: int) -> None:
    """A port need not be given."""
    assert read_relay(a_section(url), PASSWORD).port == port


def test_a_user_may_be_an_address() -> None:
    """Many relays take an address for a user; its @ is written %40."""
    relay = read_relay(a_section("smtp://a%40example.org@relay.example.org"), PASSWORD)
    assert relay.user == "a@example.org"
    assert str(relay) == "relay.example.org:587"
    assert "hidden" not in repr(relay)


@pytest.mark.parametrize(
    ("url", "password", "fact"),
    [
        ("relay.example.org", NONE, "is no relay"),
        ("http://relay.example.org", NONE, "is no relay"),
        ("smtp://", NONE, "is no relay"),
        ("smtp://[relay", NONE, "has no good host or port"),
        ("smtp://relay.example.org:99999", NONE, "has no good host or port"),
        ("smtp://relay.example.org:x", NONE, "has no good host or port"),
        ("smtp://ann@relay.example.org", NONE, "set DIGEST_SMTP_PASSWORD"),
        ("smtp+plain://ann@relay.example.org", PASSWORD, "in the clear"),
    ],
)
def test_what_is_no_safe_relay_is_told_with_a_remedy(
    url: str, password: Secret, fact: str
) -> None:
    """The owner learns it at the start, not when the first letter is due."""
    with pytest.raises(ConfigError, match=fact) as error:
        read_relay(a_section(url), password)
    assert str(error.value).startswith("digest.toml: [mail] relay")


@pytest.mark.parametrize("rest", ["relay.example.org", "relay.example.org:x", "[x", ""])
def test_a_password_in_the_url_is_refused_and_not_shown(rest: str) -> None:
    """digest.toml may be public; the message about it is logged."""
    with pytest.raises(ConfigError) as error:
        read_relay(a_section(f"smtp://ann:hidden@{rest}"), NONE)
    assert "hidden" not in str(error.value)


def test_digest_toml_chooses_the_courier(tmp_path: Path) -> None:
    """The word outbox is the Maildir, everything else a relay."""
    assert isinstance(open_courier(a_section("outbox"), tmp_path, NONE), OutboxCourier)
    relay = a_section("smtp://relay.example.org")
    assert isinstance(open_courier(relay, tmp_path, NONE), SmtpCourier)
