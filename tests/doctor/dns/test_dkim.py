from __future__ import annotations

from dataclasses import dataclass

import pytest

from digest.doctor.advice import AdviceState
from digest.doctor.dns.answers import Answer
from digest.doctor.dns.dkim import advise_key, advise_unsigned
from digest.mail.messages.keys import RsaKey
from nameservers import OFFLINE
from signatures import the_keys

RSA, ED25519 = the_keys()
DOMAIN = "example.org"


def test_our_own_key_in_dns_is_fine() -> None:
    """Whatever blanks and further tags stand around it; k=rsa goes without saying."""
    for key in (RSA, ED25519):
        advice = advise_key(DOMAIN, key, Answer(values=(key.record,)))
        assert advice.state is AdviceState.OK
        assert advice.subject == f"DKIM at {key.selector}._domainkey.example.org"
    public = RSA.record.partition("p=")[2]
    short = f"p={public[:200]} {public[200:]}; n=ours; s=email; h=sha1:sha256"
    assert advise_key(DOMAIN, RSA, Answer(values=(short,))).state is AdviceState.OK


def test_a_missing_key_is_there_to_paste() -> None:
    """In strings that name servers take."""
    advice = advise_key(DOMAIN, RSA, Answer())
    assert advice.state is AdviceState.ERROR
    assert advice.record.startswith('digest._domainkey.example.org. IN TXT "v=DKIM1;')
    assert advice.record.replace('" "', "").endswith(f'"{RSA.record}"')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("v=DKIM2; p=AA==", "there is no key, but v=DKIM2"),
        ("v=DKIM1; k=rsa; p=", "taken back"),
        ("v=spf1 -all", "no key, but v=spf1 -all"),
        # under one name in all processes that share the tests out
        pytest.param(ED25519.record, "of the kind ed25519, ours of rsa", id="ed25519"),
        ("v=DKIM1; k=rsa; p=AA==", "is another one"),
        (f"{RSA.record}; s=tlsrpt", "is not for mail (s=tlsrpt)"),
        (f"{RSA.record}; h=sha1", "is not for SHA-256 (h=sha1)"),
    ],
)
def test_a_key_that_receivers_refuse_is_an_error(text: str, told: str) -> None:
    """With ours to put in its place."""
    advice = advise_key(DOMAIN, RSA, Answer(values=(text,)))
    assert advice.state is AdviceState.ERROR
    assert told in advice.fact
    assert advice.record


def test_two_keys_under_one_name_are_none() -> None:
    """Receivers read any of them (RFC 6376 3.6.2.2)."""
    advice = advise_key(DOMAIN, RSA, Answer(values=(RSA.record, "v=DKIM1; p=AA==")))
    assert advice.state is AdviceState.ERROR


def test_a_key_on_trial_is_weak() -> None:
    """Receivers may take such a letter for an unsigned one."""
    advice = advise_key(DOMAIN, RSA, Answer(values=(f"{RSA.record}; t=y:s",)))
    assert advice.state is AdviceState.WARNING


def test_a_short_key_is_weak() -> None:
    """It works; some receivers count it for nothing."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class ShortKey(RsaKey):
        @property
        def bits(self) -> int:
            return 1024

    assert isinstance(RSA, RsaKey)
    key = ShortKey(selector="digest", private=RSA.private)
    advice = advise_key(DOMAIN, key, Answer(values=(key.record,)))
    assert advice.state is AdviceState.WARNING
    assert "1024 bits" in advice.fact


def test_where_nobody_answers_nothing_is_said() -> None:
    """The key may well be there."""
    advice = advise_key(DOMAIN, RSA, Answer(fault=OFFLINE))
    assert advice.state is AdviceState.SKIPPED


def test_letters_that_nobody_signs_are_told() -> None:
    """The relay may sign them, which cannot be seen from here."""
    advice = advise_unsigned(DOMAIN)
    assert advice.state is AdviceState.WARNING
    assert "have the relay sign" in advice.remedy
