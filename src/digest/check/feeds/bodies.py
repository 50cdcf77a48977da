"""What the HTML of an entry holds that feed readers cannot show, or refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

#: attributes that hold one address each; `srcset` holds several
ADDRESSES = ("href", "src", "poster", "cite", "data", "action", "longdesc")
#: each of a srcset's pictures is an address and a width, with commas between them
CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])\s*[^,]*(?:,|$)")
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
WEB = ("http://", "https://")
#: schemes that run what they name
RUNS = ("javascript:", "vbscript:", "data:text/html")
#: elements that readers drop, or that make one drop the feed (R10)
BARRED = frozenset(
    {
        *("applet", "base", "button", "embed", "form", "frame", "frameset", "iframe"),
        *("input", "link", "meta", "object", "param", "script", "select", "style"),
        *("textarea", "svg", "math"),
    }
)
URL_CHARACTERS = re.compile(r"[!-~]+")


@lru_cache(maxsize=4096)
def relative_addresses(html: str) -> tuple[str, ...]:
    """The addresses in the body that lead nowhere once it is in a reader."""
    return tuple(dict.fromkeys(filter(_is_relative, _addresses(html))))


@lru_cache(maxsize=4096)
def barred_parts(html: str) -> tuple[str, ...]:
    """The elements, attributes and schemes in the body that a feed must not have."""
    return tuple(dict.fromkeys(_barred(html)))


def words_of(html: str) -> str:
    """The body's words, with single blanks between them."""
    return " ".join(" ".join(map(str, _root(html).itertext())).split())


def is_web_address(url: str) -> bool:
    """Whether the address is absolute, of the web, and written in ASCII."""
    return url.startswith(WEB) and URL_CHARACTERS.fullmatch(url) is not None


def _addresses(html: str) -> Iterator[str]:
    for element in _root(html).iter(etree.Element):
        for name in ADDRESSES:
            value = element.get(name)
            if value is not None:
                yield str(value)
        for found in CANDIDATE.finditer(str(element.get("srcset") or "")):
            yield found[1]


def _is_relative(url: str) -> bool:
    return ABSOLUTE.match(url) is None


def _barred(html: str) -> Iterator[str]:
    for element in _root(html).iter(etree.Element):
        if element.tag in BARRED:
            yield f"<{element.tag!s}>"
        for name, value in element.attrib.items():
            if name == "style" or str(name).startswith("on"):
                yield f"{name!s}=…"
            elif str(value).strip().lower().startswith(RUNS):
                yield f"{name!s}={str(value)[:30]}"


@lru_cache(maxsize=4)
def _root(html: str) -> etree._Element:
    """The body in an element; whatever it holds, some tree comes of it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    data = f"<html><body><div>{html}</div></body></html>".encode(errors="replace")
    return etree.fromstring(data, parser)
