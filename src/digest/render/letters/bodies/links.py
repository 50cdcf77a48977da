"""The links of a body: absolute, over TLS, and with words that say where they go."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from digest.render.letters.bodies.surroundings import Surroundings
from digest.render.letters.bodies.tree import elements, unwrap, words_of
from digest.render.letters.shortening import letter_url
from digest.vague_words import is_vague

#: words that are an address themselves, and the host that they name
SHOWN_HOST = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?"
)
HOST = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*", re.IGNORECASE)
PERSONAL = ("mailto:", "tel:")


def mend_links(root: HtmlElement, around: Surroundings) -> None:
    """Give each link an address that works from a letter; leave the words of others."""
    for link in elements(root, "a"):
        url = _address(link.get("href", "").strip(), around)
        if not url or not _has_words(link):
            unwrap(link)
            continue
        link.set("href", url)
        host = urlsplit(url).hostname or ""
        if host and _hides(words_of(link), host):
            _add_words(link, f" ({host})")


def _address(href: str, around: Surroundings) -> str:
    """Where the link leads from a letter; "" where it leads nowhere."""
    if href.startswith("#"):
        return letter_url(around.url + href)
    href = letter_url(href)
    if href.startswith(PERSONAL):
        return href if href.partition(":")[2] else ""
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.netloc and parts[:2] == urlsplit(around.url)[:2]:
        # the site itself, as it is served
        return href
    if parts.scheme == "http" and HOST.fullmatch(host) and port is None:
        # as browsers do by now; a letter's way must not be read or changed by others
        return letter_url(f"https:{href.partition(':')[2]}")
    is_whole = parts.scheme == "https" and host and "%" not in host
    return href if is_whole else ""


def _has_words(link: HtmlElement) -> bool:
    """Whether somebody who does not see it knows of the link."""
    return bool(words_of(link)) or any(
        image.get("alt") for image in elements(link, "img")
    )


def _hides(words: str, host: str) -> bool:
    """Whether the words say nothing of where the link leads, or something else."""
    if is_vague(words):
        return True
    shown = SHOWN_HOST.fullmatch(words.casefold())
    return shown is not None and not f".{host}".endswith(f".{shown[1]}")


def _add_words(link: HtmlElement, words: str) -> None:
    if len(link):
        link[-1].tail = (link[-1].tail or "") + words
    else:
        link.text = (link.text or "") + words
