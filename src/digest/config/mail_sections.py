"""The sections of digest.toml that are about letters and their readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from digest.deliveries import OnDoubt
from digest.relay import OUTBOX, Auth, Pipelining

Positive = Annotated[int, msgspec.Meta(ge=1)]
#: to one relay, at a time
MOST_CONNECTIONS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSection:
    """[mail]: how letters leave."""

    #: "outbox" (a Maildir in the state folder), or smtp://USER@HOST:PORT for STARTTLS,
    #: smtps:// for TLS from the start, smtp+plain:// for none
    relay: str = OUTBOX
    #: in the footer of every letter, as the law of most countries asks; may be empty
    #: for the outbox only
    postal_address: str = ""
    #: where List-Unsubscribe's mailto goes; "": the newsletter's own sender
    unsubscribe_address: str = ""
    #: seconds that the relay may take for one answer
    timeout: Positive = 60
    #: how the relay lets us in; with "xoauth2" the password is an access token
    auth: Auth = Auth.AUTO
    #: a program and its arguments that prints an access token for "xoauth2"
    token_command: tuple[str, ...] = ()
    #: tries before a deferred delivery is given up; eight take about two and a half
    #: days: pauses of 2, 8, 32 and 128 minutes, of 8.5 hours, then of a day
    attempts: Positive = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySection:
    """[[relays]]: one of several relays, in the place of [mail] relay."""

    #: a-z, 0-9 and hyphens
    name: str
    #: as [mail] relay is written
    url: str
    #: newsletters that go this way alone; empty: any
    newsletters: tuple[str, ...] = ()
    #: at a time; 0: as [sending] says
    connections: Annotated[int, msgspec.Meta(ge=0, le=MOST_CONNECTIONS)] = 0
    #: "14/s", "300/min", "5000/h", "20000/day"; "": as [sending] says
    rate: str = ""
    #: as in [mail]
    auth: Auth = Auth.AUTO
    token_command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingSection:
    """[sending]: how fast and how carefully letters go to the relay."""

    #: to a relay, at a time; relays commonly allow 10 to 50
    connections: Annotated[int, msgspec.Meta(ge=1, le=MOST_CONNECTIONS)] = 8
    #: "chain" takes one round trip a message, "group" two, "plain" four; where a relay
    #: does not announce PIPELINING, it is plain
    pipelining: Pipelining = Pipelining.CHAIN
    #: of each relay: "14/s", "300/min", "5000/h", "20000/day"; "": no limit
    rate: str = ""
    #: of single domains of readers, whichever relay: { "gmail.com" = "20/s" }
    domains: Mapping[str, str] = field(default_factory=dict)
    #: "08:00-20:00" in the newsletter's zone: issues wait for it; "": any time
    hours: str = ""
    #: what becomes of a letter whose sender died before the relay's answer was in:
    #: "resend" it with the same Message-ID, "hold" it for you, or "skip" it
    on_doubt: OnDoubt = OnDoubt.RESEND
    #: refusals in a row that pause an issue; 0: none do
    pause_after: Annotated[int, msgspec.Meta(ge=0)] = 25
    #: whether issues are sent by `digest worker`s, on any machines; needs PostgreSQL
    workers: bool = False
    #: whether each answer of the relay survives a loss of power, too; slower
    durable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BouncesSection:
    """[bounces]: where what could not be delivered comes back to."""

    #: whose `+` addresses take bounces: bounces@example.org; "": they go to the
    #: newsletter's sender, and nobody reads them here
    address: str = ""
    #: a Maildir as a path from digest.toml, or imaps://USER@HOST/FOLDER; "": none
    mailbox: str = ""
    #: minutes between two looks into the mailbox
    every: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 5
    #: services whose reports are taken at /bounces/NAME: "ses", "postmark", "sendgrid",
    #: "mailgun"
    webhooks: tuple[str, ...] = ()
    #: of SES: the ARN of the only topic that is believed
    ses_topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribingSection:
    """[subscribing]: the form, and how much of it one may ask for."""

    #: letters to confirm in an hour, to all addresses together
    most_per_hour: Positive = 300
    #: days for which a link to confirm is good
    confirm_within: Annotated[int, msgspec.Meta(ge=1, le=365)] = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSection:
    """[dkim]: the signature that says who a message is from (RFC 6376)."""

    #: of the key in DNS, `digest` for digest._domainkey.DOMAIN; "": nothing is signed
    #: (many relays do)
    selector: str = ""
    #: of a second signature by Ed25519 (RFC 8463); "": none
    ed25519_selector: str = ""
    #: whose key it is; "": the domain of the newsletter's sender
    domain: str = ""
