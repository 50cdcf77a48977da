"""Our feeds as topics: their addresses, and how they name their hubs. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from posixpath import basename
from urllib.parse import unquote

from digest import paths
from digest.urls import encode_url


def topic_of(site_url: str, path: str) -> str:
    """The address that the feed names as its own (rel=self)."""
    return encode_url(f"{site_url}/{path}")


def path_of(site_url: str, topic: str) -> str:
    """The feed's path in the tree; "" where the topic is not, to the byte, its address.

    It never leads out of the tree, nor to a hidden file.
    """
    path = unquote(topic.removeprefix(f"{site_url}/"))
    is_plain = all(part and not part.startswith(".") for part in path.split("/"))
    is_ours = is_feed(path) and is_plain and path.isprintable() and "\\" not in path
    return path if is_ours and topic_of(site_url, path) == topic else ""


def is_feed(path: str) -> bool:
    """Whether a file of the tree is one that readers subscribe to: no archive is."""
    is_frozen = path.startswith(f"{paths.ARCHIVE}/")
    return basename(path) in paths.FEEDS and not is_frozen


def feeds_among(written: Collection[str]) -> tuple[str, ...]:
    """The feeds among the files of the tree, in their order."""
    return tuple(path for path in written if is_feed(path))


def media_type_of(path: str) -> str:
    """What the feed is served as (Content-Type)."""
    return f"{paths.FEEDS[basename(path)]}; charset=utf-8"


def digest_of(data: bytes) -> str:
    """What differs when the feed does."""
    return sha256(data).hexdigest()


def link_header(topic: str, hubs: Sequence[str]) -> str:
    """The header Link of a feed (WebSub 4, RFC 8288); "" where there is no hub."""
    if not hubs:
        return ""
    links = [f'<{hub}>; rel="hub"' for hub in hubs]
    return ", ".join([*links, f'<{topic}>; rel="self"'])
