"""Pages that are made for one reader at one moment, from the site's own template."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from digest.errors import ThemeError
from digest.web.headers import PRIVATE
from digest.wiring import Press

TEMPLATE = "site/reader.html"
LOG = logging.getLogger("digest.web")


def reader_page(
    press: Press,
    request: Request,
    title: str,
    text: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """The page with this title and text.

    Bare text where the site's own template has a fault: what was done stays done, and
    who unsubscribed by one click must not be told otherwise.

    `values` are what the template can show besides: a button (it posts to the page's
    own address), choices to tick.
    """
    # relative, so that the page's links hold behind a proxy that takes off a prefix
    root = "../" * (request.url.path.count("/") - 1)
    fields = {**PRIVATE, **(headers or {})}
    site = press.config.site
    try:
        html = press.theme.fill(
            TEMPLATE, site=site, root=root, title=title, text=text, **values
        )
    except ThemeError as error:
        LOG.error("%s", error)  # noqa: TRY400  it names template and line
        if "button" in values:
            # a question that nobody can answer is our failure
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        return PlainTextResponse(f"{title}\n\n{text}\n", status, headers=fields)
    return HTMLResponse(html, status, headers=fields)
