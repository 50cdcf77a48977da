"""The nginx that is here, set up by files of deploy/ with other doors and names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from certificates import a_certificate
from serving import free_port
from waiting import until

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")

#: what stands around a file of conf.d
AROUND = """\
daemon off;
{user}
pid {root}/nginx.pid;
error_log {root}/error.log;
events {{ }}
http {{
    types {{
        text/html html;
        text/css css;
        image/png png;
        application/json json;
        text/xml xml;
    }}
    client_body_temp_path {root}/body;
    proxy_temp_path {root}/proxy;
    fastcgi_temp_path {root}/fastcgi;
    uwsgi_temp_path {root}/uwsgi;
    scgi_temp_path {root}/scgi;
    include {root}/site.conf;
}}
"""


@contextmanager
def nginx(
    text: str, root: Path, *, places: Mapping[str, str]
) -> Iterator[httpx.Client]:
    """The nginx by this file, asked by HTTPS; `places` stand for names in it."""
    root.mkdir()
    certificate = a_certificate(root)
    (pair,) = root.glob("pair-*.pem")
    secure, plain = free_port(), free_port()
    text = re.sub(r"(ssl_certificate\w*) +\S+;", rf"\1 {pair};", text)
    text = re.sub(r"listen \[::\]:\d+[^;]*;", "", text)
    text = text.replace("listen 443", f"listen 127.0.0.1:{secure}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    for name, place in places.items():
        text = text.replace(name, place)
    (root / "site.conf").write_text(text)
    (root / "nginx.conf").write_text(AROUND.format(root=root, user=_user()))
    command = [str(NGINX), "-p", str(root), "-e", f"{root}/error.log"]
    command += ["-c", f"{root}/nginx.conf"]
    checked = subprocess.run(  # noqa: S603  a file of ours
        [*command, "-t"], capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr.decode()
    process = subprocess.Popen(  # noqa: S603  as above
        command, stderr=subprocess.DEVNULL
    )
    url = f"https://127.0.0.1:{secure}"
    try:
        # so that a test can find the other door, too
        told = {"X-Plain-Door": f"127.0.0.1:{plain}"}
        trusted = certificate.client
        with httpx.Client(base_url=url, verify=trusted, headers=told) as client:
            until(lambda: _answers(client))
            yield client
    finally:
        process.terminate()
        process.wait()


def _user() -> str:
    """Who reads the files: what root starts would be somebody else's."""
    return "user root;" if os.geteuid() == 0 else ""


def _answers(client: httpx.Client) -> bool:
    try:
        client.get("/")
    except httpx.TransportError:
        return False
    return True
