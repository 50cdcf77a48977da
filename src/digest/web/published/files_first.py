"""Published files by a short way, and all else by the application behind."""

from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from digest.web.headers import SECURITY
from digest.web.published.at_hand import AtHand, Fields, Whole
from digest.web.published.disk import ReplacedError
from digest.web.published.files import PublishedFile
from digest.web.published.redirects import Redirects
from digest.web.published.tree import PublishedTree

#: what a published file is asked by
READING = frozenset({"GET", "HEAD"})
# a 405 has to say what is allowed (RFC 9110 15.5.6)
NOT_ALLOWED = PlainTextResponse(
    "This can only be read.\n", 405, headers={**SECURITY, "Allow": "GET, HEAD"}
)


class FilesFirst:
    """Answers what is published or has moved; passes on what is neither."""

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
        self._moves = redirects.moves()
        self._desk = desk
        self._prefix = prefix
        self._at_hand = AtHand(published.file)

    def at_once(self, target: bytes, fields: Fields, *, is_head: bool) -> Whole | None:
        """The whole answer to GET or HEAD; None where it takes the application."""
        moves = self._redirects.moves()
        if moves is not self._moves:
            self._moves = moves
            self._at_hand.forget()
        return self._at_hand.answer(target, fields, is_head=is_head)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have it answered."""
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
        elif scope["method"] not in READING:
            await NOT_ALLOWED(scope, receive, send)
        else:
            # servers need not tell it (ASGI); without it there is no short way
            target = scope.get("raw_path")
            if target and isinstance(answer, PublishedFile) and not answer.is_on_disk:
                self._at_hand.learn(target, answer.name)
            try:
                await answer(scope, receive, send)
            except ReplacedError:
                # a publish came between looking and reading: the new one is asked,
                # in another turn, for in this one the file has been looked at
                await asyncio.sleep(0)
                await self._answer(scope, receive, send)

    def _find(self, path: str) -> ASGIApp | None:
        """Where the path has moved, or what is published there.

        For servers that know no redirects a page stands there, too, which says so.
        """
        return self._redirects.find(path) or self._published.find(path)
