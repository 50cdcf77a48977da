"""Who may come in: programs of this machine that mean this server, and no web page."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: the only address that is listened on
HOST = "127.0.0.1"
#: whatever is answered: kept nowhere, shown in no other site, told to nobody
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
POLICY = "Content-Security-Policy"
#: of all that has none of its own
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Doorkeeper:
    """Refuses whoever asks for another host, and says on each answer what it may do.

    A name of the web that its owner lets lead to this machine would make the preview a
    part of their site (DNS rebinding); a browser cannot hide which name it asked for.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the application, or that this is the wrong door."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                fields = MutableHeaders(scope=message)
                for name, value in {POLICY: STRICT, **HEADERS}.items():
                    fields.setdefault(name, value)
            await send(message)

        app = self._app if self._is_welcome(scope) else _MISDIRECTED
        await app(scope, receive, send_guarded)

    def _is_welcome(self, scope: Scope) -> bool:
        fields = Headers(scope=scope)
        is_named = fields.getlist("host") in [[host] for host in self._hosts]
        return is_named and not _is_errand(fields)


def _is_errand(fields: Headers) -> bool:
    """Whether a page of another site asks, and nobody goes here from it.

    It could read nothing; but it could keep us busy, and hold up the owner's own page.
    """
    is_ours = fields.get("sec-fetch-site", "none") in {"same-origin", "none"}
    return not is_ours and fields.get("sec-fetch-mode") != "navigate"


# RFC 9110 15.5.20
_MISDIRECTED = PlainTextResponse("The preview is for its owner only.\n", 421)
