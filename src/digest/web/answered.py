"""What an application answered, seen as it goes out."""

from __future__ import annotations

from starlette.types import Message, Scope, Send


class Answered:
    """One answer on its way; a fault until it begins."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._is_head = scope["method"] == "HEAD"
        self._send = send
        self.status = 500
        #: of the body
        self.octets = 0

    async def send(self, message: Message) -> None:
        """Pass it on to the reader, and remember what it was."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif not self._is_head:
            self.octets += len(message.get("body", b""))
        await self._send(message)
