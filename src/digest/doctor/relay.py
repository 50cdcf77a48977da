"""What a relay's greeting means for letters. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address

from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.greeting import Greeting
from digest.relay import PLAIN, Relay

#: a certificate that is renewed by itself is renewed before that
SOON = timedelta(days=14)


def advise_relay(
    relay: Relay, greeting: Greeting, *, has_password: bool, now: datetime
) -> tuple[Advice, ...]:
    """Whether the relay is there, and whether it will know us."""
    subject = relay_subject(relay)
    if greeting.fault:
        remedy = f"look at {relay.setting}, and whether the way to it is open"
        return (subject.fail(greeting.fault, remedy),)
    if relay.scheme == PLAIN:
        line = _advise_plain(subject, relay)
    else:
        line = advise_certificate(subject, greeting.ends, now)
    return (line, *_advise_login(relay, greeting, has_password=has_password))


def relay_subject(relay: Relay) -> Subject:
    """The relay as a whole."""
    return Subject(area=Area.RELAY, name=f"relay {relay}")


def advise_certificate(
    subject: Subject, ends: datetime | None, now: datetime
) -> Advice:
    """How long a certificate lasts, whose name and signer are good."""
    if ends is None:
        return subject.skip("does not tell when its certificate ends")
    told = f"its certificate ends on {ends:%Y-%m-%d}"
    if ends - now < SOON:
        return subject.warn(told, "see that it is renewed")
    return subject.fine(f"answers, and {told}")


def _advise_plain(subject: Subject, relay: Relay) -> Advice:
    if _is_here(relay.host):
        return subject.fine("answers, on this machine")
    fact = "takes letters without encryption, so that others can read them on the way"
    return subject.warn(fact, f"use smtp:// or smtps:// in {relay.setting}")


def _advise_login(
    relay: Relay, greeting: Greeting, *, has_password: bool
) -> tuple[Advice, ...]:
    """Whether the user of digest.toml can log in; it is not tried."""
    if not relay.user:
        return ()
    subject = Subject(area=Area.RELAY, name=f"login at {relay}")
    if not has_password:
        fact = "there is no password"
        return (subject.fail(fact, f"set {relay.password_setting}"),)
    if "auth" not in greeting.extensions:
        remedy = f"look at the port of {relay.setting}, or take the user out"
        return (subject.fail("the relay lets nobody log in here", remedy),)
    return (subject.fine("is offered; the password was not tried"),)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
