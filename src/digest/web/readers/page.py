"""Pages that are made for one reader at one moment, from the site's own templates."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from digest.errors import ThemeError
from digest.web.headers import PRIVATE
from digest.web.readers.languages import NAMES
from digest.wiring import Press
from digest.words import Words

LOG = logging.getLogger("digest.web")


def page_of(
    press: Press,
    request: Request,
    words: Words,
    template: str,
    *,
    title: str,
    text: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    has_choice: bool = False,
    **values: Any,
) -> Response:
    """The page with this title and text.

    Bare text where the site's own template has a fault: what was done stays done, and
    who unsubscribed by one click must not be told otherwise. With `has_choice` the
    reader can have it in another language.
    """
    fields = {**PRIVATE, "Content-Language": words.tag, **(headers or {})}
    given = {**_frame(press, request, words), "title": title, "text": text, **values}
    given["languages"] = _others(request, words) if has_choice else ()
    try:
        html = press.theme.fill(template, **given)
    except ThemeError as error:
        LOG.error("%s", error)  # noqa: TRY400  it names template and line
        if request.method != "POST":
            # a question that nobody can answer is our failure
            status = max(status, HTTPStatus.INTERNAL_SERVER_ERROR)
        return PlainTextResponse(f"{title}\n\n{text}\n", status, headers=fields)
    return HTMLResponse(html, status, headers=fields)


def root_of(request: Request) -> str:
    """What leads from the page to the top of the site.

    It is relative, so that links hold behind a proxy that takes off a prefix.
    """
    return "../" * (request.scope["path"].count("/") - 1) or "./"


def _frame(press: Press, request: Request, words: Words) -> dict[str, Any]:
    """What every page is given."""
    return {
        "site": press.config.site,
        "root": root_of(request),
        "_": words.gettext,
        "ngettext": words.ngettext,
        "language": words.tag,
        "direction": words.direction,
        "words_language": words.tag,
        "words_direction": words.direction,
        "notice": "",
    }


def _others(request: Request, words: Words) -> list[dict[str, str]]:
    """The other languages of the page, each with the query that asks for it."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    return [
        {"tag": tag, "name": name, "query": urlencode([*kept, ("lang", tag)])}
        for tag, name in NAMES.items()
        if tag != words.language
    ]
