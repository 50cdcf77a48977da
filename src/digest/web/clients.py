"""Who asks: the address of a reader, also where a proxy stands between us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Proxies = Sequence[IPv4Network | IPv6Network]


class BehindProxies:
    """Gives the application the client and the scheme that a trusted proxy tells.

    Whoever else sends the fields of a proxy is not believed.
    """

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request with who is behind the proxy."""
        peer = scope.get("client")
        if peer and _is_among(self._proxies, address_of(peer[0])):
            client = client_told(peer[0], scope["headers"], self._proxies)
            told = Headers(scope=scope)
            scheme = told.get("x-forwarded-proto")
            if scheme not in {"http", "https"}:
                scheme = scope["scheme"]
            scope = {**scope, "client": (client, 0), "scheme": scheme}
        await self._app(scope, receive, send)


def client_told(
    peer: str, fields: Iterable[tuple[bytes, bytes]], proxies: Proxies
) -> str:
    """Who is behind the peer, as the fields of a request say; names in lower case."""
    if not _is_among(proxies, address_of(peer)):
        return peer
    told = [value for name, value in fields if name == b"x-forwarded-for"]
    return client_behind(peer, b",".join(told).decode("latin-1"), proxies)


def client_behind(peer: str, forwarded: str, proxies: Proxies) -> str:
    """The last address of X-Forwarded-For that is no trusted proxy's, else the peer's.

    Each proxy appends who came to it, so what stands further left may be made up. What
    is no address ends the search: nobody chooses their own name.
    """
    for entry in reversed(forwarded.split(",")):
        address = address_of(_without_port(entry.strip()))
        if address is None:
            break
        if not _is_among(proxies, address):
            return str(address)
    return peer


def address_of(host: str) -> Address | None:
    """The address, IPv4 also where it is written as IPv6; None where it is none."""
    try:
        # the scope of an address is ours, and the same address in any scope is one
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_one_reader(host: str) -> bool:
    """Whether the address is a reader's own, as far as one can know.

    A loopback or private address is a proxy's or a gateway's, and stands for many.
    """
    address = address_of(host)
    return address is not None and address.is_global


def _is_among(proxies: Proxies, address: Address | None) -> bool:
    return address is not None and any(address in network for network in proxies)


def _without_port(entry: str) -> str:
    """192.0.2.1:80 and [2001:db8::1]:80 as some proxies write them."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry
