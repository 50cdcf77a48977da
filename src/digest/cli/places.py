"""Where things are for the owner: addresses on this machine, paths and commands."""

from __future__ import annotations

import posixpath
import shlex
from pathlib import Path

import click

from digest.lines import one_line

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


def content_subfolder(into: str) -> str:
    """The folder as a path within the content folder; "" for that itself.

    Raises UsageError for one from which no articles are read.
    """
    path = posixpath.normpath(into) if into else ""
    parts = path.split("/")
    is_outside = path.startswith("/") or ".." in parts
    is_hidden = any(part.startswith(".") and part != "." for part in parts)
    if is_outside or is_hidden or path != one_line(path):
        fact = f"--into {into!r} is no folder in the content folder"
        raise click.UsageError(f"{fact}; write a path such as news/2026")
    return "" if path == "." else path
