"""A published file as it answers a request (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from digest.web.published.content_types import content_type_for, is_feed
from digest.web.published.disk import Version, range_asked, send_from_disk
from digest.web.published.encoded import EncodedFile
from digest.web.published.negotiation import (
    has_it_already,
    joined,
    tags_in,
    wants_delta,
)
from digest.web.published.past import PastVersions
from digest.web.published.variants import (
    RawHeaders,
    Variant,
    raw,
    send_answer,
    wire_head,
)


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
        #: its path in the tree
        self.name = name
        self.is_feed = is_feed(name)
        #: by entity tag and Sec-Fetch-Dest
        self._heads: dict[tuple[str, str | None], bytes] = {}
        #: the turn in which it was seen to be the current version
        self.seen_in = 0
        #: encodings that readers asked for of the version before
        self.wanted: frozenset[str] = frozenset()

    @property
    def data(self) -> bytes | None:
        """The bytes as they are; None for what is sent from the disk."""
        return self._file.data

    @property
    def is_on_disk(self) -> bool:
        """Whether it is sent from the disk."""
        return self._file.data is None

    @property
    def version(self) -> Version:
        """What tells it from what may come to stand at its path."""
        return self._file.place.version

    @property
    def weight(self) -> int:
        """Octets that the file may come to take in memory."""
        return self._file.weight

    @property
    def codings(self) -> frozenset[str]:
        """The encodings that readers asked for."""
        return self._file.codings

    async def prepare(self) -> None:
        """Make the encodings that are wanted; raises ReplacedError."""
        wanted, self.wanted = self.wanted, frozenset()
        await self._file.prepare(wanted)

    def at_once(
        self, asked: Mapping[bytes, bytes], *, is_head: bool
    ) -> tuple[int, bytes, bytes] | None:
        """Status, head and body, where nothing has to be made or read for them.

        The head lacks its date and its end. Text is never sent in parts.
        """
        if b"a-im" in asked and self._file.has_deltas:
            return None
        variant = self._file.ready_variant(_text(asked, b"accept-encoding"))
        if variant is None:
            return None
        if has_it_already(
            none_match=_text(asked, b"if-none-match"),
            modified_since=_text(asked, b"if-modified-since"),
            etag=variant.etag,
            modified=self._file.modified,
        ):
            return HTTPStatus.NOT_MODIFIED, variant.unchanged_head, b""
        destination = _text(asked, b"sec-fetch-dest")
        is_visit = destination if destination == "document" else None
        key = (variant.etag, is_visit)
        head = self._heads.get(key)
        if head is None:
            headers = self._headers(variant, destination)
            head = self._heads[key] = wire_head(HTTPStatus.OK, headers)
        return HTTPStatus.OK, head, b"" if is_head else variant.data or b""

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
        headers = self._headers(variant, asked.get("sec-fetch-dest"))
        await send_answer(
            send, status, headers, b"" if is_head else variant.data or b""
        )

    def _headers(self, variant: Variant, destination: str | None) -> RawHeaders:
        """The fields of a whole answer for who asks."""
        fields = {
            "Content-Type": content_type_for(self.name, destination),
            "Content-Length": str(len(variant.data or b"")),
        }
        if self._link:
            fields["Link"] = self._link
        return [*variant.headers, *raw(fields)]

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
        fields["Content-Type"] = content_type_for(self.name, None)
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


def _text(asked: Mapping[bytes, bytes], name: bytes) -> str | None:
    """The field as text; None where it is not there."""
    value = asked.get(name)
    return None if value is None else value.decode("latin-1")
