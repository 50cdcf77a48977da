"""What a reader gets, how often, in which language, and where to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from digest import subscribers
from digest.addresses import parse_address
from digest.errors import AddressError
from digest.signed.links import LinkPurpose
from digest.web.readers.errand import Errand, field
from digest.web.readers.even_time import in_even_time
from digest.web.readers.languages import NAMES
from digest.web.readers.limits import SignUpLimits
from digest.web.readers.pausing import WEEKS, pause_of
from digest.web.readers.sign_up import come_later, not_an_address

Act = Callable[[Errand, FormData], Awaitable[Response]]


class Preferences:
    """The page of a reader's choices; each of its buttons is an act."""

    def __init__(self, limits: SignUpLimits) -> None:
        self._limits = limits
        self._acts: dict[str, Act] = {
            "choose": self._choose,
            "pause": self._pause,
            "resume": self._resume,
            "move": self._move,
        }

    async def show(self, errand: Errand) -> Response:
        """The newsletters with those ticked that the reader gets, and all else."""
        return _page(errand)

    async def change(self, errand: Errand) -> Response:
        """What the button says is done; a form without one of ours changes nothing."""
        form = await errand.form()
        act = self._acts.get(field(form, "act"))
        return await act(errand, form) if act else _page(errand)

    async def _choose(self, errand: Errand, form: FormData) -> Response:
        """The reader gets what was ticked, and no others; in the language chosen."""
        named = set(form.getlist("newsletter"))
        every = errand.press.config.newsletters
        await errand.act(
            subscribers.choose,
            newsletters=[n.name for n in every if n.name in named],
            terms=errand.terms,
        )
        language = field(form, "language")
        if "language" in form and language in {"", *NAMES}:
            await errand.ask_store(subscribers.set_language, errand.known.id, language)
        now = await errand.anew()
        return _page(now, notice=now.words.gettext("Saved."))

    async def _pause(self, errand: Errand, form: FormData) -> Response:  # noqa: ARG002
        await pause_of(errand)
        return _page(await errand.anew(), notice=errand.words.gettext("Paused."))

    async def _resume(self, errand: Errand, form: FormData) -> Response:  # noqa: ARG002
        now = errand.now
        await errand.ask_store(subscribers.pause, errand.known.id, None, now=now)
        notice = errand.words.gettext("Letters come again.")
        return _page(await errand.anew(), notice=notice)

    async def _move(self, errand: Errand, form: FormData) -> Response:
        """A letter asks the new address, whether somebody is known by it or not."""
        written, now = field(form, "address"), errand.now
        try:
            address = parse_address(written)
        except AddressError:
            error = not_an_address(errand)
            return _page(errand, status=400, new_address=written, error=error)
        # one reader's link must not use up what all who sign up have together
        wait = self._limits.seconds_for_client(errand.request, now)
        if wait := wait or self._limits.seconds_for_address(address, now):
            return come_later(errand, wait)
        async with in_even_time():
            await errand.ask_store(
                subscribers.ask_to_move,
                *(errand.known.id, address),
                terms=errand.terms,
                now=now,
            )
        notice = errand.words.gettext(
            "We are sending a letter to %(address)s. Open its link to move there.",
            address=errand.words.isolated(address),
        )
        return _page(errand, notice=notice)


def _page(errand: Errand, **values: Any) -> Response:
    reader, words = errand.known, errand.words
    until = reader.paused_until
    is_paused = until is not None and until > errand.now
    own: dict[str, Any] = {
        "choices": errand.offers(errand.newsletters),
        "weeks": WEEKS,
        "paused": words.day(until) if until and is_paused else "",
        "address": words.isolated(reader.address),
        "new_address": "",
        "error": "",
        "saved_language": reader.language,
        "tongues": [{"tag": tag, "name": name} for tag, name in NAMES.items()],
        "record_address": errand.address(LinkPurpose.PREFERENCES, "record"),
        "forget_address": errand.address(LinkPurpose.PREFERENCES, "forget"),
    }
    title = words.gettext("Your letters")
    return errand.page(title, "", "reader_preferences", **{**own, **values})
