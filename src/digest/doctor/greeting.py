"""What a relay says of itself before any mail; no mail is ever given to it."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.doctor.answers import PatientSMTP, PatientTLS
from digest.lines import one_line
from digest.relay import STARTTLS, TLS, Relay

#: what EHLO says of us: an address, so that nobody looks up a name
OWN_NAME = "[127.0.0.1]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What came of knocking at a relay."""

    #: why it cannot be used; "" where it can
    fault: str = ""
    #: when its certificate ends; None where it shows none
    ends: datetime | None = None
    #: what it can do (RFC 5321 4.1.1.1), in lower case
    extensions: frozenset[str] = frozenset()


def greet(relay: Relay, *, seconds: float, tls: ssl.SSLContext) -> Greeting:
    """Connect, encrypt as digest.toml says, hear what it can do, and leave."""
    place = (relay.host, relay.port, OWN_NAME)
    connection: smtplib.SMTP
    try:
        if relay.scheme == TLS:
            connection = PatientTLS(*place, timeout=seconds, context=tls)
        else:
            connection = PatientSMTP(*place, timeout=seconds)
        with closing(connection):
            return _hear(connection, relay, tls)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Greeting(fault=connection_fault(error))


def _hear(connection: smtplib.SMTP, relay: Relay, tls: ssl.SSLContext) -> Greeting:
    """What the relay can do once the line is as safe as it gets."""
    connection.ehlo_or_helo_if_needed()
    if relay.scheme == STARTTLS:
        connection.starttls(context=tls)
        connection.ehlo_or_helo_if_needed()
    ends = certificate_end(connection.sock)
    extensions = frozenset(connection.esmtp_features)
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    return Greeting(ends=ends, extensions=extensions)


def certificate_end(line: object) -> datetime | None:
    """When the certificate of the other side ends; None without TLS."""
    if not isinstance(line, ssl.SSLSocket):
        return None
    told = (line.getpeercert() or {}).get("notAfter")
    if not isinstance(told, str):
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(told), UTC)


def connection_fault(error: Exception) -> str:
    """What went wrong, in words."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that is not trusted: {error.verify_message}"
        case smtplib.SMTPResponseException(smtp_code=-1):
            return "is no relay, but something else"
        case smtplib.SMTPResponseException():
            answer = error.smtp_error
            text = (
                answer.decode("utf-8", "replace") if isinstance(answer, bytes) else ""
            )
            return f"answers {error.smtp_code} {one_line(text, longest=200)}"
        case TimeoutError() | smtplib.SMTPServerDisconnected():
            return "hangs up, or does not answer in time"
        case OSError() if error.strerror:
            return f"cannot be reached: {one_line(error.strerror)}"
        case _:
            return one_line(str(error), longest=200) or type(error).__name__
