"""The site as a server has it: any request by the application, and a short way."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from digest.metrics import Traffic
from digest.web.access_log import AccessLog
from digest.web.clients import Proxies, client_told
from digest.web.published.at_hand import Fields, Whole
from digest.web.published.files_first import FilesFirst
from digest.web.published.warming import Warming
from digest.web.serving.pace import Pace
from digest.web.serving.traffic import count


class ServedSite:
    """One application, with a short way for what is asked for again and again."""

    def __init__(
        self,
        app: ASGIApp,
        files: FilesFirst,
        *,
        warming: Warming,
        pace: Pace,
        traffic: Traffic,
        proxies: Proxies,
        log: AccessLog | None = None,
    ) -> None:
        self._app = app
        self._files = files
        self._warming = warming
        self._pace = pace
        self._traffic = traffic
        self._proxies = proxies
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer any request."""
        await self._app(scope, receive, send)

    def at_once(
        self, peer: str, target: bytes, fields: Fields, *, is_head: bool
    ) -> Whole | None:
        """The whole answer to GET or HEAD; None where it takes the application."""
        found = self._files.at_once(target, fields, is_head=is_head)
        if found is None:
            return None
        client = client_told(peer, fields, self._proxies) if self._proxies else peer
        if self._pace.seconds_to_wait(client):
            # the application says so, and when to come back
            return None
        status, octets = found.status, len(found.body)
        count(self._traffic, status, octets, of_feed=found.is_feed)
        if self._log:
            self._log.note(
                client, target, fields, is_head=is_head, status=status, octets=octets
            )
        return found

    def look(self) -> None:
        """Make ready what was published, before readers come for it."""
        self._warming.look()
