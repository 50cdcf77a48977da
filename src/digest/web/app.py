"""The site as one ASGI application: published files first, then what readers ask.

A fault becomes a page in plain words here, and published files are served whatever the
store does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from digest import paths
from digest.config import Config
from digest.metrics import Traffic
from digest.rates import read_rate
from digest.web.access_log import AccessLog
from digest.web.bounces import LARGEST_CALLS, BounceDesk
from digest.web.clicks import ClickDesk
from digest.web.clients import BehindProxies
from digest.web.headers import SECURITY
from digest.web.hub import HubDesk, feed_links
from digest.web.limits import BodyLimit
from digest.web.log_file import LogFile
from digest.web.private_feeds import PrivateFeeds
from digest.web.published.content_types import is_feed
from digest.web.published.files_first import FilesFirst
from digest.web.published.gone import GoneEntries
from digest.web.published.past import PastVersions
from digest.web.published.redirects import Redirects
from digest.web.published.tree import PublishedTree
from digest.web.published.warming import Warming
from digest.web.readers import gone_page, reader_faults, reader_routes
from digest.web.readiness import ReadinessDesk
from digest.web.serving.pace import Pace, Paced
from digest.web.serving.site import ServedSite
from digest.web.serving.traffic import Counted
from digest.wiring import Press

#: for programs that look whether the process answers
HEALTH = "/healthz"

#: seconds after which a store that is away is worth another try
RETRY_AFTER = "30"

#: what is not there may come with the next publish
UNSURE = {"Cache-Control": "public, max-age=60"}

OnFault = Callable[[Request, Exception], Awaitable[Response]]


def make_app(press: Press, traffic: Traffic | None = None) -> ServedSite:
    """The application that serves the press's site, and counts what it answers."""
    config = press.config
    published = _published(config)
    hub = HubDesk(press).routes() if config.feeds.has_own_hub else []
    private = PrivateFeeds(press).routes() if config.feeds.private else []
    desk = Starlette(
        routes=[
            *(Route(HEALTH, _health), *ReadinessDesk(press).routes()),
            *(*reader_routes(press), *private, *hub),
            *BounceDesk(press).routes(),
            *ClickDesk(press).routes(),
        ],
        exception_handlers=_faults(press, published),
    )
    # to the host and scheme that the request names, with a token in the path
    desk.router.redirect_slashes = False
    return _make_site(config, published, desk, traffic or Traffic(), press.clock)


def make_waiting_app(
    config: Config, clock: Callable[[], datetime], traffic: Traffic | None = None
) -> ServedSite:
    """As `make_app`, while there is no store yet: only what is published is served."""
    desk = Starlette(
        routes=[Route(HEALTH, _health)],
        exception_handlers={HTTPException: _not_yet},
    )
    published = _published(config)
    return _make_site(config, published, desk, traffic or Traffic(), clock)


def _published(config: Config) -> PublishedTree:
    past = PastVersions() if config.feeds.delta else None
    return PublishedTree(
        config.feeds_folder,
        max_age=config.web.max_age,
        past=past,
        links=feed_links(config),
    )


def _make_site(
    config: Config,
    published: PublishedTree,
    desk: ASGIApp,
    traffic: Traffic,
    clock: Callable[[], datetime],
) -> ServedSite:
    """What is published first, then the desk; around both what guards them."""
    web, prefix = config.web, urlsplit(config.site.url).path
    redirects = Redirects(
        config.feeds_folder,
        site_url=config.site.url,
        max_age=web.max_age,
        turns=published.turns,
    )
    files = FilesFirst(published, redirects, desk, prefix=prefix)
    larger = {
        f"{front}/{paths.BOUNCES}/{name}": octets
        for name, octets in LARGEST_CALLS.items()
        # a proxy before us may have taken the prefix off
        for front in (prefix, "")
    }
    pace = Pace(read_rate(web.rate), clock=monotonic)
    app: ASGIApp = Counted(Paced(BodyLimit(files, larger=larger), pace), traffic)
    log = None
    if web.access_log:
        file = LogFile(config.root / web.access_log)
        app = log = AccessLog(app, file, clock=clock)
    if web.proxies:
        app = BehindProxies(app, web.proxies)
    return ServedSite(
        app,
        files,
        warming=Warming(published),
        pace=pace,
        traffic=traffic,
        proxies=web.proxies,
        log=log,
    )


async def _health(request: Request) -> Response:  # noqa: ARG001  as a route is called
    """Whether the process answers; it says nothing of the store."""
    headers = {**SECURITY, "Cache-Control": "no-store"}
    return PlainTextResponse("ok\n", headers=headers)


async def _not_yet(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """503 while the store is away: what is asked for may be in it."""
    headers = {**SECURITY, "Cache-Control": "no-store", "Retry-After": RETRY_AFTER}
    return PlainTextResponse("Please try again in a minute.\n", 503, headers=headers)


def _faults(press: Press, published: PublishedTree) -> dict[type[Exception], OnFault]:
    """What a reader sees of each kind of fault."""
    return {HTTPException: _by_status(press, published), **reader_faults(press)}


def _by_status(press: Press, published: PublishedTree) -> OnFault:
    """What a reader sees where nothing is, or was."""
    gone = GoneEntries(press.store.entry_records, press.clock)

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        is_missing = error.status_code == HTTPStatus.NOT_FOUND
        path = request.scope["path"]
        if is_missing and await gone.has(path):
            return gone_page(press, request)
        # no program that asks for a feed gets a page instead
        has_page = is_missing and not is_feed(path)
        found = published.not_found_page() if has_page else None
        headers = {**SECURITY, **UNSURE, **(error.headers or {})}
        if found is None:
            text = f"{error.detail}\n"
            return PlainTextResponse(text, error.status_code, headers=headers)
        return HTMLResponse(found, error.status_code, headers=headers)

    return answer
