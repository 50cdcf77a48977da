"""Where mail is handed over: the URL of [mail] relay, checked. Without I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from digest.config import MailSection
from digest.errors import ConfigError
from digest.secret import Secret

STARTTLS, TLS, PLAIN = "smtp", "smtps", "smtp+plain"
#: of submission (RFC 6409), of submission over TLS (RFC 8314 7.3), of plain SMTP
PORTS = {STARTTLS: 587, TLS: 465, PLAIN: 25}
EXAMPLE = "write smtp://USER@HOST:587, smtps://USER@HOST:465 or outbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Where the mail is handed over, and how."""

    scheme: str
    host: str
    port: int
    user: str
    password: Secret
    #: seconds for one answer
    timeout: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def read_relay(section: MailSection, password: Secret) -> Relay:
    """The relay that [mail] names; raises ConfigError for what is none or not safe."""
    place = f"digest.toml: [mail] relay: {_without_password(section.relay)!r}"
    try:
        parts = urlsplit(section.relay)
        port = parts.port
    except ValueError as error:
        raise ConfigError(f"{place} has no good host or port; {EXAMPLE}") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise ConfigError(f"{place} is no relay; {EXAMPLE}")
    if parts.password is not None:
        raise ConfigError(f"{place} holds a password; use DIGEST_SMTP_PASSWORD")
    user = unquote(parts.username or "")
    if user and not password:
        raise ConfigError(f"{place} has a user; set DIGEST_SMTP_PASSWORD too")
    if user and parts.scheme == PLAIN and not _is_here(parts.hostname):
        fact = "would send the password in the clear"
        raise ConfigError(f"{place} {fact}; use smtp:// or smtps://")
    return Relay(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=user,
        password=password,
        timeout=section.timeout,
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
