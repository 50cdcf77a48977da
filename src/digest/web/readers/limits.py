"""How many sign-ups we take: of one network, for one address, and of all together."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from starlette.requests import Request

from digest.addresses import address_key
from digest.web.clients import address_of
from digest.web.limits import RateLimit

LOG = logging.getLogger("digest.web")
WINDOW = timedelta(hours=1)
#: sign-ups that one network asks for in an hour
FROM_ONE_NETWORK = 20
#: sign-ups for one address in an hour, whoever asks
FOR_ONE_ADDRESS = 5
#: networks and addresses that are remembered at most
MOST_REMEMBERED = 100_000
#: the port of a client whom a proxy that is named told of (clients.BehindProxies)
TOLD_BY_A_PROXY = 0
FORWARDED = ("x-forwarded-for", "forwarded")


class SignUpLimits:
    """The limits of one site; they count in this process, and begin anew with it."""

    def __init__(self, *, together: int) -> None:
        self._networks = _of_each(FROM_ONE_NETWORK)
        self._addresses = _of_each(FOR_ONE_ADDRESS)
        self._together = RateLimit(each=together, together=together, window=WINDOW)
        self._has_warned = False

    def seconds_for_client(self, request: Request, now: datetime) -> int:
        """0 where the network may ask once more, which was counted; else how long.

        Behind a proxy that [web] trusted_proxy does not name, everybody comes from one
        address of ours: it is not counted, so that nobody is refused for another.
        """
        client = request.client.host if request.client else ""
        if _is_a_proxy(request):
            self._warn(client)
            return 0
        return self._networks.seconds_to_wait(client, now)

    def seconds_for_address(self, address: str, now: datetime) -> int:
        """As above, for a letter to this address; raises AddressError."""
        key = address_key(address)
        wait = self._addresses.seconds_to_wait(key, now)
        return wait or self._together.seconds_to_wait("", now)

    def _warn(self, proxy: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            LOG.warning(
                "digest.toml: [web] trusted_proxy does not name %s, which forwards "
                "readers; add it, so that sign-ups are limited by network",
                proxy,
            )


def _is_a_proxy(request: Request) -> bool:
    """Whether a machine of our own network asks for somebody else, unnamed."""
    if request.client is None or request.client.port == TOLD_BY_A_PROXY:
        return False
    address = address_of(request.client.host)
    is_near = address is not None and address.is_private
    return is_near and any(name in request.headers for name in FORWARDED)


def _of_each(most: int) -> RateLimit:
    return RateLimit(each=most, together=MOST_REMEMBERED, window=WINDOW)
