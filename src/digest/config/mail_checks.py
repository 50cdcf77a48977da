"""What types cannot say of the sections about letters and their readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from digest.addresses import parse_address
from digest.config.checks import Fault, is_domain, is_name
from digest.config.mail_sections import (
    BouncesSection,
    DkimSection,
    MailSection,
    RelaySection,
    SendingSection,
)
from digest.errors import AddressError
from digest.rates import read_hours, read_rate
from digest.relay import ONLY, OUTBOX, Auth, read_relay
from digest.signed.return_path import LONGEST_TOKEN

#: the services whose reports can be taken
WEBHOOKS = ("ses", "postmark", "sendgrid", "mailgun")
#: as CAN-SPAM, 15 U.S.C. 7704 (a)(5), and its like elsewhere
NO_POSTAL_ADDRESS = "is empty; the law asks for one in every letter: write it"
#: octets of a local part (RFC 5321 4.5.3.1.1)
LONGEST_LOCAL = 64
#: of a key in DNS (RFC 6376 3.1)
SELECTOR = re.compile(
    r"[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?", re.ASCII | re.IGNORECASE
)


def mail_faults(mail: MailSection) -> Iterator[Fault]:
    """What is wrong with [mail]."""
    if mail.relay != OUTBOX:
        try:
            read_relay(mail.relay)
        except ValueError as error:
            yield "relay", str(error)
        if not mail.postal_address.strip():
            yield "postal_address", NO_POSTAL_ADDRESS
    if mail.unsubscribe_address:
        try:
            parse_address(mail.unsubscribe_address)
        except AddressError as error:
            yield "unsubscribe_address", str(error)
    yield from _auth_faults(mail.auth, mail.token_command)


def relay_faults(relay: RelaySection) -> Iterator[Fault]:
    """What is wrong with one of [[relays]]."""
    if not is_name(relay.name) or relay.name == ONLY:
        fact = f"{relay.name!r} is no name for one of several"
        yield "name", f"{fact}; use a-z, 0-9 and hyphens"
    yield from _said("url", read_relay, relay.url)
    yield from _said("rate", read_rate, relay.rate)
    yield from _auth_faults(relay.auth, relay.token_command)


def routing_faults(
    relay: RelaySection, newsletters: Collection[str]
) -> Iterator[Fault]:
    """Which newsletters of the relay there are not."""
    for name in relay.newsletters:
        if name not in newsletters:
            yield "newsletters", f"there is no [newsletters.{name}]; name one there is"


def several_relays_faults(mail: MailSection) -> Iterator[Fault]:
    """What is wrong with [mail] where [[relays]] stand, too."""
    if mail.relay != OUTBOX:
        yield "relay", "stands beside [[relays]]; make it one of them, or take them out"
    if not mail.postal_address.strip():
        yield "postal_address", NO_POSTAL_ADDRESS


def sending_faults(sending: SendingSection) -> Iterator[Fault]:
    """What is wrong with [sending]."""
    yield from _said("rate", read_rate, sending.rate)
    yield from _said("hours", read_hours, sending.hours)
    for domain, rate in sending.domains.items():
        if not is_domain(domain.lower()):
            yield "domains", f"{domain!r} is no domain; write one as example.org"
        yield from _said("domains", read_rate, rate)


def bounces_faults(bounces: BouncesSection) -> Iterator[Fault]:
    """What is wrong with [bounces]."""
    if bounces.address:
        try:
            address = parse_address(bounces.address)
        except AddressError as error:
            yield "address", str(error)
        else:
            longest = LONGEST_LOCAL - LONGEST_TOKEN
            if len(address.rpartition("@")[0]) > longest:
                fact = f"has more than {longest} characters before the @"
                yield "address", f"{fact}, where a token is added; use a shorter one"
    if (bounces.mailbox or bounces.webhooks) and not bounces.address:
        fact = "is empty, so that nothing tells whose letter came back"
        yield "address", f"{fact}; write one whose + addresses you get"
    if "://" in bounces.mailbox and not _is_imap(bounces.mailbox):
        fact = f"{bounces.mailbox!r} is no mailbox"
        yield "mailbox", f"{fact}; write a Maildir or imaps://USER@HOST/FOLDER"
    for name in bounces.webhooks:
        if name not in WEBHOOKS:
            yield "webhooks", f"{name!r} is not known; use {', '.join(WEBHOOKS)}"
    if "ses" in bounces.webhooks and not bounces.ses_topic:
        yield "ses_topic", "is empty; write the ARN of the topic of your bounces"


def _is_imap(url: str) -> bool:
    """Whether it is the address of a mailbox (RFC 5092) that tells no password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    is_here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    is_safe = parts.scheme == "imaps" or (parts.scheme == "imap" and is_here)
    return is_safe and bool(parts.hostname and parts.username) and not parts.password


def _auth_faults(auth: Auth, token_command: tuple[str, ...]) -> Iterator[Fault]:
    if token_command and auth is not Auth.XOAUTH2:
        yield "token_command", f'is for auth = "{Auth.XOAUTH2}" only; leave it out'


def _said(key: str, read: Callable[[str], Any], text: str) -> Iterator[Fault]:
    """The fault that reading the text tells."""
    try:
        read(text)
    except ValueError as error:
        yield key, str(error)


def dkim_faults(dkim: DkimSection) -> Iterator[Fault]:
    """What is wrong with [dkim]."""
    for key in ("selector", "ed25519_selector"):
        name = getattr(dkim, key)
        if name and not SELECTOR.fullmatch(name):
            yield key, f"{name!r} is no selector; use letters, digits and hyphens"
    if dkim.selector and dkim.selector == dkim.ed25519_selector:
        yield "ed25519_selector", "is that of the first key; give each its own"
    if dkim.ed25519_selector and not dkim.selector:
        # mailbox providers pass over a signature that is by Ed25519 alone
        yield "ed25519_selector", "stands alone; name a selector for the RSA key, too"
    if dkim.domain and not is_domain(dkim.domain):
        yield "domain", f"{dkim.domain!r} is no domain; write one as example.org"
