"""Looks at one address of the site as a stranger would: by a single GET."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from digest import __version__
from digest.doctor.greeting import certificate_end, connection_fault
from digest.lines import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was answered; a redirect is an answer."""

    #: why there was none; "" where there was
    fault: str = ""
    status: int = 0
    #: media type, in lower case
    kind: str = ""
    #: where a redirect leads
    location: str = ""
    #: when the certificate ends; None where there is none
    ends: datetime | None = None
    #: what the site's clock says, and ours; None where it does not tell
    told: datetime | None = None
    seen: datetime | None = None


def look_at(
    url: str, *, seconds: float, clock: Callable[[], datetime], tls: ssl.SSLContext
) -> Page:
    """The answer to a GET of the URL; its body is not read."""
    parts = urlsplit(url)
    connection = (
        HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=tls)
        if parts.scheme == "https"
        else HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    )
    try:
        with closing(connection):
            connection.connect()
            ends = certificate_end(connection.sock)
            connection.putrequest("GET", parts.path or "/")
            connection.putheader("User-Agent", f"digest/{__version__}")
            connection.endheaders()
            answer = connection.getresponse()
            return Page(
                status=answer.status,
                kind=one_line(answer.headers.get_content_type(), longest=80),
                location=one_line(answer.getheader("Location", ""), longest=200),
                ends=ends,
                told=_moment(answer.getheader("Date", "")),
                seen=clock(),
            )
    except (HTTPException, OSError, ValueError) as error:
        return Page(fault=connection_fault(error))


def _moment(text: str) -> datetime | None:
    """The time of a Date header (RFC 9110 6.6.1); None for what is none."""
    try:
        moment = parsedate_to_datetime(text)
    # a zone that is larger than any clock
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None
