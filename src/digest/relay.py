"""Where mail is handed over: what [mail] relay says, read and checked. Without I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from digest.rates import Rate

#: the word for the Maildir in the state folder
OUTBOX = "outbox"
STARTTLS, TLS, PLAIN = "smtp", "smtps", "smtp+plain"
#: of submission (RFC 6409), of submission over TLS (RFC 8314 7.3), of plain SMTP
PORTS = {STARTTLS: 587, TLS: 465, PLAIN: 25}
EXAMPLE = "write smtp://USER@HOST:587, smtps://USER@HOST:465 or outbox"


#: the name of the relay that [mail] names
ONLY = "relay"
#: what the environment calls the password of that one, or of all
PASSWORD = "DIGEST_SMTP_PASSWORD"  # noqa: S105  only its name


class Pipelining(StrEnum):
    """How many commands go out before their answers are in (RFC 2920)."""

    #: a body and the next envelope in one: one round trip a message
    CHAIN = "chain"
    #: an envelope in one: two round trips
    GROUP = "group"
    #: one command after the other: four
    PLAIN = "plain"


class Auth(StrEnum):
    """How we say who we are (RFC 4954)."""

    #: the first of PLAIN and LOGIN that the relay offers
    AUTO = "auto"
    PLAIN = "plain"
    LOGIN = "login"
    #: the password is an access token, as large mailbox providers ask
    XOAUTH2 = "xoauth2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Where the mail is handed over, and how."""

    name: str = ONLY
    scheme: str
    host: str
    port: int
    #: "" where the relay asks for none
    user: str = ""
    auth: Auth = Auth.AUTO
    #: prints an access token, in the place of the password; empty: none
    token_command: tuple[str, ...] = ()
    #: at a time
    connections: int = 8
    pipelining: Pipelining = Pipelining.CHAIN
    #: None: as fast as it takes them
    rate: Rate | None = None
    #: those that go this way; empty: all
    newsletters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def setting(self) -> str:
        """Where digest.toml speaks of it."""
        return "[mail] relay" if self.name == ONLY else f"[[relays]] {self.name}"

    @property
    def password_setting(self) -> str:
        """What the environment calls its password."""
        if self.name == ONLY:
            return PASSWORD
        return f"{PASSWORD}_{self.name.upper().replace('-', '_')}"


def read_relay(url: str) -> Relay:
    """The relay of this URL; raises ValueError, with a remedy, if none or not safe."""
    shown = repr(_without_password(url))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{shown} has no good host or port; {EXAMPLE}") from error
    is_bare = parts.path in {"", "/"} and not (parts.query or parts.fragment)
    if parts.scheme not in PORTS or not parts.hostname or not is_bare:
        raise ValueError(f"{shown} is no relay; {EXAMPLE}")
    if parts.password is not None:
        raise ValueError(f"{shown} holds a password; use DIGEST_SMTP_PASSWORD")
    user = unquote(parts.username or "")
    if user and parts.scheme == PLAIN and not _is_here(parts.hostname):
        fact = "would send the password in the clear"
        raise ValueError(f"{shown} {fact}; use smtp:// or smtps://")
    return Relay(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=user,
    )


def _without_password(url: str) -> str:
    """The URL as it may be shown: messages end in logs."""
    return re.sub(r"(//[^/:@]*):.*@", r"\1:...@", url)


def _is_here(host: str) -> bool:
    """Whether the host is this machine, so that nobody listens in between."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
