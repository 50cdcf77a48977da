"""The name of a host -> its addresses."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from ipaddress import ip_address
from threading import Thread

from digest.fetch.public import Address

Resolve = Callable[[str], Sequence[Address]]


def resolve_host(host: str) -> tuple[Address, ...]:
    """The addresses that the system knows the host by; raises OSError or ValueError."""
    # in bytes: Python's own IDNA is the old one, and the name is in ASCII already
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    # the zone of a link, which no public address has, stands behind a %
    names = (str(one[4][0]).partition("%")[0] for one in found)
    return tuple(dict.fromkeys(map(ip_address, names)))


async def addresses_of(host: str, resolve: Resolve) -> tuple[Address, ...]:
    """The addresses of a name, asked for once, or the one that the host is itself.

    May be given up at any time: whoever still waits for a name server is left alone.
    Raises OSError or ValueError.
    """
    try:
        return (ip_address(host),)
    except ValueError:
        pass
    answered: Future[Sequence[Address]] = Future()

    # from now on it is too late to cancel it, and an answer that comes late is dropped
    answered.set_running_or_notify_cancel()

    def ask() -> None:
        try:
            answer = resolve(host)
        except Exception as error:  # noqa: BLE001  it is raised where one waits
            answered.set_exception(error)
        else:
            answered.set_result(answer)

    # a thread of the loop would be waited for at the end, however long that takes
    Thread(target=ask, daemon=True).start()
    addresses = await asyncio.wrap_future(answered)
    return tuple(addresses)
