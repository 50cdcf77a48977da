"""Where things are for the owner: addresses on this machine, paths and commands."""

from __future__ import annotations

import shlex
from pathlib import Path

#: hosts that mean every address of a machine, and where it reaches itself
FROM_ITSELF = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  nothing is bound


def local_url(listen: str, path: str = "") -> str:
    """Where the built-in server shows this path of the published tree."""
    host, _, port = listen.rpartition(":")
    return f"http://{FROM_ITSELF.get(host, host)}:{port}/{path}"


def near(path: Path) -> Path:
    """The path as seen from here, where it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def command_line(site: Path, words: str) -> str:
    """What to type here to call digest with these words for this site."""
    if site.resolve() == Path.cwd():
        return f"digest {words}"
    return f"digest --site {shlex.quote(str(site))} {words}"
