"""Where a request goes: a web address, checked before anybody is asked. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from digest.errors import FetchError
from digest.lines import one_line
from digest.urls import encode_url

SCHEMES = {"http": 80, "https": 443}
#: below it a port is its service's own
FIRST_FREE_PORT = 1024
#: above it, those of services that take a request's lines for their own commands
OTHER_SERVICES = frozenset(
    {1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379}
    | {6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 10080, 11211, 27017}
)
#: what a name or an address is made of once it is in ASCII
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
LONGEST_URL = 4000
LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A web address in its parts."""

    #: in ASCII, without a fragment
    url: str
    scheme: str
    #: a name or an IP address, without brackets
    host: str
    port: int
    #: host and port as the header Host names them
    authority: str


def read_target(url: str) -> Target:
    """The target that the URL names; raises FetchError where it may not be asked."""
    try:
        parts = urlsplit(encode_url(url))
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{_shown(url)}: is no web address; mend it") from error
    if fact := _fact_against(parts):
        raise FetchError(f"{_shown(url)}: {fact}")
    if port is None:
        port = SCHEMES[parts.scheme]
    if not _is_of_the_web(port):
        fact = f"port {port} is not one of the web"
        raise FetchError(f"{_shown(url)}: {fact}; use 80, 443 or one above 1023")
    return Target(
        url=parts._replace(fragment="").geturl(),
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=port,
        authority=parts.netloc,
    )


def redirected(target: Target, location: str) -> Target:
    """Where the target's answer sends us on to; FetchError where we do not follow.

    From https we never go on to http: whoever stands between could have written it.
    """
    try:
        url = urljoin(target.url, location)
    except ValueError as error:
        fact = f"sends on to {_shown(location)}, which is no web address"
        raise FetchError(f"{target.url}: {fact}; tell its owner") from error
    further = read_target(url)
    if target.scheme == "https" and further.scheme == "http":
        fact = f"sends on to {_shown(further.url)}, which is not encrypted"
        remedy = "give that address yourself if you trust it"
        raise FetchError(f"{target.url}: {fact}; {remedy}")
    return further


def _fact_against(parts: SplitResult) -> str:
    """Why the address may not be asked, with the remedy; "" where it may be."""
    if parts.scheme not in SCHEMES:
        return "is no web address; write it as https://HOST/PATH"
    if "@" in parts.netloc:
        return "holds a user's name or password; leave them out"
    if not HOST.fullmatch(parts.hostname or ""):
        return "names no host; write it as https://HOST/PATH"
    if len(parts.geturl()) > LONGEST_URL:
        return f"is longer than {LONGEST_URL} characters; use a shorter one"
    return ""


def _shown(url: str) -> str:
    """As much of the URL as a message takes, without a password in it."""
    return one_line(re.sub("//[^/@]*@", "//", url), longest=LONGEST_SHOWN)


def _is_of_the_web(port: int) -> bool:
    if port < FIRST_FREE_PORT:
        return port in SCHEMES.values()
    return port not in OTHER_SERVICES
