from __future__ import annotations

import pytest

from digest.doctor.advice import Advice, AdviceState
from digest.doctor.dns.dmarc import advise_policy, names_above, walk
from nameservers import OFFLINE, an_ask

NONE, REJECT = "v=DMARC1; p=none", "v=DMARC1; p=reject; sp=quarantine"


def advised(domain: str, signing: str = "", **records: str) -> Advice:
    """The advice on a sender's domain; `example_org` has its record below `_dmarc`."""
    zone = {
        f"_dmarc.{name.replace('_', '.')} TXT": text.split("|")
        for name, text in records.items()
    }
    return advise_policy(domain, signing or domain, an_ask(zone))


def test_the_walk_asks_eight_names_at_the_most() -> None:
    """RFC 9989 4.10: of a long name the middle is left out."""
    assert list(names_above("a.example.org")) == ["a.example.org", "example.org", "org"]
    long = "a.b.c.d.e.f.g.h.i.j.mail.example.com"
    assert list(names_above(long)) == [
        *(long, "g.h.i.j.mail.example.com", "h.i.j.mail.example.com"),
        *("i.j.mail.example.com", "j.mail.example.com", "mail.example.com"),
        *("example.com", "com"),
    ]


def test_the_domain_s_own_policy_counts() -> None:
    """However weak: p=none is enough for a start."""
    advice = advised("news.example.org", news_example_org=NONE, example_org=REJECT)
    assert (advice.state, advice.fact) == (AdviceState.OK, "p=none")


def test_else_that_of_its_organisation_counts() -> None:
    """With sp= where that says something for names below it, else p=."""
    advice = advised("news.example.org", example_org=REJECT)
    assert advice.fact == "p=quarantine, as example.org says"
    assert advised("news.example.org", example_org=NONE).fact == (
        "p=none, as example.org says"
    )


def test_without_a_record_there_is_one_to_paste() -> None:
    """Large mailbox providers refuse letters of domains without one."""
    advice = advised("example.org")
    assert advice.state is AdviceState.ERROR
    assert advice.record == '_dmarc.example.org. IN TXT "v=DMARC1; p=none"'


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("v=DMARC1; p=none|v=DMARC1; p=reject", "several records"),
        ("v=DMARC1; p=nothing", "has no policy (p=nothing)"),
        ("p=none; v=DMARC1", "there is no record"),
        ("v=dmarc1; p=none", "there is no record"),
    ],
)
def test_a_record_that_receivers_pass_over_is_an_error(record: str, told: str) -> None:
    """v= stands first, and as it is written."""
    advice = advised("example.org", example_org=record)
    assert advice.state is AdviceState.ERROR
    assert told in advice.fact


def test_a_record_without_a_policy_asks_for_nothing() -> None:
    """As if it said p=none."""
    assert advised("example.org", example_org="v=DMARC1").fact == "p=none"


@pytest.mark.parametrize(
    ("domain", "signing", "policy", "is_aligned"),
    [
        ("example.org", "example.org", "v=DMARC1; p=none; adkim=s", True),
        ("news.example.org", "example.org", NONE, True),
        ("news.example.org", "mail.example.org", NONE, True),
        ("news.example.org", "example.org", "v=DMARC1; p=none; adkim=s", False),
        ("example.org", "example.net", NONE, False),
    ],
)
def test_a_signature_counts_for_its_own_organisation(
    domain: str, signing: str, policy: str, *, is_aligned: bool
) -> None:
    """Or for exactly its own domain, where the record asks for that (adkim=s)."""
    advice = advised(domain, signing, example_org=policy)
    assert advice.state is (AdviceState.OK if is_aligned else AdviceState.ERROR)


def test_a_public_suffix_is_nobody_s_organisation() -> None:
    """psd=y says that names below it belong to several; psd=n that all are one's."""
    suffix = an_ask({"_dmarc.city.example TXT": ["v=DMARC1; p=reject; psd=y"]})
    assert walk("a.b.city.example", suffix).organisation == "b.city.example"
    assert walk("city.example", suffix).organisation == "city.example"
    zone = {"_dmarc.b.example TXT": ["v=DMARC1; psd=n"], "_dmarc.example TXT": [NONE]}
    assert walk("a.b.example", an_ask(zone)).organisation == "b.example"
    assert advise_policy("a.b.city.example", "", suffix).fact == (
        "p=reject, as city.example says"
    )


@pytest.mark.parametrize("silent", ["*", "_dmarc.org TXT"])
def test_where_nobody_answers_nothing_is_said(silent: str) -> None:
    """At any step of the walk."""
    ask = an_ask({"_dmarc.example.org TXT": [NONE]}, silent=[silent])
    advice = advise_policy("example.org", "example.org", ask)
    assert (advice.state, advice.fact) == (AdviceState.SKIPPED, OFFLINE)
