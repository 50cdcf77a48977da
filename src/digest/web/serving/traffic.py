"""What the server answered, for who watches over it."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from digest.metrics import Traffic
from digest.web.answered import Answered
from digest.web.published.content_types import is_feed


class Counted:
    """Counts the answers of an application."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count what was answered."""
        answer = Answered(scope, send)
        try:
            await self._app(scope, receive, answer.send)
        finally:
            of_feed = is_feed(scope["path"])
            count(self._traffic, answer.status, answer.octets, of_feed=of_feed)


def count(traffic: Traffic, status: int, octets: int, *, of_feed: bool) -> None:
    """Count one answer, with the octets of its body."""
    if of_feed:
        traffic.answered_feed(status, octets)
    else:
        traffic.answered(status)
