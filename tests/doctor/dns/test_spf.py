from __future__ import annotations

import pytest

from digest.doctor.advice import Advice, AdviceState
from digest.doctor.dns.spf import advise_sender, wanted_term
from digest.doctor.dns.spf_record import SenderPolicy
from nameservers import OFFLINE, Zone, an_ask

DOMAIN = "example.org"
INCLUDE = "include:mailgun.org"


def advised(record: str | None, wanted: str = "", more: Zone | None = None) -> Advice:
    """The advice on a domain with this record; `more` stands elsewhere in DNS."""
    texts = ["another text", *([record] if record else [])]
    zone: Zone = {
        f"{DOMAIN} TXT": texts,
        "mailgun.org TXT": ["v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all"],
        **(more or {}),
    }
    return advise_sender(DOMAIN, wanted, an_ask(zone))


def test_a_record_that_names_the_relay_is_fine() -> None:
    """Directly or not, in upper or lower case."""
    advice = advised("V=SPF1 INCLUDE:mailgun.org ~all", INCLUDE)
    assert advice.state is AdviceState.OK
    assert "1 of 10 questions" in advice.fact
    assert advised("v=spf1 redirect=mailgun.org", INCLUDE).state is AdviceState.OK


def test_without_a_record_there_is_one_to_paste() -> None:
    """With what the relay wants, where that is known."""
    advice = advised(None, INCLUDE)
    assert advice.state is AdviceState.ERROR
    assert advice.record == 'example.org. IN TXT "v=spf1 include:mailgun.org ~all"'
    unknown = advised(None)
    assert unknown.record == 'example.org. IN TXT "v=spf1 mx ~all"'
    assert "whoever runs the relay says" in unknown.remedy


def test_a_record_without_the_relay_is_given_with_it() -> None:
    """All else in it stays as it is."""
    advice = advised("v=spf1 mx ip4:192.0.2.7 -all", INCLUDE)
    assert advice.state is AdviceState.WARNING
    assert advice.record == (
        'example.org. IN TXT "v=spf1 mx ip4:192.0.2.7 include:mailgun.org -all"'
    )


@pytest.mark.parametrize(
    "record",
    [
        *(
            "v=spf1 a:mail.example.org ~all",
            "v=spf1 mx ~all",
            "v=spf1 a:MAIL.example.org",
        ),
        *("v=spf1 ip4:198.51.100.7 -all", "v=spf1 ip4:198.51.100.0/24 -all"),
        "v=spf1 include:mailgun.org a:mail.example.org/28//64 ~all",
    ],
)
def test_an_own_relay_is_known_by_name_or_address(record: str) -> None:
    """As a, as mx, or within a network."""
    zone: Zone = {
        f"{DOMAIN} TXT": [record if "all" in record else f"{record} ~all"],
        f"{DOMAIN} MX": ["mail.example.org"],
        "mail.example.org A": ["198.51.100.7"],
        "mailgun.org TXT": ["v=spf1 -all"],
    }
    advice = advise_sender(DOMAIN, "a:mail.example.org", an_ask(zone))
    assert advice.state is AdviceState.OK


def test_an_own_relay_elsewhere_is_missing() -> None:
    """The addresses of others are not its own."""
    advice = advised("v=spf1 ip4:192.0.2.7 ~all", "a:mail.example.org")
    assert advice.state is AdviceState.WARNING
    assert "a:mail.example.org ~all" in advice.record


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("v=spf1 mx +all", "lets everybody send"),
        ("v=spf1 all", "lets everybody send"),
        ("v=spf1 mx includes:mailgun.org ~all", "'includes:mailgun.org', which means"),
        ("v=spf1 ip4:192.0.2.300 ~all", "'192.0.2.300', which is no address"),
        ("v=spf1 include:nobody.example ~all", "includes nobody.example, which has no"),
        ("v=spf1 include:two.example ~all", "includes two.example, which has several"),
        ("v=spf1 include:example.org ~all", "more than 10 questions"),
        (f"v=spf1 {' '.join(f'a:h{n}.example' for n in range(11))} ~all", "than 10"),
    ],
)
def test_what_receivers_give_up_at_is_an_error(record: str, told: str) -> None:
    """They count the whole record as none (RFC 7208 4.6)."""
    advice = advised(record, more={"two.example TXT": ["v=spf1 -all", "v=spf1 ~all"]})
    assert advice.state is AdviceState.ERROR
    assert told in advice.fact


def test_two_records_are_none() -> None:
    """As when a new provider's was added below the old one."""
    zone = {f"{DOMAIN} TXT": ["v=spf1 mx ~all", "v=spf1 a ~all"]}
    advice = advise_sender(DOMAIN, INCLUDE, an_ask(zone))
    assert advice.state is AdviceState.ERROR
    assert advice.record.endswith('"v=spf1 mx include:mailgun.org ~all"')


@pytest.mark.parametrize("record", ["v=spf1 mx", "v=spf1 mx ?all"])
def test_a_record_that_says_nothing_of_others_is_weak(record: str) -> None:
    """It is given with an ending."""
    advice = advised(record)
    assert advice.state is AdviceState.WARNING
    assert advice.record == 'example.org. IN TXT "v=spf1 mx ~all"'


def test_macros_and_modifiers_are_left_alone() -> None:
    """Nobody can follow them without a letter; they count as questions."""
    policy = SenderPolicy(an_ask({}))
    policy.read(
        DOMAIN,
        "v=spf1 exists:%{i}.spf.example.org include:%{d}.spf.example.net ptr "
        "exp=why.example.org ~all",
    )
    assert (policy.fault, policy.lookups, policy.ending) == ("", 3, "~all")


@pytest.mark.parametrize("silent", [f"{DOMAIN} TXT", "mailgun.org TXT"])
def test_where_nobody_answers_nothing_is_said(silent: str) -> None:
    """Neither that it is well nor that it is not."""
    zone = {f"{DOMAIN} TXT": ["v=spf1 include:mailgun.org ~all"]}
    advice = advise_sender(DOMAIN, INCLUDE, an_ask(zone, silent=[silent]))
    assert (advice.state, advice.fact) == (AdviceState.SKIPPED, OFFLINE)


def test_what_a_relay_wants_is_known_by_its_name() -> None:
    """Of an own one it is its address; of a strange one nobody knows."""
    assert wanted_term("smtp.mailgun.org", is_own=False) == INCLUDE
    assert wanted_term("notmailgun.org", is_own=False) == ""
    assert wanted_term("mail.example.org", is_own=True) == "a:mail.example.org"
