"""The site as one ASGI application: published files first, then what readers ask.

A fault becomes a page in plain words here, and published files are served whatever the
store does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from digest import paths
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
from digest.web.published.disk import ReplacedError
from digest.web.published.gone import GoneEntries
from digest.web.published.past import PastVersions
from digest.web.published.redirects import Redirects
from digest.web.published.tree import PublishedTree
from digest.web.readers import gone_page, reader_faults, reader_routes
from digest.wiring import Press

#: for programs that look whether the process answers
HEALTH = "/healthz"

#: what is not there may come with the next publish
UNSURE = {"Cache-Control": "public, max-age=60"}

OnFault = Callable[[Request, Exception], Awaitable[Response]]


def make_app(press: Press) -> ASGIApp:
    """The application that serves the press's site."""
    config = press.config
    folder, max_age = config.feeds_folder, config.web.max_age
    past = PastVersions() if config.feeds.delta else None
    published = PublishedTree(
        folder, max_age=max_age, past=past, links=feed_links(config)
    )
    hub = HubDesk(press).routes() if config.feeds.has_own_hub else []
    private = PrivateFeeds(press).routes() if config.feeds.private else []
    desk = Starlette(
        routes=[
            *(Route(HEALTH, _health), *reader_routes(press), *private, *hub),
            *BounceDesk(press).routes(),
            *ClickDesk(press).routes(),
        ],
        exception_handlers=_faults(press, published),
    )
    # to the host and scheme that the request names, with a token in the path
    desk.router.redirect_slashes = False
    redirects = Redirects(folder, site_url=config.site.url, max_age=max_age)
    prefix = urlsplit(config.site.url).path
    app: ASGIApp = BodyLimit(
        _FilesFirst(published, redirects, desk, prefix=prefix),
        larger={
            f"{front}/{paths.BOUNCES}/{name}": octets
            for name, octets in LARGEST_CALLS.items()
            # a proxy before us may have taken the prefix off
            for front in (prefix, "")
        },
    )
    if config.web.access_log:
        log = LogFile(config.root / config.web.access_log)
        app = AccessLog(app, log, clock=press.clock)
    proxies = config.web.proxies
    return BehindProxies(app, proxies) if proxies else app


class _FilesFirst:
    """Published files by the short way, and all else by the framework."""

    def __init__(
        self,
        published: PublishedTree,
        redirects: Redirects,
        desk: ASGIApp,
        *,
        prefix: str,
    ) -> None:
        self._published = published
        self._redirects = redirects
        self._desk = desk
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if self._prefix and path.startswith(f"{self._prefix}/"):
            # the site's address has a path, which the proxy before us left in place
            path = path.removeprefix(self._prefix)
            scope = {**scope, "path": path}
        await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._find(scope["path"]) if scope["type"] == "http" else None
        if answer is None:
            await self._desk(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await _not_allowed(scope, receive, send)
        else:
            try:
                await answer(scope, receive, send)
            except ReplacedError:
                # a publish came between looking and reading: the new one is asked
                await self._answer(scope, receive, send)

    def _find(self, path: str) -> ASGIApp | None:
        """Where the path has moved, or what is published there.

        For servers that know no redirects a page stands there, too, which says so.
        """
        return self._redirects.find(path) or self._published.find(path)


# a 405 has to say what is allowed (RFC 9110 15.5.6)
_not_allowed = PlainTextResponse(
    "This can only be read.\n", 405, headers={**SECURITY, "Allow": "GET, HEAD"}
)


async def _health(request: Request) -> Response:  # noqa: ARG001  as a route is called
    """Whether the process answers; it says nothing of the store."""
    headers = {**SECURITY, "Cache-Control": "no-store"}
    return PlainTextResponse("ok\n", headers=headers)


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
