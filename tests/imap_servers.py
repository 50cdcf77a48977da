"""A mailbox on a server of our own, which speaks as much IMAP as is asked of it."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

QUOTED = re.compile(r'"?([^" ]+)"?')


@dataclass(slots=True)
class ImapServer:
    """What it has, and what it is to do wrong."""

    port: int = 0
    messages: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    password: str = "secret"
    #: commands after which it hangs up, once each
    hang_up_at: list[str] = field(default_factory=list)
    logins: int = 0
    folder: str = ""
    heard: list[str] = field(default_factory=list)
    #: told in the place of each message
    in_place_of_text: bytes = b""

    def answer(self, tag: str, line: str) -> bytes:
        """All that it says to one command."""
        words = line.split()
        name = " ".join(words[:2]).upper() if words[0].upper() == "UID" else words[0]
        name = name.upper()
        self.heard.append(name)
        said, end = self._say(name, words, line), b"OK done"
        if name == "LOGIN" and self.password not in line:
            end = b"NO [AUTHENTICATIONFAILED] wrong"
        return said + f"{tag} ".encode() + end + b"\r\n"

    def _say(self, name: str, words: list[str], line: str) -> bytes:
        if name == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if name == "LOGIN":
            self.logins += 1
        if name == "SELECT":
            self.folder = words[1].strip('"')
            return f"* {len(self.messages)} EXISTS\r\n".encode()
        if name == "UID SEARCH":
            hidden = {"\\Seen", "\\Flagged"}
            waiting = [
                n for n in self.messages if not self.flags.get(n, set()) & hidden
            ]
            return f"* SEARCH {' '.join(map(str, waiting))}\r\n".encode()
        if name == "UID FETCH":
            return b"".join(self._fetch(number, line) for number in numbers(words[2]))
        if name == "UID STORE":
            for number in numbers(words[2]):
                found = re.findall(r"\\\w+", line)
                self.flags.setdefault(number, set()).update(found)
        return b"* BYE\r\n" if name == "LOGOUT" else b""

    def _fetch(self, number: int, line: str) -> bytes:
        data = self.messages.get(number)
        if data is None:
            return b""
        if "RFC822.SIZE" in line:
            return f"* 1 FETCH (UID {number} RFC822.SIZE {len(data)})\r\n".encode()
        if said := self.in_place_of_text:
            return b"* 1 FETCH (UID %d BODY[] %b)\r\n" % (number, said)
        head = f"* 1 FETCH (UID {number} BODY[] {{{len(data)}}}\r\n".encode()
        return head + data + b")\r\n"


def numbers(text: str) -> Iterator[int]:
    """The UIDs of a set such as `1:3,7`."""
    for piece in text.split(","):
        first, _, last = piece.partition(":")
        yield from range(int(first), int(last or first) + 1)


@contextmanager
def imap_server(tls: ssl.SSLContext, **values: object) -> Iterator[ImapServer]:
    """A server on loopback that speaks TLS from the start."""
    server = ImapServer(**values)  # type: ignore[arg-type]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]
        thread = Thread(target=_listen, args=(listening, tls, server), daemon=True)
        thread.start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def _listen(listening: socket.socket, tls: ssl.SSLContext, server: ImapServer) -> None:
    while True:
        try:
            link, _ = listening.accept()
        except OSError:
            return
        with suppress(OSError), tls.wrap_socket(link, server_side=True) as safe:
            _talk(safe, server)


def _talk(link: ssl.SSLSocket, server: ImapServer) -> None:
    link.sendall(b"* OK ready\r\n")
    with link.makefile("rb") as lines:
        for raw in lines:
            tag, _, line = raw.decode().strip().partition(" ")
            if any(line.upper().startswith(bad) for bad in server.hang_up_at):
                server.hang_up_at.pop(0)
                return
            link.sendall(server.answer(tag, line))
            if line.upper() == "LOGOUT":
                return
