"""Confirming a subscription by the link of a letter."""

from __future__ import annotations

from starlette.responses import Response

from digest import subscribers
from digest.readers import SubscriberState
from digest.signed.links import LinkPurpose
from digest.web.readers.errand import Errand


async def ask(errand: Errand) -> Response:
    """A page with a button; nothing is confirmed yet."""
    gettext = errand.words.gettext
    titles = await _titles(errand)
    return errand.page(
        gettext("Confirm your subscription"),
        gettext("Do you want to get %(newsletter)s by e-mail?", newsletter=titles),
        "reader_question",
        button=gettext("Yes, subscribe me"),
    )


async def confirm(errand: Errand) -> Response:
    """The subscription is confirmed; repeating it is safe."""
    titles = await _titles(errand)
    await errand.act(subscribers.confirm, terms=errand.terms)
    gettext = errand.words.gettext
    return errand.page(
        gettext("Welcome"),
        gettext("You will get the next issue of %(newsletter)s.", newsletter=titles),
        "reader_done",
        preferences_address=errand.address(LinkPurpose.PREFERENCES),
    )


async def _titles(errand: Errand) -> str:
    """All that one letter asked about: its own newsletter, and what else is open."""
    if errand.reader is None:
        return errand.title
    record = await errand.ask_store(subscribers.record_of, errand.reader.id)
    also = [
        each.newsletter
        for each in record.subscriptions
        if each.state is SubscriberState.UNCONFIRMED
    ]
    names = dict.fromkeys((errand.claim.newsletter, *also))
    return errand.words.join([errand.title_of(name) for name in names])
