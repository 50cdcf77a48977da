"""Servers of one published tree, and many readers who ask them.

No program: `serving.py` stands on it. nginx runs as a process of our own, on the
loopback and out of a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

SOURCE = Path(__file__).with_name("load.c")
#: seconds that a server has to begin
PATIENCE = 20.0
SETTINGS = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org"

[web]
listen = "127.0.0.1:{port}"
"""
#: the second server has the very octets of Brotli: what its modules for that would send
NGINX = """\
daemon off;
master_process off;
worker_processes 1;
pid {here}/nginx.pid;
error_log {here}/error.log;
events {{ worker_connections 4096; }}
http {{
    types {{ application/atom+xml xml; text/html html; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    server {{ listen 127.0.0.1:{port}; root {tree}; expires 900; }}
    server {{
        listen 127.0.0.1:{second};
        root {packed};
        expires 900;
        add_header Content-Encoding br;
        add_header Vary Accept-Encoding;
    }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteServer:
    """A server that runs."""

    name: str
    port: int
    #: where it has what is packed with Brotli
    packed_port: int
    process: subprocess.Popen[bytes]

    def seconds(self) -> float:
        """What it took of a processor so far."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        ticks = sum(map(int, words.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that it holds."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What many readers met with."""

    requests: int
    failed: int
    octets: int
    seconds: float
    #: milliseconds in which half, 99 of 100 and all had their answers
    half: float
    p99: float
    most: float


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def find_nginx() -> str | None:
    """The program; None where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def digest_server(site: Path) -> Iterator[SiteServer]:
    """`digest web` of the site in this folder."""
    port = free_port()
    (site / "digest.toml").write_text(SETTINGS.format(port=port))
    command = [sys.executable, "-m", "digest", "--site", str(site), "web"]
    with _running("digest", command, port, port) as server:
        yield server


@contextmanager
def nginx_server(
    program: str, here: Path, tree: Path, packed: Path
) -> Iterator[SiteServer]:
    """One process of nginx, for this tree and the one that is packed."""
    port, second = free_port(), free_port()
    here.mkdir()
    settings = here / "nginx.conf"
    settings.write_text(
        NGINX.format(here=here, tree=tree, packed=packed, port=port, second=second)
    )
    command = [program, "-e", str(here / "error.log"), "-c", str(settings)]
    with _running("nginx", command, port, second) as server:
        yield server


@contextmanager
def _running(
    name: str, command: Sequence[str], port: int, packed_port: int
) -> Iterator[SiteServer]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield SiteServer(
                name=name, port=port, packed_port=packed_port, process=process
            )
        finally:
            process.terminate()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    message = f"{process.args!r} does not listen"
    raise SystemExit(message)


def fetch(port: int, path: str, **fields: str) -> tuple[int, dict[str, str], bytes]:
    """Status, fields in lower case, and body of one answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        "GET", path, headers={k.replace("_", "-"): v for k, v in fields.items()}
    )
    answer = connection.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    connection.close()
    return answer.status, told, body


def request_text(path: str, **fields: str) -> bytes:
    """A request as a feed reader writes it."""
    usual = {"Host": "notes.example.org", "User_Agent": "Reader/1.0", "Accept": "*/*"}
    lines = [f"{k.replace('_', '-')}: {v}" for k, v in {**usual, **fields}.items()]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


class Readers:
    """Many readers at once, by the program in C that the compiler here makes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = folder / "load"
        subprocess.run(["cc", "-O2", "-o", self._program, SOURCE], check=True)

    def ask(
        self,
        port: int,
        requests: Sequence[bytes],
        *,
        seconds: float,
        connections: int = 64,
        rate: float = 0,
        notes: Path | None = None,
    ) -> Load:
        """Ask for so long; `rate` requests a second, or 0 for as many as come."""
        options = ["-p", port, "-c", connections, "-s", seconds, "-r", rate]
        if notes:
            notes.mkdir()
            options += ["-o", notes]
        files = [self._folder / f"request-{n}" for n, _ in enumerate(requests)]
        for file, text in zip(files, requests, strict=True):
            file.write_bytes(text)
        command = [str(word) for word in (self._program, *options, *files)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        count, failed, octets, took, *waits = map(float, done.stdout.split())
        half, p99, most = (wait / 1000 for wait in waits)
        return Load(
            requests=int(count),
            failed=int(failed),
            octets=int(octets),
            seconds=took,
            half=half,
            p99=p99,
            most=most,
        )
