"""Signing up: the form, and the letter that it asks for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from digest import subscribers
from digest.addresses import parse_address
from digest.errors import AddressError
from digest.issues import Newsletter
from digest.render.offers import offers
from digest.web.readers.errand import Errand, field
from digest.web.readers.even_time import in_even_time
from digest.web.readers.languages import is_spoken
from digest.web.readers.limits import SignUpLimits

#: a field that people do not see: who fills it in is a program
HONEYPOT = "website"


class SignUp:
    """The door for who wants to become a reader."""

    def __init__(self, limits: SignUpLimits) -> None:
        self._limits = limits

    async def show(self, errand: Errand) -> Response:
        """The form; `?newsletter=NAME` ticks that one, listed or not."""
        named = errand.request.query_params.getlist("newsletter")
        gettext = errand.words.gettext
        return _form_page(
            errand,
            gettext("Subscribe"),
            gettext("Get what we write by e-mail."),
            chosen=_known(errand, named),
        )

    async def take(self, errand: Errand) -> Response:
        """The same page for a known and an unknown address: nobody learns who reads."""
        if wait := self._limits.seconds_for_client(errand.request, errand.now):
            return come_later(errand, wait)
        form = await errand.form()
        chosen = _chosen(errand, form)
        try:
            address = parse_address(field(form, "address"))
        except AddressError:
            address = ""
        if not (chosen and address):
            return _ask_again(errand, form, chosen)
        if not form.get(HONEYPOT):
            return await self._ask(errand, form, chosen, address)
        async with in_even_time():
            return _one_more_step(errand)

    async def _ask(
        self,
        errand: Errand,
        form: FormData,
        chosen: Collection[Newsletter],
        address: str,
    ) -> Response:
        """A letter asks the address, within the limits."""
        if wait := self._limits.seconds_for_address(address, errand.now):
            return come_later(errand, wait)
        async with in_even_time():
            await errand.ask_store(
                subscribers.subscribe,
                address=address,
                name=field(form, "name"),
                newsletters=[newsletter.name for newsletter in chosen],
                language=_language(errand, form),
                terms=errand.terms,
                now=errand.now,
            )
            return _one_more_step(errand)


def come_later(errand: Errand, seconds: int) -> Response:
    """429 with when to come back (RFC 6585 4)."""
    gettext = errand.words.gettext
    return errand.page(
        gettext("Please come back later"),
        gettext("Very many people sign up just now. Please try again a little later."),
        status=429,
        headers={"Retry-After": str(seconds)},
    )


def not_an_address(errand: Errand) -> str:
    """What is told beside the field."""
    gettext = errand.words.gettext
    return gettext("This is no e-mail address. Please write it as name@example.org.")


def _one_more_step(errand: Errand) -> Response:
    gettext = errand.words.gettext
    return errand.page(
        gettext("One more step"),
        gettext(
            "We are sending you a letter with a link. Open it to confirm that you want "
            "our letters. If nothing comes within some minutes, look where your mail "
            "program puts unwanted mail."
        ),
    )


def _ask_again(
    errand: Errand, form: FormData, chosen: Collection[Newsletter]
) -> Response:
    """The form with what was written, and what is wrong with it."""
    gettext = errand.words.gettext
    address = field(form, "address")
    if chosen:
        return _form_page(
            errand,
            gettext("Is the address right?"),
            "",
            chosen=chosen,
            status=400,
            address=address,
            error=not_an_address(errand),
        )
    title = gettext("Nothing was chosen")
    text = gettext("Please choose what you would like to get.")
    return _form_page(errand, title, text, chosen=(), status=400, address=address)


def _form_page(
    errand: Errand,
    title: str,
    text: str,
    *,
    chosen: Collection[Newsletter],
    **values: Any,
) -> Response:
    every = errand.press.config.newsletters
    shown = tuple(one for one in every if one.listed or one in chosen)
    ticked = chosen or shown[:1]
    choices = offers(
        shown,
        {newsletter.name for newsletter in ticked},
        language=errand.words.tag,
        site_language=errand.press.config.site.language,
    )
    return errand.page(title, text, "reader_sign_up", choices=choices, **values)


def _chosen(errand: Errand, form: FormData) -> tuple[Newsletter, ...]:
    """What the form names; the only newsletter need not be named."""
    every = errand.press.config.newsletters
    named = [name for name in form.getlist("newsletter") if isinstance(name, str)]
    return _known(errand, named) or every[: len(every) == 1]


def _known(errand: Errand, names: Collection[str]) -> tuple[Newsletter, ...]:
    """The newsletters of this site among the names, in our order."""
    return tuple(one for one in errand.press.config.newsletters if one.name in names)


def _language(errand: Errand, form: FormData) -> str:
    """The tag of the language that the reader asked in; "" where we do not speak it.

    What their browser accepts is theirs; the form's own is that of the page.
    """
    asked = errand.request.query_params.get("lang", "")
    wishes = (asked, *errand.accepted, field(form, "lang"))
    return next(filter(is_spoken, wishes), "")
