"""Feeds of one subscriber each, opened by the token in their address.

All are made of the same documents, which stand in the state folder and never in the
published tree: the token takes its place when they are served.
"""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from digest import paths
from digest.codings import IDENTITY, codings_for, shrink
from digest.readers import FeedAccess
from digest.secret import token_digest
from digest.urls import encode_url
from digest.web.headers import PRIVATE
from digest.web.published.content_types import content_type_for
from digest.web.published.disk import Version
from digest.web.published.negotiation import (
    choose_coding,
    has_it_already,
    joined,
)
from digest.web.published.variants import tag_for
from digest.wiring import Press

#: of brotli: each reader's bytes are their own, so nobody waits for the best
QUICK = 5
#: tags that are kept, so that most polls shrink nothing
MOST_TAGS = 20_000
#: seconds after which a feed that was not built yet is worth another try
RETRY_AFTER = "60"

#: whose feed of which version in which encoding
TagKey = tuple[str, str, Version, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """The document that all subscribers' own ones are made of."""

    version: Version
    #: in seconds since 1970
    modified: int
    data: bytes

    @classmethod
    def read(cls, path: Path) -> _Shared:
        """What stands at the path now; raises OSError."""
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            version, modified = Version.of(stat), int(stat.st_mtime)
            return cls(version=version, modified=modified, data=file.read())


class PrivateFeeds:
    """The answers at the addresses of private feeds, for one press."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._folder = press.config.state_folder / paths.PRIVATE
        url = press.config.site.url
        self._places = {name: _place_of_token(name, url) for name in paths.FEEDS}
        self._tags: OrderedDict[TagKey, str] = OrderedDict()

    def routes(self) -> list[Route]:
        """The one address, with what answers it."""
        return [Route("/" + paths.private_path("{token}") + "{name}", self.answer)]

    async def answer(self, request: Request) -> Response:
        """The subscriber's feed; 404 for a token that never was, 410 for an old one."""
        name, token = request.path_params["name"], request.path_params["token"]
        if name not in paths.FEEDS:
            raise HTTPException(404)
        digest = token_digest(token)
        # found by its digest: no time that it takes tells how near a guess was
        access = await run_in_threadpool(self._press.store.feed_access, digest)
        if access is FeedAccess.UNKNOWN:
            raise HTTPException(404)
        if access is FeedAccess.ENDED:
            return PlainTextResponse("This feed has ended.\n", 410, headers=PRIVATE)
        return await run_in_threadpool(self._feed, request, name, token)

    def _feed(self, request: Request, name: str, token: str) -> Response:
        try:
            shared = _Shared.read(self._folder / name)
        except OSError:
            headers = {**PRIVATE, "Retry-After": RETRY_AFTER}
            text = "This feed is not made yet.\n"
            return PlainTextResponse(text, 503, headers=headers)
        asked = request.headers
        coding = choose_coding(asked.get("accept-encoding"), codings_for(shared.data))
        tag = self._tag(shared, name, token, coding)
        lasting = {
            "ETag": tag,
            "Last-Modified": formatdate(shared.modified, usegmt=True),
            "Cache-Control": f"private, max-age={self._press.config.web.max_age}",
            "Vary": "Accept-Encoding, Sec-Fetch-Dest",
        }
        if has_it_already(
            none_match=joined(asked.getlist("if-none-match")),
            modified_since=asked.get("if-modified-since"),
            etag=tag,
            modified=shared.modified,
        ):
            return Response(status_code=304, headers=lasting)
        packed = {"Content-Encoding": coding} if coding != IDENTITY else {}
        kind = content_type_for(name, asked.get("sec-fetch-dest"))
        headers = {**PRIVATE, **lasting, **packed, "Content-Type": kind}
        return Response(self._body(shared, name, token, coding), headers=headers)

    def _tag(self, shared: _Shared, name: str, token: str, coding: str) -> str:
        """The tag of the subscriber's own bytes, which are made once for it."""
        key = (token_digest(token), name, shared.version, coding)
        tag = self._tags.get(key)
        if tag is None:
            tag = self._tags[key] = tag_for(self._body(shared, name, token, coding))
            if len(self._tags) > MOST_TAGS:
                self._tags.popitem(last=False)
        return tag

    def _body(self, shared: _Shared, name: str, token: str, coding: str) -> bytes:
        """The subscriber's own bytes in this encoding."""
        own = token.encode()
        place = self._places[name]
        data = place.sub(lambda found: found[1] + own + found[2], shared.data)
        return shrink(data, coding, best=QUICK)


def _place_of_token(name: str, site_url: str) -> re.Pattern[bytes]:
    """Where the token comes in a document: only in a whole address of such a feed.

    It may have a fragment, which names an entry. An article that holds the word,
    perhaps another site's, must not carry the token away in an address of its own.
    """
    address = re.escape(f"{encode_url(site_url)}/{paths.PRIVATE}/")
    place, names = re.escape(paths.TOKEN_PLACE), "|".join(map(re.escape, paths.FEEDS))
    # where an address begins and ends; in a string of JSON a quote has a backslash
    start, end = ('"', r'["\\]') if name == paths.JSON else ("[\"'>]", "[\"'<]")
    fragment = r"""(?:\#[^"'<>\\\s]*)?"""
    return re.compile(
        f"({start}{address}){place}(/(?:{names}){fragment}{end})".encode()
    )
