"""Films, sounds and posts of other sites that a page shows in a frame -> plain links.

Mail and feeds run no frames; a link that says where it leads loses nothing.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lxml.html import Element, HtmlElement

from digest.load.sanitise import printable
from digest.load.schemes import is_web_url
from digest.load.webpage.head import folded

#: marks our link until its HTML is sanitised
MARK = "data-embed"
#: whose frames are part of an article; of others they are mostly advertising
HOSTS = frozenset(
    {
        *("youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "ted.com"),
        *("dailymotion.com", "twitch.tv", "tiktok.com", "soundcloud.com", "arte.tv"),
        *("spotify.com", "bandcamp.com", "mixcloud.com", "apple.com", "audioboom.com"),
        *("acast.com", "megaphone.fm", "podigee.io", "ardmediathek.de", "zdf.de"),
        *(
            "brightcove.net",
            "jwplatform.com",
            "rumble.com",
            "bilibili.com",
            "archive.org",
        ),
        *("datawrapper.dwcdn.net", "flourish.studio", "openstreetmap.org", "bsky.app"),
        *("codepen.io", "jsfiddle.net", "scribd.com", "slideshare.net", "reddit.com"),
    }
)
#: of these only such paths: the others are buttons
PATHS = {
    "facebook.com": re.compile(r"/plugins/(?:post|video)"),
    "instagram.com": re.compile(r"/(?:p|reel|tv)/"),
    "google.com": re.compile(r"/maps/"),
    "twitter.com": re.compile(r"/\w+/status/|/embed/"),
    "x.com": re.compile(r"/\w+/status/"),
}
_YOUTUBE = re.compile(r"/embed/(?!videoseries)([\w-]{6,20})$")
_VIMEO = re.compile(r"/video/([0-9]{1,15})$")
#: titles that say no more than the host
_EMPTY_TITLE = re.compile(
    r"(?:(?:youtube|vimeo|embedded|spotify|twitter|video|audio|content|external|iframe)"
    r"\W*)+(?:player|embed|frame|content)?",
    re.IGNORECASE,
)
LONGEST_TITLE = 160


def link_embeds(root: HtmlElement) -> None:
    """Put a link in the place of each frame, film and sound of an article."""
    for element in list(root.iter("iframe", "audio", "video")):
        if element.getparent() is None:
            continue
        url = _frame_url(element) if element.tag == "iframe" else _media_url(element)
        if url:
            link = Element("a", {"href": printable(url), MARK: "1"})
            link.text = printable(_words(element, url))
            element.addprevious(link)
        element.drop_tree()


def is_embed(element: HtmlElement) -> bool:
    """Whether the element holds nothing but links that stand for frames."""
    if element.tag == "a":
        return MARK in element.attrib
    links = [a for a in element.iter("a") if MARK in a.attrib]
    if not links:
        return False
    linked = "".join("".join(a.itertext()) for a in links)
    return "".join(element.itertext()).split() == linked.split()


def _frame_url(frame: HtmlElement) -> str:
    """Where the frame leads, as a page for people; "" of a frame that is left out."""
    url = next(filter(None, map(frame.get, ("src", "data-src", "data-lazy-src"))), "")
    url = f"https:{url}" if url.startswith("//") else url
    if not is_web_url(url):
        return ""
    parts = urlsplit(url)
    host = parts.hostname or ""
    site = next((h for h in (*HOSTS, *PATHS) if f".{host}".endswith(f".{h}")), "")
    if not site or (site in PATHS and not PATHS[site].match(parts.path)):
        return ""
    if site.startswith("youtube") and (film := _YOUTUBE.search(parts.path)):
        return f"https://www.youtube.com/watch?v={film[1]}"
    if site == "vimeo.com" and (film := _VIMEO.search(parts.path)):
        return f"https://vimeo.com/{film[1]}"
    if site == "facebook.com":
        return next(iter(parse_qs(parts.query).get("href", ())), url)
    return url


def _media_url(media: HtmlElement) -> str:
    sources = (media, *media.iter("source"))
    urls = (str(source.get("src") or "").strip() for source in sources)
    return next((u for u in urls if u and not u.startswith(("data:", "blob:"))), "")


def _words(element: HtmlElement, url: str) -> str:
    """What the link says: the title of what it leads to, and the site or the file."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    place = host if element.tag == "iframe" else parts.path.rpartition("/")[2] or host
    told = (element.get("title"), element.get("aria-label"))
    title = next(filter(None, map(folded, told)), "")[:LONGEST_TITLE]
    if not title or _EMPTY_TITLE.fullmatch(title):
        return place or url
    return f"{title} ({place})"
