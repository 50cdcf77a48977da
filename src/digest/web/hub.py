"""Where programs ask to be told of new entries: the hub of WebSub, and rssCloud.

The rules are in digest.hub. Each answer comes at once; callbacks are asked by the
daemon.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from digest import paths
from digest.config import Config
from digest.config.push import hub_urls
from digest.hub.cloud import told
from digest.hub.desk import TOO_MANY, Desk, Reply
from digest.hub.topics import is_feed, link_header, topic_of
from digest.schedule.jobs import hub_site
from digest.web.headers import PRIVATE
from digest.web.limits import RateLimit
from digest.wiring import Press

#: requests of one network, for callbacks of one host, and of all, in an hour
REQUESTS_EACH = 300
REQUESTS_OF_HOST = 600
REQUESTS_TOGETHER = 10_000
HOUR = timedelta(hours=1)


class HubDesk:
    """The answers to programs that ask the hub, for one press."""

    def __init__(self, press: Press) -> None:
        self._clock = press.clock
        self._requests = RateLimit(
            each=REQUESTS_EACH, together=REQUESTS_TOGETHER, window=HOUR
        )
        hosts = RateLimit(
            each=REQUESTS_OF_HOST, together=REQUESTS_TOGETHER, window=HOUR
        )
        self._desk = Desk(site=hub_site(press), pace=hosts.seconds_to_wait)

    def routes(self) -> list[Route]:
        """Each address of the hub, with what answers it."""
        return [
            Route(f"/{paths.HUB}", self.hub, methods=["POST"]),
            Route(f"/{paths.CLOUD_NOTIFY}", self.please_notify, methods=["POST"]),
            Route(f"/{paths.CLOUD_PING}", self.ping, methods=["POST"]),
        ]

    async def hub(self, request: Request) -> Response:
        """202 for what is taken, else what is wrong in plain text (WebSub 5.1.2)."""
        reply = await self._ask(self._desk.websub, request)
        text = f"{reply.text}\n"
        return PlainTextResponse(text, reply.status, headers=PRIVATE)

    async def please_notify(self, request: Request) -> Response:
        """Whether the subscription is taken, as rssCloud's programs read it."""
        client = request.client.host if request.client else ""
        reply = await self._ask(self._desk.please_notify, request, client=client)
        return _told("notifyResult", reply, request)

    async def ping(self, request: Request) -> Response:
        """Whether the feed is one of ours, as rssCloud's programs read it."""
        reply = await self._ask(self._desk.ping, request)
        return _told("result", reply, request)

    async def _ask(
        self, ask: Callable[..., Reply], request: Request, **values: Any
    ) -> Reply:
        now = self._clock()
        client = request.client.host if request.client else ""
        if wait := self._requests.seconds_to_wait(client, now):
            text = f"too many requests just now; try again in {wait} seconds"
            return Reply(status=TOO_MANY, text=text)
        body, kind = await request.body(), request.headers.get("content-type", "")
        return await run_in_threadpool(ask, body, kind, now=now, **values)


def feed_links(config: Config) -> Callable[[str], str]:
    """The header Link of each published file; "" for what is no feed (WebSub 4)."""
    hubs, site_url = hub_urls(config.site, config.feeds), config.site.url

    def links(name: str) -> str:
        return link_header(topic_of(site_url, name), hubs) if is_feed(name) else ""

    return links


def _told(element: str, reply: Reply, request: Request) -> Response:
    """A refusal, too, is a 200: rssCloud's programs look into the answer only."""
    accept = request.headers.get("accept", "")
    text, kind = told(element, reply.text, is_success=reply.is_success, accept=accept)
    status = TOO_MANY if reply.status == TOO_MANY else 200
    return Response(text, status, media_type=kind, headers=PRIVATE)
