"""/readyz: whether a load balancer should send readers here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from logging import getLogger

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from digest.schedule.health.readiness import Readiness, readiness
from digest.web.headers import SECURITY
from digest.wiring import Press

PATH = "/readyz"
#: seconds for which an answer holds: the database is not asked for each request
LASTING = 1.0
HEADERS = {**SECURITY, "Cache-Control": "no-store"}
LOG = getLogger("digest.web")


class ReadinessDesk:
    """Answers for one press; why not is told to the log, and to nobody outside."""

    def __init__(
        self, press: Press, ask: Callable[[Press], Readiness] = readiness
    ) -> None:
        self._press = press
        self._ask = ask
        self._asking = asyncio.Lock()
        self._known: Readiness | None = None
        self._until = 0.0
        self._told: tuple[str, ...] = ()

    def routes(self) -> list[Route]:
        """The one address, with what answers it."""
        return [Route(PATH, self.answer)]

    async def answer(self, request: Request) -> Response:  # noqa: ARG002  as a route is called
        """200 where all is well, else 503."""
        found = await self._current()
        if found.is_ready:
            return PlainTextResponse("ready\n", headers=HEADERS)
        return PlainTextResponse("not ready\n", 503, headers=HEADERS)

    async def _current(self) -> Readiness:
        loop = asyncio.get_running_loop()
        async with self._asking:
            if self._known is None or loop.time() > self._until:
                self._known = await run_in_threadpool(self._ask, self._press)
                self._until = loop.time() + LASTING
                self._tell(self._known.faults)
        return self._known

    def _tell(self, faults: tuple[str, ...]) -> None:
        """Log each fault once, until it is another."""
        for fault in faults:
            if fault not in self._told:
                LOG.warning("not ready: %s", fault)
        self._told = faults
