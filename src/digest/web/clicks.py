"""Links of letters that are counted: on to where they led when the letter was frozen.

Counts nothing but the click: no cookie is set, no address or name is kept, and every
reader has the same links. Leads nowhere else than the store says, so that nobody can
borrow the site's name for a link of their own.
"""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digest import paths
from digest.web.headers import SECURITY
from digest.wiring import Press

#: numbers of issues and links have no more digits
LONGEST_NUMBER = 9
#: programs that look at what a letter links to; those that hide are counted
PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|scan|prefetch|facebookexternalhit|whatsapp"
    r"|curl/|wget/|python|java/|okhttp|go-http-client|libwww|headless|safelinks"
    r"|googleimageproxy|proofpoint|barracuda|mimecast",
    re.IGNORECASE,
)
HEADERS = {**SECURITY, "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


class ClickDesk:
    """Leads on from /go/NEWSLETTER/ISSUE/LINK."""

    def __init__(self, press: Press) -> None:
        self._store = press.store

    def routes(self) -> list[Route]:
        """The one page that is none."""
        path = f"/{paths.GO}/{{newsletter}}/{{issue}}/{{link}}"
        return [Route(path, self._go, methods=["GET"])]

    async def _go(self, request: Request) -> Response:
        issue = _number(request.path_params["issue"])
        link = _number(request.path_params["link"])
        newsletter = request.path_params["newsletter"]
        counts = is_by_a_person(request)

        def follow() -> str | None:
            return self._store.follow_link(newsletter, issue, link, counts=counts)

        url = await run_in_threadpool(follow)
        if url is None:
            raise HTTPException(404)
        return RedirectResponse(url, 302, headers=HEADERS)


def is_by_a_person(request: Request) -> bool:
    """Whether the request seems to be a click, and no program's look ahead."""
    if request.method != "GET":
        return False
    ahead = ("purpose", "sec-purpose", "x-purpose", "x-moz")
    if any("pre" in request.headers.get(name, "").lower() for name in ahead):
        return False
    agent = request.headers.get("user-agent", "")
    return bool(agent) and not PROGRAMS.search(agent)


def _number(text: str) -> int:
    """The number; 404 for what none is, as a path says anything."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise HTTPException(404)
    return int(text)
