"""A mailbox of bounces on a server (RFC 3501, RFC 9051).

The only importer of imapclient. Messages are known by their UIDs. What was read gets
the flag Seen, what is left for a person Flagged; nothing is ever deleted or moved.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from imapclient import FLAGGED, SEEN, IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from digest.bounces.message import LARGEST_MESSAGE
from digest.errors import BounceError
from digest.lines import one_line
from digest.secret import Secret

#: seconds that the server may take for one answer
PATIENCE = 60.0
#: messages that are asked for at a time
PAGE = 100
INBOX = "INBOX"
#: what the server, or the way to it, may do wrong; the last ones are what the client
#: makes of answers that fit no grammar
FAULTS = (
    *(IMAPClientError, OSError, ssl.SSLError, UnicodeError, ValueError),
    *(AttributeError, LookupError, TypeError, RecursionError, MemoryError),
)
#: what has either flag waits no more
WAITING = ["UNSEEN", "UNFLAGGED", "UNDELETED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapAddress:
    """Where the mailbox is."""

    user: str
    host: str
    port: int
    folder: str
    #: False for TLS by STARTTLS
    has_tls_from_start: bool = True


def read_imap_url(url: str) -> ImapAddress:
    """The parts of imaps://USER@HOST:PORT/FOLDER; the form was checked by config."""
    parts = urlsplit(url)
    is_tls = parts.scheme == "imaps"
    return ImapAddress(
        user=unquote(parts.username or ""),
        host=parts.hostname or "",
        port=parts.port or (993 if is_tls else 143),
        folder=unquote(parts.path.strip("/")) or INBOX,
        has_tls_from_start=is_tls,
    )


@dataclass(slots=True)
class ImapMailbox:
    """A connection that is made when something is asked, and once more if it broke."""

    address: ImapAddress
    password: Secret
    #: whose certificate is believed
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    patience: float = PATIENCE
    _client: Any = field(default=None, init=False)

    def waiting(self) -> Iterator[WaitingMail]:
        """What has neither flag, the oldest first, a page at a time."""
        numbers = self.ask(lambda client: client.search(WAITING))
        for begin in range(0, len(numbers), PAGE):
            page = numbers[begin : begin + PAGE]
            sizes = self.ask(
                lambda client, page=page: client.fetch(page, ["RFC822.SIZE"])
            )
            for number in page:
                if number in sizes:
                    size = sizes[number].get(b"RFC822.SIZE")
                    octets = size if isinstance(size, int) else 0
                    yield WaitingMail(self, number, octets)

    def ask(self, question: Any) -> Any:
        """What the server answers; raises BounceError.

        A connection that broke is made anew, once: each question may be put twice.
        """
        if self._client is not None:
            try:
                return question(self._client)
            except FAULTS:
                self.close()
        try:
            self._client = self._connect()
            return question(self._client)
        except FAULTS as error:
            self.close()
            raise self._fault(error) from error

    def close(self) -> None:
        """Take leave of the server, where there is still one to hear it."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout()
        except FAULTS:
            with suppress(*FAULTS):
                client.shutdown()

    def _connect(self) -> IMAPClient:
        where = self.address
        client = IMAPClient(
            where.host,
            port=where.port,
            use_uid=True,
            ssl=where.has_tls_from_start,
            ssl_context=self.tls if where.has_tls_from_start else None,
            timeout=self.patience,
        )
        try:
            if not where.has_tls_from_start:
                client.starttls(self.tls)
            client.login(where.user, self.password.reveal())
            client.select_folder(where.folder)
        except BaseException:
            with suppress(*FAULTS):
                client.shutdown()
            raise
        return client

    def _fault(self, error: Exception) -> BounceError:
        place = f"[bounces] mailbox: {self.address.host}"
        words = one_line(str(error) or type(error).__name__, longest=200)
        if isinstance(error, LoginError):
            remedy = "mend the user there, or DIGEST_BOUNCES_PASSWORD"
            return BounceError(f"{place}: refuses the login ({words}); {remedy}")
        remedy = "the next look may succeed; else mend the address"
        return BounceError(f"{place}: cannot be read ({words}); {remedy}")


@dataclass(frozen=True, slots=True)
class WaitingMail:
    """A message that waits on the server."""

    mailbox: ImapMailbox
    number: int
    octets: int

    @property
    def name(self) -> str:
        """Its folder and UID."""
        return f"{self.mailbox.address.folder} {self.number}"

    def read(self) -> bytes:
        """The message; what is too large is not fetched, only stood for."""
        if self.octets > LARGEST_MESSAGE:
            return b" " * (LARGEST_MESSAGE + 1)
        found = self.mailbox.ask(
            lambda client: client.fetch([self.number], ["BODY.PEEK[]"])
        )
        data = found.get(self.number, {}).get(b"BODY[]", b"")
        # what is no text there would be taken for a number of octets
        return data if isinstance(data, bytes) else b""

    def put_away(self) -> None:
        """Mark it as seen."""
        self._flag(SEEN)

    def leave(self) -> None:
        """Mark it for a person, unseen."""
        self._flag(FLAGGED)

    def _flag(self, flag: bytes) -> None:
        self.mailbox.ask(lambda client: client.add_flags([self.number], [flag]))
