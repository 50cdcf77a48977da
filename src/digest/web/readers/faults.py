"""What a reader sees where something is wrong, in their language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from digest.errors import LinkError, StoreError
from digest.web.readers.errand import Errand, stranger
from digest.wiring import Press

#: seconds after which a store that is busy is worth another try
RETRY_AFTER = "30"
#: what was taken away may come back with the next publish
UNSURE = {"Cache-Control": "public, max-age=60", "Vary": "Accept-Language"}

OnFault = Callable[[Request, Exception], Awaitable[Response]]


def reader_faults(press: Press) -> dict[type[Exception], OnFault]:
    """The page of each kind of fault."""

    def answering(answer: Callable[[Errand], Response]) -> OnFault:
        async def on_fault(request: Request, error: Exception) -> Response:  # noqa: ARG001
            return answer(stranger(press, request))

        return on_fault

    return {LinkError: answering(_dead_link), StoreError: answering(_no_store)}


def gone_page(press: Press, request: Request) -> Response:
    """410, where an article stood."""
    errand = stranger(press, request)
    gettext = errand.words.gettext
    return errand.page(
        gettext("This article is gone"),
        gettext("It was taken away, and will not come back."),
        status=410,
        headers=UNSURE,
    )


def _dead_link(errand: Errand) -> Response:
    """One page for forged, cut, foreign and old tokens: it helps nobody to guess."""
    gettext = errand.words.gettext
    return errand.page(
        gettext("This link does not work"),
        gettext(
            "It may have been cut, or be too old. Please open it from the letter "
            "again, or subscribe anew."
        ),
        status=404,
    )


def _no_store(errand: Errand) -> Response:
    gettext = errand.words.gettext
    return errand.page(
        gettext("Please try again in a minute"),
        gettext("We could not write that down just now. Nothing was changed."),
        status=503,
        headers={"Retry-After": RETRY_AFTER},
    )
