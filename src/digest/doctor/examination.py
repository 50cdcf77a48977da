"""All that the doctor looks at for one site."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from digest.addresses import parse_mailbox
from digest.config import Config
from digest.doctor.advice import Advice, AdviceState, Area, Subject
from digest.doctor.arrival import advise_exchange, advise_reverse
from digest.doctor.bounces import advise_mailbox, advise_secrets, mailbox_subject
from digest.doctor.checks import Check, run_checks
from digest.doctor.dns.answers import Ask, RecordKind
from digest.doctor.dns.dkim import advise_key, advise_unsigned, key_name
from digest.doctor.dns.dmarc import advise_policy
from digest.doctor.dns.spf import advise_sender, wanted_term
from digest.doctor.greeting import greet
from digest.doctor.machine import look_at_machine
from digest.doctor.page import look_at
from digest.doctor.relay import advise_relay, relay_subject
from digest.doctor.website import (
    advise_clock,
    advise_feed,
    advise_leaving,
    advise_site,
    site_subject,
)
from digest.domains import same_owner
from digest.errors import ConfigError
from digest.mail.messages.keys import Key, key_path, open_keys
from digest.mail.messages.specimen import NOBODY
from digest.relay import Relay
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, link_url, make_token

#: seconds for one connection, and for all of it
PATIENCE, LONGEST = 5.0, 12.0
FEED = "atom.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """What the doctor looks with: a record without verbs."""

    ask: Ask
    clock: Callable[[], datetime]
    #: which certificates are trusted
    tls: ssl.SSLContext
    #: the store's file
    database: Path
    seconds: float = PATIENCE
    longest: float = LONGEST


def examine(config: Config, key: Secret, using: Instruments) -> tuple[Advice, ...]:
    """Advice on everything, sorted by where it was found.

    Sends no letter and changes nothing; a key that [dkim] asks for is made.
    """
    checks = (
        *_mail_checks(config, using),
        *_bounce_checks(config, using),
        *_site_checks(config, key, using),
        _machine_check(config, using),
    )
    advice = run_checks(checks, seconds=using.longest)
    return tuple(sorted(advice, key=lambda each: list(Area).index(each.area)))


def _mail_checks(config: Config, using: Instruments) -> Iterator[Check]:
    """What stands between a letter and an inbox."""
    subject = Subject(area=Area.DNS, name="mail")
    domains = sender_domains(config)
    if not domains:
        yield _said(subject.skip("there is no newsletter, so nothing is sent"))
        return
    relay = next(iter(config.relays), None)
    try:
        keys = open_keys(config.dkim, config.state_folder)
    except ConfigError as error:
        subject = Subject(area=Area.DNS, name="[dkim]")
        yield _said(subject.fail(str(error), "then ask the doctor again"))
        keys = ()
    for domain in domains:
        for check in _domain_checks(config, domain, keys, relay, using):
            yield check if relay else _for_later(check)
    if relay is None:
        fact = "letters stay in the outbox, so everything about mail is for later"
        subject = Subject(area=Area.RELAY, name="relay")
        yield _said(subject.skip(fact, "name a relay in [mail] relay"))
    for each in config.relays:
        yield _relay_check(config, each, using)


def _bounce_checks(config: Config, using: Instruments) -> Iterator[Check]:
    """Whether what comes back would be heard."""
    domain = config.bounces.address.rpartition("@")[2]
    if domain and domain not in sender_domains(config):
        yield _asked("MX", domain, partial(advise_exchange, domain, using.ask))
    if config.bounces.mailbox:
        look = partial(advise_mailbox, config)
        yield Check(subject=mailbox_subject(), look=lambda: (look(),))
    yield from map(_said, advise_secrets(config))


def sender_domains(config: Config) -> tuple[str, ...]:
    """The domains that readers see in From, each once."""
    senders = (parse_mailbox(one.sender) for one in config.newsletters)
    return tuple(dict.fromkeys(sender.domain for sender in senders))


def _domain_checks(
    config: Config,
    domain: str,
    keys: tuple[Key, ...],
    relay: Relay | None,
    using: Instruments,
) -> Iterator[Check]:
    """What DNS says of letters from this domain."""
    ask, signing = using.ask, config.dkim.domain.lower() or domain
    is_own = relay is not None and same_owner(relay.host, domain)
    wanted = wanted_term(relay.host, is_own=is_own) if relay else ""
    yield _asked("SPF", domain, partial(advise_sender, domain, wanted, ask))
    for key in keys:
        yield _asked("DKIM", domain, partial(_look_at_key, signing, key, ask))
    if not config.dkim.selector:
        yield _said(advise_unsigned(domain))
    signer = signing if keys else ""
    yield _asked("DMARC", domain, partial(advise_policy, domain, signer, ask))
    yield _asked("MX", domain, partial(advise_exchange, domain, ask))
    if relay is not None and is_own:
        yield _asked("reverse DNS", domain, partial(advise_reverse, relay.host, ask))


def _look_at_key(domain: str, key: Key, ask: Ask) -> Advice:
    answer = ask(key_name(key.selector, domain), RecordKind.TXT)
    return advise_key(domain, key, answer)


def _relay_check(config: Config, relay: Relay, using: Instruments) -> Check:
    def look() -> tuple[Advice, ...]:
        greeting = greet(relay, seconds=using.seconds, tls=using.tls)
        has_password = bool(config.password_of(relay) or relay.token_command)
        now = using.clock()
        return advise_relay(relay, greeting, has_password=has_password, now=now)

    return Check(subject=relay_subject(relay), look=look)


def _site_checks(config: Config, key: Secret, using: Instruments) -> Iterator[Check]:
    """What readers meet who follow a link in a letter."""
    url = config.site.url
    see = partial(look_at, seconds=using.seconds, clock=using.clock, tls=using.tls)

    def look_at_feed() -> tuple[Advice, ...]:
        page = see(f"{url}/{FEED}")
        site = advise_site(url, page, now=using.clock())
        if page.fault:
            return (*site, advise_clock(page))
        return (*site, advise_feed(f"{url}/{FEED}", page), advise_clock(page))

    yield Check(subject=site_subject(url), look=look_at_feed)
    if config.newsletters and urlsplit(url).scheme == "https":
        claim = Claim(subscriber=NOBODY, newsletter=config.newsletters[0].name)
        token = make_token(key.reveal(), LinkPurpose.LEAVE, claim)
        leaving = link_url(url, LinkPurpose.LEAVE, token)
        subject = Subject(area=Area.SITE, name="link to unsubscribe")
        yield Check(subject=subject, look=lambda: (advise_leaving(see(leaving)),))


def _machine_check(config: Config, using: Instruments) -> Check:
    state = config.state_folder
    selectors = filter(None, (config.dkim.selector, config.dkim.ed25519_selector))
    look = partial(
        look_at_machine,
        state=state,
        feeds=config.feeds_folder,
        database=using.database,
        keys=(state / "secret.key", *(key_path(state, name) for name in selectors)),
    )
    return Check(subject=Subject(area=Area.MACHINE, name=str(state)), look=look)


def _asked(what: str, domain: str, look: Callable[[], Advice]) -> Check:
    """A check that asks DNS for one advice."""
    subject = Subject(area=Area.DNS, name=f"{what} of {domain}")
    return Check(subject=subject, look=lambda: (look(),))


def _said(advice: Advice) -> Check:
    """What is known without a look."""
    subject = Subject(area=advice.area, name=advice.subject)
    return Check(subject=subject, look=lambda: (advice,))


def _for_later(check: Check) -> Check:
    """The same, where nothing is lost by it yet."""
    return replace(check, look=lambda: tuple(map(_put_off, check.look())))


def _put_off(advice: Advice) -> Advice:
    if advice.state is AdviceState.OK:
        return advice
    fact = f"for later: {advice.fact}"
    return replace(advice, state=AdviceState.SKIPPED, fact=fact)
