"""Leaving by the link of a letter, and what may suit a reader better."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from digest import subscribers
from digest.signed.links import LinkPurpose
from digest.web.readers.errand import Errand
from digest.web.readers.pausing import WEEKS, pause_of


async def ask(errand: Errand) -> Response:
    """A page with a button; nobody has left yet."""
    gettext = errand.words.gettext
    others = [n for n in errand.newsletters if n.name != errand.claim.newsletter]
    return errand.page(
        gettext("Unsubscribe"),
        gettext(
            "Do you want to get no more letters of %(newsletter)s?",
            newsletter=errand.title,
        ),
        "reader_leave",
        button=gettext("Unsubscribe"),
        leave_address=errand.address(LinkPurpose.LEAVE),
        pause_address=errand.address(LinkPurpose.LEAVE, "pause"),
        weeks=WEEKS,
        choices=errand.offers(others),
        **_way_on(errand),
    )


async def leave(errand: Errand) -> Response:
    """The subscription has ended; repeating it is safe.

    Whatever the body: a mail program sends List-Unsubscribe=One-Click in one of two
    encodings, a browser nothing, and all mean the same. No redirect, no cookie, no
    question (RFC 8058 3.1).
    """
    await errand.act(subscribers.leave)
    gettext = errand.words.gettext
    can_undo = bool(errand.reader and errand.claim.newsletter)
    return errand.page(
        gettext("You are unsubscribed"),
        gettext(
            "You will get no more letters of %(newsletter)s.", newsletter=errand.title
        ),
        "reader_left",
        undo_address=errand.address(LinkPurpose.LEAVE, "undo") if can_undo else "",
        **_way_on(errand),
    )


async def undo(errand: Errand) -> Response:
    """Who left by this link is subscribed again; repeating it is safe."""
    await errand.act(subscribers.come_back)
    gettext = errand.words.gettext
    return errand.page(
        gettext("You are subscribed again"),
        gettext(
            "You will get the next issue of %(newsletter)s.", newsletter=errand.title
        ),
        "reader_done",
        preferences_address=errand.address(LinkPurpose.PREFERENCES),
    )


async def pause(errand: Errand) -> Response:
    """Nothing comes for some weeks, and the subscription stays."""
    until = await pause_of(errand)
    gettext = errand.words.gettext
    return errand.page(
        gettext("Paused"),
        gettext("Nothing comes before %(day)s.", day=errand.words.day(until)),
        "reader_done",
        preferences_address=errand.address(LinkPurpose.PREFERENCES),
    )


def _way_on(errand: Errand) -> dict[str, Any]:
    """Where all can be chosen; nowhere for who is not known any more."""
    address = errand.address(LinkPurpose.PREFERENCES) if errand.reader else ""
    return {"preferences_address": address}
