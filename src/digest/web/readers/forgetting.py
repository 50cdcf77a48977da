"""Being forgotten: all that is known of a reader is erased."""

from __future__ import annotations

from starlette.responses import Response

from digest import subscribers
from digest.signed.links import LinkPurpose
from digest.web.readers.errand import Errand


async def ask(errand: Errand) -> Response:
    """A page that asks once more; nothing is erased yet."""
    gettext = errand.words.gettext
    return errand.page(
        gettext("Forget me"),
        gettext(
            "All that we know of %(address)s is erased, and no letter comes any more. "
            "This cannot be undone.",
            address=errand.words.isolated(errand.known.address),
        ),
        "reader_forget",
        button=gettext("Yes, forget me"),
        preferences_address=errand.address(LinkPurpose.PREFERENCES),
    )


async def forget(errand: Errand) -> Response:
    """The reader is erased with all that hangs on them."""
    token = errand.request.path_params["token"]
    await errand.ask_store(subscribers.forget_by_link, errand.press.key, token)
    gettext = errand.words.gettext
    return errand.page(
        gettext("You are forgotten"),
        gettext("Nothing is left of what we knew of you. Goodbye."),
    )
