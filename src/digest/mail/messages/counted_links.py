"""Links of a letter that are counted: numbered when it is frozen, led by us when sent.

Every reader has the same links, so a click says that somebody clicked, and never who.
The archive keeps the letter's own links, and so does whoever does not count.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from digest import paths
from digest.deliveries import Letter

#: links that a letter may have counted; a page of more is no letter
MOST = 500
#: of every placeholder, by which readers leave: never counted
OURS = "https://placeholder.invalid/"

_ANCHOR = re.compile(r"(<a\b[^>]*?\shref=)([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"https?://[^\s<>\"]+")
#: what follows an address in a sentence, and mostly is no part of it
_AFTER = ".,;:!?)]}'"


def with_links(letter: Letter) -> Letter:
    """The letter with the addresses that its HTML leads to, each once, in order."""
    found = (html.unescape(match[3]).strip() for match in _ANCHOR.finditer(letter.html))
    links = dict.fromkeys(url for url in found if _is_counted(url))
    return replace(letter, links=tuple(links)[:MOST])


def led_by_us(letter: Letter, home: str, newsletter: str, number: int) -> Letter:
    """The letter as it goes out: its numbered links lead to the site's own page.

    A letter without numbered links comes back as it is.
    """
    if not letter.links:
        return letter
    place = f"{home.rstrip('/')}/{paths.GO}/{newsletter}/{number}"
    ours = {url: f"{place}/{n}" for n, url in enumerate(letter.links, start=1)}
    return replace(
        letter, html=_lead_html(letter.html, ours), text=_lead_text(letter.text, ours)
    )


def _is_counted(url: str) -> bool:
    return url.startswith(("http://", "https://")) and not url.startswith(OURS)


def _lead_html(page: str, ours: Mapping[str, str]) -> str:
    def lead(match: re.Match[str]) -> str:
        url = ours.get(html.unescape(match[3]).strip())
        return f"{match[1]}{match[2]}{url}{match[2]}" if url else match[0]

    return _ANCHOR.sub(lead, page)


def _lead_text(text: str, ours: Mapping[str, str]) -> str:
    def lead(match: re.Match[str]) -> str:
        url = match[0]
        if url in ours:
            return ours[url]
        bare = url.rstrip(_AFTER)
        return ours[bare] + url[len(bare) :] if bare in ours else url

    return _URL.sub(lead, text)
