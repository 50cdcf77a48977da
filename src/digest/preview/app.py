"""The preview as an application: a page, its state, and letters in every view.

All of it is read and nothing is done here. A letter is made of the words of many, so
its document may run no script, whatever has got through until here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from digest.errors import DigestError
from digest.media_types import media_type_of
from digest.preview.doorkeeper import POLICY, Doorkeeper
from digest.preview.exhibit import Exhibit
from digest.preview.showcase import Showcase
from digest.preview.views import PICTURES, View, letter_page, words_page
from digest.render.theme import Theme, packaged_templates

#: the files of the page among the templates, by their addresses
FILES = {
    "/": "preview/page.html",
    "/style.css": "preview/style.css",
    "/script.js": "preview/script.js",
    "/favicon.svg": "site/favicon.svg",
}
#: a document that the page frames: no script, and links open beside it
FRAMED = (
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src {styles}; img-src {images}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
WORDS = FRAMED.format(styles="'self'", images="'none'")
LETTER = FRAMED.format(styles="'unsafe-inline'", images="'self' https: http: data:")
WITHOUT_IMAGES = FRAMED.format(styles="'unsafe-inline'", images="'none'")
#: views of the message's words
WORDY = frozenset({View.TEXT, View.SOURCE, View.HEADERS})


def make_app(showcase: Showcase, port: int) -> ASGIApp:
    """The application for the server on this port."""
    desk = _Desk(showcase)
    return Doorkeeper(
        Starlette(
            routes=[
                *(Route(address, desk.file) for address in FILES),
                Route("/changes", desk.changes),
                Route("/letters/{newsletter}/{view}", desk.letter),
                Route(f"{PICTURES}{{path:path}}", desk.picture),
            ]
        ),
        port,
    )


class _Desk:
    """Answers what the page asks for."""

    def __init__(self, showcase: Showcase) -> None:
        self._showcase = showcase
        self._folder = packaged_templates()
        # of what digest brings, so that a fault of the owner's own can be shown
        self._theme = Theme((self._folder,))

    def file(self, request: Request) -> Response:
        """One of the page's own files."""
        name = FILES[request.url.path]
        data = (self._folder / name).read_bytes()
        return Response(data, media_type=media_type_of(name))

    async def changes(self, request: Request) -> Response:  # noqa: ARG002  as routes are called
        """What is shown, now and whenever it is something else (server-sent events)."""
        return StreamingResponse(
            _events(self._showcase), media_type="text/event-stream"
        )

    def letter(self, request: Request) -> Response:
        """The letter of a newsletter in one view."""
        exhibit = self._exhibit(request.path_params["newsletter"])
        try:
            view = View(request.path_params["view"])
        except ValueError:
            raise HTTPException(404) from None
        parts = exhibit.parts
        if parts is None:
            raise HTTPException(404, "no letter could be made yet")
        if view in WORDY:
            page = words_page(parts, view, self._theme)
            return HTMLResponse(page, headers={POLICY: WORDS})
        page = letter_page(parts, view, site_url=self._showcase.site_url)
        policy = WITHOUT_IMAGES if view is View.NO_IMAGES else LETTER
        return HTMLResponse(page, headers={POLICY: policy})

    def picture(self, request: Request) -> Response:
        """A picture of the site as it will be published."""
        path = request.path_params["path"]
        try:
            made = self._showcase.picture(path)
        except DigestError as error:
            raise HTTPException(404, str(error)) from error
        if made is None:
            raise HTTPException(404)
        data = made.read_bytes() if isinstance(made, Path) else made
        return Response(data, media_type=media_type_of(path))

    def _exhibit(self, newsletter: str) -> Exhibit:
        exhibit = self._showcase.exhibit(newsletter)
        if exhibit is None:
            raise HTTPException(404)
        return exhibit


async def _events(showcase: Showcase) -> AsyncIterator[str]:
    # one line each: it is JSON
    async for told in showcase.follow():
        yield f"data: {told}\n\n"
