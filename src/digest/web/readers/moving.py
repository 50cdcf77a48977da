"""Moving to a new address by the link of the letter that went there."""

from __future__ import annotations

from starlette.responses import Response

from digest import subscribers
from digest.errors import LinkError
from digest.records.readers import AddressMove
from digest.signed.links import LinkPurpose
from digest.store.protocols import ConsentStore
from digest.web.readers.errand import Errand


async def ask(errand: Errand) -> Response:
    """A page with a button; nobody has moved yet."""
    wish = await errand.ask_store(_wish, errand.known.id)
    if wish is None:
        raise LinkError("this link: is for a wish that has passed; ask to move again")
    gettext = errand.words.gettext
    return errand.page(
        gettext("Change your address"),
        gettext(
            "Do you want to get your letters at %(address)s from now on?",
            address=errand.words.isolated(wish.address),
        ),
        "reader_question",
        button=gettext("Yes, send them here"),
    )


async def move(errand: Errand) -> Response:
    """Letters go to the new address; repeating it is safe."""
    await errand.act(subscribers.move, terms=errand.terms)
    now = await errand.anew()
    gettext = now.words.gettext
    return now.page(
        gettext("Your address is changed"),
        gettext(
            "Letters go to %(address)s.",
            address=now.words.isolated(now.known.address),
        ),
        "reader_done",
        preferences_address=now.address(LinkPurpose.PREFERENCES),
    )


def _wish(store: ConsentStore, number: int) -> AddressMove | None:
    return store.address_move(number)
