"""A published file as it answers a request (RFC 9110)."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from digest.web.published.content_types import content_type_for
from digest.web.published.disk import Version, range_asked, send_from_disk
from digest.web.published.encoded import EncodedFile
from digest.web.published.negotiation import (
    has_it_already,
    joined,
    tags_in,
    wants_delta,
)
from digest.web.published.past import PastVersions
from digest.web.published.variants import Variant, raw, send_answer


class PublishedFile:
    """One version of a file, as an ASGI application for GET and HEAD.

    Raises ReplacedError where there is another by now, and nothing was sent yet.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        *,
        max_age: int,
        past: PastVersions | None = None,
        link: str = "",
    ) -> None:
        #: the header Link of a whole answer; "" for none
        self._link = link
        self._file = EncodedFile(path, name, max_age=max_age, past=past)
        self._name = name

    @property
    def data(self) -> bytes | None:
        """The bytes as they are; None for what is sent from the disk."""
        return self._file.data

    @property
    def version(self) -> Version:
        """What tells it from what may come to stand at its path."""
        return self._file.place.version

    @property
    def weight(self) -> int:
        """Octets that the file may come to take in memory."""
        return self._file.weight

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  nothing of a body counts
        """Answer with the bytes, some of them, or that the reader has them already."""
        asked = Headers(scope=scope)
        is_head = scope["method"] == "HEAD"
        variant = await self._file.variant(asked.get("accept-encoding"))
        if has_it_already(
            none_match=joined(asked.getlist("if-none-match")),
            modified_since=asked.get("if-modified-since"),
            etag=variant.etag,
            modified=self._file.modified,
        ):
            await send_answer(send, 304, variant.unchanged)
        elif variant.data is None:
            await self._send_from_disk(asked, variant, send, is_head=is_head)
        else:
            delta = await self._delta(asked, variant)
            status = 226 if delta else 200
            await self._send(asked, status, delta or variant, send, is_head=is_head)

    async def _delta(self, asked: Headers, current: Variant) -> Variant | None:
        """What is new to the reader, where they ask for that and a gain is in it."""
        etags = tags_in(joined(asked.getlist("if-none-match")) or "")
        manipulations = joined(asked.getlist("a-im"))
        if not etags or not wants_delta(manipulations, asked.get("user-agent", "")):
            return None
        return await self._file.delta(etags, current)

    async def _send(
        self,
        asked: Headers,
        status: int,
        variant: Variant,
        send: Send,
        *,
        is_head: bool,
    ) -> None:
        data = variant.data or b""
        fields = {
            "Content-Type": content_type_for(self._name, asked.get("sec-fetch-dest")),
            "Content-Length": str(len(data)),
        }
        if self._link:
            fields["Link"] = self._link
        headers = [*variant.headers, *raw(fields)]
        await send_answer(send, status, headers, b"" if is_head else data)

    async def _send_from_disk(
        self, asked: Headers, variant: Variant, send: Send, *, is_head: bool
    ) -> None:
        size = self.version.size
        # a range is of GET only (RFC 9110 14.2)
        wish = None if is_head else self._range(asked, variant)
        part = range_asked(wish, size)
        status, fields = 200, {"Accept-Ranges": "bytes"}
        if part is not None:
            status = 206 if part else 416
            told = f"{part.start}-{part.stop - 1}" if part else "*"
            fields["Content-Range"] = f"bytes {told}/{size}"
        chosen = range(size) if part is None else part
        fields["Content-Type"] = content_type_for(self._name, None)
        fields["Content-Length"] = str(len(chosen))
        headers = [*variant.headers, *raw(fields)]
        if is_head:
            await send_answer(send, status, headers)
            return
        await send_from_disk(send, self._file.place, status, headers, chosen)

    def _range(self, asked: Headers, variant: Variant) -> str | None:
        """The Range, unless it is of a copy of another version (RFC 9110 13.1.5)."""
        condition = asked.get("if-range")
        is_ours = condition in {None, variant.etag, self._file.last_modified}
        return asked.get("range") if is_ours else None
