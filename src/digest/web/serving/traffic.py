"""What the server answered, for who watches over it."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.metrics import Traffic
from digest.web.published.content_types import is_feed


class Counted:
    """Counts the answers of an application."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count what was answered."""
        status, octets = 500, 0

        async def watch(message: Message) -> None:
            nonlocal status, octets
            if message["type"] == "http.response.start":
                status = message["status"]
            elif scope["method"] != "HEAD":
                octets += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            count(self._traffic, status, octets, of_feed=is_feed(scope["path"]))


def count(traffic: Traffic, status: int, octets: int, *, of_feed: bool) -> None:
    """Count one answer, with the octets of its body."""
    if of_feed:
        traffic.answered_feed(status, octets)
    else:
        traffic.answered(status)
