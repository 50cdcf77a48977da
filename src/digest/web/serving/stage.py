"""The application that is at work now, and another in its place at any moment.

So connections outlive the settings that they came under, and who asks for what is not
open yet only waits.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from digest.web.published.at_hand import Fields, Whole
from digest.web.serving.short_way import ShortWay


class Stage:
    """Passes requests to what is shown; `first` makes what is, till that is open.

    What the first cannot answer waits at the application that it is given.
    """

    def __init__(self, first: Callable[[ASGIApp], ASGIApp]) -> None:
        self._app = first(self._wait)
        self._short_way = _short_way(self._app)
        self._is_open = asyncio.Event()
        #: requests in hand, by their application
        self._in_hand: Counter[int] = Counter()

    def show(self, app: ASGIApp) -> None:
        """Answer with this from now on; what is in hand is answered as it began."""
        self._app, self._short_way = app, _short_way(app)
        self._is_open.set()

    def is_left_by(self, app: ASGIApp) -> bool:
        """Whether the application answers nobody just now."""
        return not self._in_hand[id(app)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the request answered by what is shown now."""
        app = self._app
        self._in_hand[id(app)] += 1
        try:
            await app(scope, receive, send)
        finally:
            self._in_hand[id(app)] -= 1

    def at_once(
        self, peer: str, target: bytes, fields: Fields, *, is_head: bool
    ) -> Whole | None:
        """See ShortWay."""
        if self._short_way is None:
            return None
        return self._short_way.at_once(peer, target, fields, is_head=is_head)

    def look(self) -> None:
        """See ShortWay."""
        if self._short_way is not None:
            self._short_way.look()

    async def _wait(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._is_open.wait()
        await self._app(scope, receive, send)


def _short_way(app: object) -> ShortWay | None:
    """The application's short way; to look for it takes longer than to go it."""
    return app if isinstance(app, ShortWay) else None
