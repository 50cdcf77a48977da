"""What readers do with their subscriptions: sign up, confirm, leave, choose.

A GET or HEAD only shows a page: programs that look behind every link of a letter must
not decide for its reader. The rules of consent are in digest.subscribers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digest import subscribers
from digest.errors import LinkError
from digest.links import Claim, LinkPurpose, check_token
from digest.web.limits import RateLimit
from digest.web.reader_page import reader_page
from digest.wiring import Press

#: sign-ups of one network, and of all, in an hour
SIGN_UPS_EACH = 20
SIGN_UPS_TOGETHER = 1_000
#: a field that people do not see: who fills it in is a program
HONEYPOT = "website"
MOST_FIELDS = 200

Answer = Callable[[Request], Awaitable[Response]]


class ReaderDesk:
    """The answers to what readers ask, for one press."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._titles = {n.name: n.title for n in press.config.newsletters}
        self._sign_ups = RateLimit(
            each=SIGN_UPS_EACH, together=SIGN_UPS_TOGETHER, window=timedelta(hours=1)
        )

    def routes(self) -> list[Route]:
        """Each address of a reader, with what answers it."""
        return [
            Route("/subscribe", self.sign_up, methods=["POST"]),
            _route(LinkPurpose.CONFIRM, self.ask_to_confirm, self.confirm),
            _route(LinkPurpose.LEAVE, self.ask_to_leave, self.leave),
            _route(LinkPurpose.PREFERENCES, self.show_choice, self.choose),
        ]

    async def sign_up(self, request: Request) -> Response:
        """The same page for a known and an unknown address: nobody learns who reads."""
        press = self._press
        client = request.client.host if request.client else ""
        if wait := self._sign_ups.seconds_to_wait(client, press.clock()):
            return self._come_later(request, wait)
        form = await _form(request)
        names = self._named_in(form) or tuple(self._titles)[: len(self._titles) == 1]
        if not names:
            text = "Please go back and choose a newsletter."
            return self._page(request, "Nothing was chosen", text, status=400)
        if not form.get(HONEYPOT):
            await run_in_threadpool(
                subscribers.subscribe,
                press.store,
                address=_field(form, "address"),
                name=_field(form, "name"),
                newsletters=names,
                now=press.clock(),
            )
        return self._page(
            request,
            "One more step",
            "We are sending you a letter with a link. Open it to confirm that you "
            "want our letters. If nothing comes within some minutes, look where your "
            "mail program puts unwanted mail.",
        )

    async def ask_to_confirm(self, request: Request) -> Response:
        """A page with a button; nothing is confirmed yet."""
        claim = self._claim(request, LinkPurpose.CONFIRM)
        text = f"Do you want to get {self._title(claim)} by e-mail?"
        title = "Confirm your subscription"
        return self._page(request, title, text, button="Yes, subscribe me")

    async def confirm(self, request: Request) -> Response:
        """The subscription is confirmed; repeating it is safe."""
        claim = await self._act(subscribers.confirm, request)
        text = f"You will get the next issue of {self._title(claim)}."
        return self._page(request, "Welcome", text)

    async def ask_to_leave(self, request: Request) -> Response:
        """A page with a button; nobody has left yet."""
        claim = self._claim(request, LinkPurpose.LEAVE)
        text = f"Do you want to get no more letters of {self._title(claim)}?"
        return self._page(request, "Unsubscribe", text, button="Unsubscribe")

    async def leave(self, request: Request) -> Response:
        """The subscription has ended; repeating it is safe.

        Whatever the body: a mail program sends List-Unsubscribe=One-Click in one of two
        encodings, a browser nothing, and all mean the same. No redirect, no cookie, no
        question (RFC 8058 3.1).
        """
        claim = await self._act(subscribers.leave, request)
        text = f"You will get no more letters of {self._title(claim)}."
        return self._page(request, "You are unsubscribed", text)

    async def show_choice(self, request: Request) -> Response:
        """The newsletters with those ticked that the reader gets."""
        claim = self._claim(request, LinkPurpose.PREFERENCES)
        return await self._choice(request, claim, "Your newsletters")

    async def choose(self, request: Request) -> Response:
        """The reader gets the newsletters that were ticked, and no others."""
        form = await _form(request)
        names = self._named_in(form)
        claim = await self._act(subscribers.choose, request, newsletters=names)
        return await self._choice(request, claim, "Saved")

    async def _act(
        self, act: Callable[..., Claim], request: Request, **values: Any
    ) -> Claim:
        """What the token allows, done in the store; raises LinkError, StoreError."""
        press = self._press
        token = request.path_params["token"]
        return await run_in_threadpool(
            act, press.store, press.key, token, now=press.clock(), **values
        )

    async def _choice(self, request: Request, claim: Claim, title: str) -> Response:
        store = self._press.store
        reader = await run_in_threadpool(store.subscriber, claim.subscriber)
        if reader is None:
            raise LinkError("this link: its reader is not known any more; sign up anew")
        choices = [
            {
                "name": newsletter.name,
                "title": newsletter.title,
                "description": newsletter.description,
                "is_chosen": newsletter.name in reader.newsletters,
            }
            for newsletter in self._press.config.newsletters
        ]
        text = (
            "Tick what you would like to get by e-mail; without a tick nothing comes."
        )
        return self._page(request, title, text, choices=choices, button="Save")

    def _claim(self, request: Request, purpose: LinkPurpose) -> Claim:
        """What the token of the path says; raises LinkError."""
        token = request.path_params["token"]
        return check_token(self._press.key.reveal(), purpose, token)

    def _title(self, claim: Claim) -> str:
        """What readers call the newsletter, or all of them together."""
        return self._titles.get(claim.newsletter, self._press.config.site.title)

    def _named_in(self, form: FormData) -> tuple[str, ...]:
        """The newsletters of this site that the form names, in our order."""
        named = set(form.getlist("newsletter"))
        return tuple(name for name in self._titles if name in named)

    def _come_later(self, request: Request, seconds: int) -> Response:
        text = "Very many people sign up just now. Please try again a little later."
        headers = {"Retry-After": str(seconds)}
        title = "Please come back later"
        return self._page(request, title, text, status=429, headers=headers)

    def _page(self, request: Request, title: str, text: str, **values: Any) -> Response:
        return reader_page(self._press, request, title, text, **values)


def _route(purpose: LinkPurpose, show: Answer, act: Answer) -> Route:
    """The address of a token: looking at it shows, only a POST acts."""

    async def answer(request: Request) -> Response:
        return await (act if request.method == "POST" else show)(request)

    return Route(f"/{purpose}/{{token}}", answer, methods=["GET", "POST"])


async def _form(request: Request) -> FormData:
    """The fields of the form; none of ours sends a file."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        return form


def _field(form: FormData, name: str) -> str:
    """The text of the field; "" where there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
