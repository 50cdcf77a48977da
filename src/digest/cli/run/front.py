"""The doors of the site: a server at each, moved to another without a gap."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass

from digest.web.serving.server import serve
from digest.web.serving.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one comes in."""

    #: what [web] calls it, HOST:PORT
    listen: str
    door: socket.socket
    is_behind_proxy: bool = False


class Front:
    """Serves one application at whichever place is its own now; None: at none."""

    def __init__(self, app: Stage, place: Place | None = None) -> None:
        self._app = app
        self._place = place
        self._is_moved = asyncio.Event()

    def move(self, place: Place | None) -> None:
        """Be there from now on; who is being answered gets the answer yet."""
        if place != self._place:
            self._place = place
            self._is_moved.set()

    async def serve(self, stopping: asyncio.Event) -> None:
        """Answer who comes until the event is set."""
        async with asyncio.TaskGroup() as servers:
            ends = servers.create_task(self._end(stopping))
            while not stopping.is_set():
                self._is_moved.clear()
                is_over = asyncio.Event()
                if place := self._place:
                    servers.create_task(self._serve(place, is_over))
                await self._is_moved.wait()
                is_over.set()
            await ends

    async def _end(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self._is_moved.set()

    async def _serve(self, place: Place, is_over: asyncio.Event) -> None:
        await serve(
            self._app, place.door, is_over, is_behind_proxy=place.is_behind_proxy
        )
