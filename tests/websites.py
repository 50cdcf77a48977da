"""Other people's web sites, on the loopback: good ones, slow ones and hostile ones."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address
from socketserver import BaseRequestHandler, ThreadingTCPServer


@dataclass(frozen=True)
class Asked:
    """One request, as it came; names of headers are in lower case."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""


#: what to answer, to the byte, and in pieces where it comes in pieces
Answer = Callable[[Asked], bytes | Iterable[bytes]]


@dataclass
class Website:
    """A site that runs, and what it was asked."""

    url: str
    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [each.path for each in self.asked]


def reply(status: int = 200, body: bytes | str = b"", **headers: str) -> bytes:
    """An answer of HTTP/1.1; `content_type` is the header Content-Type."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"content_length": str(len(data)), **headers}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name.replace('_', '-')}: {text}" for name, text in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode() + data


def is_loopback(address: IPv4Address | IPv6Address) -> bool:
    """The rule of a fetcher that may speak to these sites only."""
    return address.is_loopback


@contextmanager
def website(
    answer: Answer, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[Website]:
    """A site that answers so, until the end of the block."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            # a client that had enough, and one that trusts no certificate
            with suppress(OSError):
                link = self.request
                if tls is not None:
                    link = tls.wrap_socket(link, server_side=True)
                with link:
                    _serve(link, answer, site)

    class Server(ThreadingTCPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        daemon_threads = True
        # many may come at once
        request_queue_size = 512

    with Server((host, 0), Handler) as server:
        port = int(server.server_address[1])
        name = f"[{host}]" if ":" in host else host
        site = Website(url=f"http{'s' if tls else ''}://{name}:{port}", port=port)
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def _serve(link: socket.socket, answer: Answer, site: Website) -> None:
    head, body = b"", b""
    while b"\r\n\r\n" not in head:
        piece = link.recv(4096)
        if not piece:
            return
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    headers = {name.lower(): text for name, _, text in pairs}
    while len(body) < int(headers.get("content-length", "0")):
        piece = link.recv(65536)
        if not piece:
            return
        body += piece
    method, path, _ = first.split()
    asked = Asked(path, headers, method, body)
    site.asked.append(asked)
    told = answer(asked)
    for piece in [told] if isinstance(told, bytes) else told:
        link.sendall(piece)


def atom_item(name: str, *, day: int = 1, text: str = "The ferry is late.") -> str:
    """One article of another site, of a day in November."""
    date = f"2026-11-{day:02}T08:00:00Z"
    return f"""\
<entry><id>urn:{name}</id><title>{name.title()}</title>
<link href="https://ferries.example.org/{name}"/>
<published>{date}</published><updated>{date}</updated>
<content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry>
"""


def atom_feed(*items: str, title: str = "Ferry Office") -> str:
    """Another site's feed with these items."""
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:feed</id><title>{title}</title><updated>2026-11-16T08:00:00Z</updated>
<link href="https://ferries.example.org/"/>
{"".join(items)}</feed>
"""


@dataclass
class Newsdesk:
    """A site with pages that a test changes; it knows what is still the same.

    Any page has an ETag; without one for `/robots.txt` there are no rules.
    """

    pages: dict[str, bytes | str] = field(default_factory=dict)
    #: more headers of every page
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> bytes:
        """The page, that it has not changed, or that there is none."""
        page = self.pages.get(asked.path)
        if page is None:
            return reply(404)
        if isinstance(page, bytes):
            # a whole answer, such as a redirect
            return page
        etag = f'"{hash(page)}"'
        if asked.headers.get("if-none-match") == etag:
            return reply(304, **{"etag": etag, **self.headers})
        return reply(200, page, **{"etag": etag, **self.headers})
