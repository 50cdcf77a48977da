"""Where what has moved stands now, as the published tree itself tells it.

The file of redirects is written for servers of plain files, a line each: FROM TO 301.
A line that is none, or leads away from the site, is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp

from digest import paths
from digest.urls import encode_url
from digest.web.headers import SECURITY
from digest.web.published.disk import Version
from digest.web.published.turns import Turns

#: octets; a larger file of redirects is passed over
LARGEST = 16_000_000
#: what a line may say of how it moved; without a word it is for good
STATUSES = {"": 301, "301": 301, "308": 308, "302": 302, "307": 307}
#: from, to and how; what follows would be conditions
MOST_WORDS = 3
#: signs of patterns, queries and other things that no path of ours has
ODD = frozenset("*?#\\")
#: steps from a first address over others to the one that counts
LONGEST_CHAIN = 20


class Move(NamedTuple):
    """Where a path leads, from the root of the tree."""

    target: str
    status: int


class Redirects:
    """The redirects of one published tree, read anew when their file changes."""

    def __init__(
        self, folder: Path, *, site_url: str, max_age: int, turns: Turns | None = None
    ) -> None:
        self._path = folder / paths.REDIRECTS
        self._place = str(self._path)
        self._site_url = site_url
        self._headers = {**SECURITY, "Cache-Control": f"public, max-age={max_age}"}
        self._turns = turns or Turns()
        self._seen_in = 0
        self._version: Version | None = None
        self._moves: Mapping[str, Move] = {}

    def find(self, path: str) -> ASGIApp | None:
        """The redirect from this path; None where it leads nowhere."""
        move = self.moves().get(_key(path))
        if move is None:
            return None
        # relative, so that it holds behind a proxy that takes off a prefix
        root = "../" * (path.count("/") - 1) or "./"
        url = root + quote(move.target[1:])
        return RedirectResponse(url, move.status, headers=self._headers)

    def moves(self) -> Mapping[str, Move]:
        """By path where it leads; another object only where the file is another."""
        turn = self._turns.current()
        if turn != self._seen_in:
            self._seen_in = turn
            self._refresh()
        return self._moves

    def _refresh(self) -> None:
        try:
            # by its text, as for each request: half the cost of a path's own way
            version = Version.of(os.stat(self._place))  # noqa: PTH116
            if version == self._version:
                return
            data = self._path.read_bytes() if version.size <= LARGEST else b""
        except OSError:
            version, data = None, b""
        if version is None and self._version is None:
            return
        self._version = version
        text = data.decode("utf-8-sig", "replace")
        self._moves = read_redirects(text, site_url=self._site_url)


def read_redirects(text: str, *, site_url: str) -> dict[str, Move]:
    """By path without its last slash, where it leads in the end.

    Of two lines for one path the first counts. What leads in a circle leads nowhere.
    """
    site = urlsplit(encode_url(site_url))
    steps: dict[str, Move] = {}
    for source, move in _lines(text, site):
        # the front page stands where it stands
        if key := _key(source):
            steps.setdefault(key, move)
    ends = {source: _end(move, steps) for source, move in steps.items()}
    return {source: end for source, end in ends.items() if end is not None}


def _lines(text: str, site: SplitResult) -> Iterator[tuple[str, Move]]:
    """From where and to where each good line leads."""
    for line in text.split("\n"):
        words = line.partition("#")[0].split()
        source, target, status = (*words, "", "", "")[:3]
        # some servers show what stands there all the same, but for a !
        number = STATUSES.get(status.removesuffix("!"))
        start, end = _own_path(source, site), _own_path(target, site)
        if start and end and number and len(words) <= MOST_WORDS:
            yield start, Move(end, number)


def _own_path(address: str, site: SplitResult) -> str:
    """The path in the tree that the address means; "" where it means none."""
    origin = f"{site.scheme}://{site.netloc}"
    if address.startswith(f"{origin}/"):
        address = address.removeprefix(origin)
    if site.path and address.startswith(f"{site.path}/"):
        address = address.removeprefix(site.path)
    path = unquote(address)
    is_path = path.startswith("/") and "//" not in path and path.isprintable()
    is_pattern = any(part.startswith(":") for part in path.split("/"))
    is_upward = ".." in path.split("/")
    is_ours = is_path and not is_pattern and not is_upward and not ODD & set(path)
    return path if is_ours else ""


def _end(move: Move, steps: Mapping[str, Move]) -> Move | None:
    """The last of the steps that begin with this one; None where there is none."""
    for _ in range(LONGEST_CHAIN):
        following = steps.get(_key(move.target))
        if following is None:
            return move
        move = Move(following.target, move.status)
    return None


def _key(path: str) -> str:
    """A folder is one, with or without its slash or the name of its page."""
    return path.removesuffix(f"/{paths.PAGE}").removesuffix("/")
