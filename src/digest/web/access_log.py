"""The log of requests: a line each in the Combined Log Format, and what we ask besides.

Whoever analyses logs can read it. Nobody is named in it: of an address only the network
is kept, and no token that a path holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_network
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from digest import paths
from digest.signed.links import LinkPurpose
from digest.web.answered import Answered
from digest.web.clients import address_of
from digest.web.log_file import LogFile

#: in English whatever the locale: it is no text for people
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905  as words
#: bits of an address that are kept, by IP version: the last octet goes, or 80 bits
KEPT_BITS = {4: 24, 6: 48}
#: characters of what a reader sends that are kept
LONGEST = 1000
#: first words of paths whose second one is a secret
SECRETIVE = frozenset({paths.PRIVATE, *LinkPurpose})
#: what would end a text in quotes, or its line
UNPLAIN = re.compile(r'[^ -~]|["\\]')
#: an address of somebody, as browsers write one
ADDRESS = re.compile(r"[^/?&=;]{1,64}(?:@|%40)(?=[\w\[])[^/?&;]{1,255}")
NOTHING = "-"


class AccessLog:
    """Notes each request of an application when it is answered."""

    def __init__(
        self, app: ASGIApp, file: LogFile, *, clock: Callable[[], datetime]
    ) -> None:
        self._app = app
        self._file = file
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note what was answered."""
        answer = Answered(scope, send)
        try:
            await self._app(scope, receive, answer.send)
        finally:
            line = log_line(scope, answer.status, answer.octets, self._clock())
            self._file.add(line)

    def note(
        self,
        client: str,
        target: bytes,
        fields: Sequence[tuple[bytes, bytes]],
        *,
        is_head: bool,
        status: int,
        octets: int,
    ) -> None:
        """Note what was answered to GET or HEAD without the application."""
        scope: Scope = {
            "type": "http",
            "method": "HEAD" if is_head else "GET",
            "http_version": "1.1",
            "raw_path": target,
            "headers": fields,
            "client": (client, 0),
        }
        self._file.add(log_line(scope, status, octets, self._clock()))


def log_line(scope: Scope, status: int, octets: int, now: datetime) -> str:
    """The line of one request, without its end.

    `conditional=yes a-im="feed"` follows what the format knows.
    """
    asked = Headers(scope=scope)
    is_conditional = "if-none-match" in asked or "if-modified-since" in asked
    condition = "yes" if is_conditional else "no"
    request = f"{scope['method']} {_target(scope)} HTTP/{scope['http_version']}"
    host = (scope.get("client") or ("",))[0]
    return (
        f"{network_of(host)} - - [{_moment(now)}] {_quoted(request)} {status} "
        f"{octets or NOTHING} {_quoted(_discreet(asked.get('referer', '')))} "
        f"{_quoted(asked.get('user-agent'))} "
        f"conditional={condition} a-im={_quoted(asked.get('a-im'))}"
    )


# readers come again and again
@lru_cache(maxsize=4096)
def network_of(host: str) -> str:
    """The address with zeros for what tells it from its neighbours."""
    address = address_of(host)
    if address is None:
        return NOTHING
    bits = KEPT_BITS[address.version]
    return str(ip_network(f"{address}/{bits}", strict=False).network_address)


def _target(scope: Scope) -> str:
    """The path and query as they came, but for secrets in them."""
    raw = scope.get("raw_path") or scope["path"].encode()
    path = raw.decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    return _discreet(f"{path}?{query}" if query else path)


def _discreet(url: str) -> str:
    """The URL without what follows a secretive part of its path, and who is named."""
    path, mark, query = url[:LONGEST].partition("?")
    path = "/".join(_without_secrets(path.split("/")))
    return ADDRESS.sub(NOTHING, f"{path}{mark}{query}")


def _without_secrets(parts: list[str]) -> Iterator[str]:
    """The parts of a path, with a dash for the first that follows a secretive one."""
    is_secret = False
    for part in parts:
        yield NOTHING if is_secret and part else part
        # with two slashes, too, it is the same to a reader
        is_secret = unquote(part) in SECRETIVE or (is_secret and not part)


# a busy second has many requests
@lru_cache(maxsize=8)
def _moment(now: datetime) -> str:
    """`22/Nov/2026:10:00:00 +0000`."""
    return f"{now.day:02}/{MONTHS[now.month - 1]}/{now:%Y:%H:%M:%S %z}"


def _quoted(text: str | None) -> str:
    r"""In quotes, on one line, and without a quote of its own (`\x22`)."""
    return f'"{UNPLAIN.sub(_escape, text[:LONGEST])}"' if text else f'"{NOTHING}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"
