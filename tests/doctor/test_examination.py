from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from builders import NOW
from certificates import Certificate, a_certificate
from digest.config import Config, DkimSection, load_config
from digest.doctor.advice import Advice, AdviceState, Area
from digest.doctor.dns.answers import Ask
from digest.doctor.examination import Instruments, examine, sender_domains
from digest.mail.messages.keys import open_keys
from digest.relay import read_relay
from digest.secret import Secret
from digest.signed.links import LinkPurpose, check_token
from nameservers import Zone, an_ask
from publications import Clock, write_publication
from relays import Relay, running
from websites import Asked, Website, reply, website

OK, WARNING, ERROR = AdviceState.OK, AdviceState.WARNING, AdviceState.ERROR
SKIPPED = AdviceState.SKIPPED
KEY = Secret("k" * 64)
DOMAIN = "notes.example.org"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of this machine, good for 90 days."""
    return a_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A site whose letters stay in the outbox, signed by one key."""
    config = load_config(write_publication(tmp_path), {})
    # a port where nobody listens: no test asks the internet
    site = replace(config.site, url="https://localhost:1")
    return replace(config, site=site, dkim=DkimSection(selector="digest"))


def examined(
    config: Config,
    ask: Ask,
    tls: ssl.SSLContext | None = None,
    *,
    seconds: float = 10,
    longest: float = 60,
) -> dict[str, Advice]:
    """The advice, by its subject."""
    using = Instruments(
        ask=ask,
        clock=Clock(NOW),
        tls=tls or ssl.create_default_context(),
        database=config.state_folder / "digest.sqlite",
        seconds=seconds,
        longest=longest,
    )
    return {advice.subject: advice for advice in examine(config, KEY, using)}


def a_good_zone(config: Config) -> Zone:
    """All that receivers ask for."""
    (key,) = open_keys(config.dkim, config.state_folder, {})
    return {
        f"{DOMAIN} TXT": ["v=spf1 mx ~all"],
        f"{DOMAIN} MX": ["mail.example.org"],
        "mail.example.org A": ["192.0.2.7"],
        "192.0.2.7 PTR": ["mail.example.org"],
        f"digest._domainkey.{DOMAIN} TXT": [key.record],
        f"_dmarc.{DOMAIN} TXT": ["v=DMARC1; p=none"],
    }


@contextmanager
def a_site(certificate: Certificate) -> Iterator[Website]:
    """A site on this machine with a feed, and a page for who leaves."""

    def answer(asked: Asked) -> bytes:
        date = "Mon, 16 Nov 2026 09:00:00 GMT"
        if asked.path == "/atom.xml":
            return reply(200, "", content_type="application/atom+xml", date=date)
        token = asked.path.removeprefix("/leave/")
        claim = check_token(KEY.reveal(), LinkPurpose.LEAVE, token)
        assert (claim.subscriber, claim.newsletter) == (0, "weekly")
        return reply(200, "<p>", content_type="text/html", date=date)

    with website(answer, tls=certificate.server) as site:
        yield site


def at(config: Config, url: str = "", relay: str = "") -> Config:
    """The site at another address, with another relay."""
    site = replace(config.site, url=url or config.site.url)
    relays = (read_relay(relay),) if relay else config.relays
    return replace(config, site=site, relays=relays)


def test_a_site_that_is_well_has_no_errors(
    config: Config, certificate: Certificate
) -> None:
    """Everything is looked at, and told by areas; nothing is sent or posted."""
    ask = an_ask(a_good_zone(config))
    with (
        a_site(certificate) as site,
        running(Relay(certificate=certificate.server)) as relay,
    ):
        url = site.url.replace("127.0.0.1", "localhost")
        there = at(config, url, f"smtp://localhost:{relay.port}")
        advice = examined(there, ask, certificate.client)
    assert {each.state for each in advice.values()} == {OK}
    assert [*dict.fromkeys(each.area for each in advice.values())] == list(Area)
    assert {"SPF of notes.example.org", "DMARC of notes.example.org"} <= set(advice)
    assert {"link to unsubscribe", "clock", f"relay localhost:{relay.port}"} <= set(
        advice
    )
    assert relay.kept == []
    assert {each.method for each in site.asked} == {"GET"}


def test_an_own_relay_is_looked_up_in_dns(config: Config) -> None:
    """Its address has to lead back to it, and SPF has to name it."""
    zone = a_good_zone(config)
    config = at(config, relay="smtp+plain://mail.example.org:1")
    advice = examined(config, an_ask(zone), seconds=0.1, longest=5)
    assert advice["reverse DNS of mail.example.org"].state is OK
    assert advice["SPF of notes.example.org"].state is OK
    zone = {**zone, f"{DOMAIN} TXT": ["v=spf1 ~all"], f"{DOMAIN} MX": ["mx.example"]}
    advice = examined(config, an_ask(zone), seconds=0.1, longest=5)
    assert "a:mail.example.org" in advice["SPF of notes.example.org"].record


def test_with_the_outbox_mail_is_for_later(config: Config) -> None:
    """The records to paste are told all the same, and nothing of it is an error."""
    advice = examined(config, an_ask({}), seconds=0.1)
    mail = [each for each in advice.values() if each.area is Area.DNS]
    assert {each.state for each in mail} == {SKIPPED}
    assert all(each.fact.startswith("for later: ") for each in mail)
    assert sum(bool(each.record) for each in mail) == 3
    assert "outbox" in advice["relay"].fact
    well = examined(config, an_ask(a_good_zone(config)), seconds=0.1)
    assert well["DMARC of notes.example.org"].state is OK


def test_a_site_without_newsletters_has_no_mail(config: Config) -> None:
    """Its feeds are looked at only."""
    advice = examined(replace(config, newsletters=()), an_ask({}), seconds=0.1)
    assert advice["mail"].state is SKIPPED
    assert not [each for each in advice if "DMARC" in each]
    assert "link to unsubscribe" not in advice


def test_without_a_selector_nobody_may_be_signing(config: Config) -> None:
    """Only the relay could."""
    config = at(replace(config, dkim=DkimSection()), relay="smtp+plain://localhost:1")
    advice = examined(config, an_ask({}), seconds=0.1)
    assert advice["DKIM of notes.example.org"].state is WARNING
    assert not (config.state_folder / "dkim").exists()


def test_a_key_that_cannot_be_used_is_one_advice_more(config: Config) -> None:
    """All else is looked at, too."""
    path = config.state_folder / "dkim" / "digest.pem"
    path.parent.mkdir(parents=True)
    path.write_text("no key")
    path.chmod(0o600)
    advice = examined(config, an_ask({}), seconds=0.1)
    assert advice["[dkim]"].state is ERROR
    assert "digest.pem: holds no private key" in advice["[dkim]"].fact
    assert "DMARC of notes.example.org" in advice


def test_each_domain_of_senders_is_looked_at_once(config: Config) -> None:
    """However many newsletters write from it."""
    (weekly,) = config.newsletters
    other = replace(weekly, name="daily", sender="daily@example.org")
    again = replace(weekly, name="third")
    config = replace(config, newsletters=(weekly, other, again))
    assert sender_domains(config) == ("notes.example.org", "example.org")
    advice = examined(config, an_ask({}), seconds=0.1)
    assert "SPF of example.org" in advice


def test_offline_it_says_so_and_soon(config: Config) -> None:
    """Nobody answers, and the doctor does not wait for long."""
    config = at(config, relay="smtp+plain://localhost:1")
    start = monotonic()
    advice = examined(config, an_ask({}, silent=["*"]), seconds=1, longest=5)
    assert monotonic() - start < 15
    names = [each for each in advice.values() if each.area is Area.DNS]
    assert {each.state for each in names} == {SKIPPED}
    assert all("no name server answers" in each.fact for each in names)
    assert advice["site https://localhost:1"].state is ERROR
    assert advice["relay localhost:1"].state is ERROR


def test_each_of_several_relays_is_looked_at(config: Config) -> None:
    """The remedy names the section of the one that is away."""
    relays = tuple(
        replace(read_relay(f"smtp+plain://localhost:{port}"), name=f"r{port}")
        for port in (1, 2)
    )
    there = replace(config, relays=relays)
    advice = examined(there, an_ask({}), seconds=0.1, longest=5)
    assert "[[relays]] r1" in advice["relay localhost:1"].remedy
    assert "[[relays]] r2" in advice["relay localhost:2"].remedy
