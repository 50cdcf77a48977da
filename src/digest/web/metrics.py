"""/metrics, at an address of its own: readers have no business there."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from digest.errors import StoreError
from digest.metrics import CONTENT_TYPE
from digest.web.headers import SECURITY

PATH = "/metrics"
HEADERS = {**SECURITY, "Cache-Control": "no-store"}


def metrics_app(collect: Callable[[], bytes]) -> ASGIApp:
    """The application that answers with what `collect` returns, made in a thread."""

    async def answer(request: Request) -> Response:  # noqa: ARG001  as a route is called
        try:
            told = await run_in_threadpool(collect)
        except StoreError as error:
            return PlainTextResponse(f"{error}\n", 503, headers=HEADERS)
        return Response(told, headers={**HEADERS, "Content-Type": CONTENT_TYPE})

    return Starlette(routes=[Route(PATH, answer)])
