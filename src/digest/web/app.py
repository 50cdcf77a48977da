"""The site as one ASGI application: published files first, then what readers ask.

A fault becomes a page in plain words here, and published files are served whatever the
store does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from digest.errors import AddressError, LinkError, StoreError
from digest.web.clients import BehindProxies
from digest.web.headers import SECURITY
from digest.web.limits import BodyLimit
from digest.web.public import PublishedTree
from digest.web.reader_page import reader_page
from digest.web.subscribe import ReaderDesk
from digest.wiring import Press

#: seconds after which a store that is busy is worth another try
RETRY_AFTER = "30"
#: for programs that look whether the process answers
HEALTH = "/healthz"

#: what is not there may come with the next publish
UNSURE = {"Cache-Control": "public, max-age=60"}

OnFault = Callable[[Request, Exception], Awaitable[Response]]


def make_app(press: Press) -> ASGIApp:
    """The application that serves the press's site."""
    config = press.config
    published = PublishedTree(config.feeds_folder, max_age=config.web.max_age)
    desk = Starlette(
        routes=[Route(HEALTH, _health), *ReaderDesk(press).routes()],
        exception_handlers=_faults(press, published),
    )
    prefix = urlsplit(config.site.url).path
    app = BodyLimit(_FilesFirst(published, desk, prefix=prefix))
    proxies = config.web.proxies
    return BehindProxies(app, proxies) if proxies else app


class _FilesFirst:
    """Published files by the short way, and all else by the framework."""

    def __init__(self, published: PublishedTree, desk: ASGIApp, *, prefix: str) -> None:
        self._published = published
        self._desk = desk
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if self._prefix and path.startswith(f"{self._prefix}/"):
            # the site's address has a path, which the proxy before us left in place
            path = path.removeprefix(self._prefix)
            scope = {**scope, "path": path}
        is_http = scope["type"] == "http"
        answer = self._published.find(path) if is_http else None
        if answer is None:
            await self._desk(scope, receive, send)
        elif scope["method"] in {"GET", "HEAD"}:
            await answer(scope, receive, send)
        else:
            await _not_allowed(scope, receive, send)


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

    def page(status: int, title: str, text: str, **values: Any) -> OnFault:
        async def answer(request: Request, error: Exception) -> Response:  # noqa: ARG001
            return reader_page(press, request, title, text, status=status, **values)

        return answer

    async def by_status(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, HTTPException)
        is_missing = error.status_code == HTTPStatus.NOT_FOUND
        found = published.not_found_page() if is_missing else None
        headers = {**SECURITY, **UNSURE, **(error.headers or {})}
        if found is None:
            text = f"{error.detail}\n"
            return PlainTextResponse(text, error.status_code, headers=headers)
        return HTMLResponse(found, error.status_code, headers=headers)

    return {
        HTTPException: by_status,
        # one page for forged, cut and foreign tokens: it helps nobody to guess
        LinkError: page(
            404,
            "This link does not work",
            "It may have been cut. Please open it from the letter again.",
        ),
        AddressError: page(
            400,
            "This is no e-mail address",
            "Please write it as name@example.org.",
            newsletters=press.config.newsletters,
        ),
        StoreError: page(
            503,
            "Please try again in a minute",
            "We could not write that down just now. Nothing was changed.",
            headers={"Retry-After": RETRY_AFTER},
        ),
    }
