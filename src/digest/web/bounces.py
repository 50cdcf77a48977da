"""Where services report bounces: /bounces/NAME, for those that [bounces] names.

The rules are in digest.bounces.webhooks. Whoever proves who they are gets the same
answer, whomever they tell of; and whoever does not learns nothing else.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digest import paths
from digest.bounces.opening import proofs_of
from digest.bounces.webhooks import SERVICES, Call
from digest.bounces.webhooks.sns import (
    CONFIRMATION,
    LARGEST_CERTIFICATE,
    NOTIFICATION,
    SnsMessage,
    read_sns,
)
from digest.fetch.caller import Call as Ask
from digest.records.bounces import Bounce
from digest.schedule.jobs import open_caller
from digest.secret import Secret
from digest.web.headers import PRIVATE
from digest.wiring import Press

SES = "ses"
#: octets of the largest call, by its service: SendGrid gathers events, and Postmark can
#: bring the letter along. The others are read before their proof is known
LARGEST_CALLS = {
    **dict.fromkeys(("sendgrid", "postmark"), 4 * 1024 * 1024),
    **dict.fromkeys(("ses", "mailgun"), 512 * 1024),
}
#: certificates that are kept; Amazon has one a region and year
MOST_CERTIFICATES = 16

#: what a service is told: taken; or that nothing proves who it is
TAKEN, REFUSED, LATER = 204, 403, 503


class BounceDesk:
    """Takes the calls of the services, for one press."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._proofs = proofs_of(press.config, press.key)
        self._caller = open_caller(press)
        self._certificates: OrderedDict[str, bytes] = OrderedDict()

    def routes(self) -> list[Route]:
        """The address of each service that digest.toml names."""
        return [
            Route(
                f"/{paths.BOUNCES}/{name}",
                self.amazon if name == SES else self.take,
                methods=["POST"],
                name=name,
            )
            for name in self._press.config.bounces.webhooks
        ]

    async def take(self, request: Request) -> Response:
        """204 for a call that its service has proven to be its own, else 403."""
        name = request.url.path.rpartition("/")[2]
        secret = self._press.config.webhook_secrets.get(name, Secret(""))
        if not secret:
            return _answer(REFUSED)
        return await self._read(name, await self._call(request, secret))

    async def amazon(self, request: Request) -> Response:
        """The same for SES: its proof is a certificate, and its topic the owner's."""
        message = await run_in_threadpool(read_sns, await request.body())
        if message.topic != self._press.config.bounces.ses_topic:
            return _answer(REFUSED)
        certificate = await self._certificate(message.certificate_url)
        if certificate is None:
            # Amazon tries again, for hours
            return _answer(LATER if message.certificate_url else REFUSED)
        if not await run_in_threadpool(message.is_signed, certificate):
            return _answer(REFUSED)
        if message.kind == CONFIRMATION:
            return await self._confirm(message)
        if message.kind != NOTIFICATION:
            return _answer(TAKEN)
        call = await self._call(request, Secret(""))
        return await self._read(SES, call, body=message.message)

    async def _call(self, request: Request, secret: Secret) -> Call:
        return Call(
            body=await request.body(),
            headers={name.lower(): value for name, value in request.headers.items()},
            received=self._press.clock(),
            secret=secret,
            proofs=self._proofs,
        )

    async def _read(self, name: str, call: Call, body: bytes | None = None) -> Response:
        call = call if body is None else replace(call, body=body)
        bounces = await run_in_threadpool(SERVICES[name], call)
        if bounces is None:
            return _answer(REFUSED)
        await run_in_threadpool(self._record, bounces)
        return _answer(TAKEN)

    def _record(self, bounces: tuple[Bounce, ...]) -> None:
        for bounce in bounces:
            self._press.store.record_bounce(bounce)

    async def _certificate(self, url: str) -> bytes | None:
        """The certificate at Amazon's address; None where it cannot be had now."""
        if not url:
            return None
        if url not in self._certificates:
            ask = Ask(method="GET", url=url, most_read=LARGEST_CERTIFICATE)
            heard = await self._caller.call(ask)
            if not heard.is_success:
                return None
            self._certificates[url] = heard.body
            while len(self._certificates) > MOST_CERTIFICATES:
                self._certificates.popitem(last=False)
        return self._certificates[url]

    async def _confirm(self, message: SnsMessage) -> Response:
        """Say yes to notifications of the owner's topic."""
        url = message.subscribe_url
        if not url:
            return _answer(REFUSED)
        heard = await self._caller.call(Ask(method="GET", url=url))
        return _answer(TAKEN if heard.is_success else LATER)


def _answer(status: int) -> Response:
    return Response(status_code=status, headers=PRIVATE)
