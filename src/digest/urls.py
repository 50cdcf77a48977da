"""URLs in ASCII, as readers, feeds and headers take them. The only importer of idna."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

import idna

#: characters that a URL may hold as they are (RFC 3986 2.2), and % of what is encoded
SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
SAFE_IN_QUERY = SAFE_IN_PATH + "?"
SAFE_IN_HOST = "%:@[]!$&'()*+,;=~"
#: what most URLs are, and ids of entries (RFC 4151): nothing in them has to be encoded
_PLAIN = re.compile(
    r"(?:(?:https?://[a-z0-9.-]+/|tag:[a-z0-9.-]+,)[A-Za-z0-9/.:_~-]*)?"
)


def encode_url(url: str) -> str:
    """The URL in ASCII: host by IDNA (RFC 5891), the rest percent-encoded (RFC 3986).

    What cannot be a web address is only percent-encoded; encoding twice changes nothing
    more.
    """
    if _PLAIN.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return quote(url, safe=SAFE_IN_QUERY + "#")
    return urlunsplit(
        (
            parts.scheme,
            quote(_ascii_netloc(parts.netloc), safe=SAFE_IN_HOST),
            quote(parts.path, safe=SAFE_IN_PATH),
            quote(parts.query, safe=SAFE_IN_QUERY),
            quote(parts.fragment, safe=SAFE_IN_QUERY),
        )
    )


def is_web_address(url: str) -> bool:
    """Whether the URL is where a site may stand: scheme, host, port and path only."""
    try:
        parts = urlsplit(encode_url(url))
        has_port = parts.port != 0
    except ValueError:
        return False
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and has_port
    # a host that the DNS cannot know is percent-encoded by now
    is_named = "@" not in parts.netloc and "%" not in parts.netloc
    is_plain = url.isprintable() and not set(url) & set(' <>"?#')
    return is_whole and is_named and is_plain


def is_page_address(url: str) -> bool:
    """Whether the URL is where a page or a feed may stand: a query may follow."""
    address, _, query = url.partition("?")
    return (
        is_web_address(address)
        and query.isprintable()
        and not set(query) & set(' <>"#')
    )


def _ascii_netloc(netloc: str) -> str:
    """The host as the DNS knows it, between user and port; else all as it is."""
    if netloc.isascii():
        return netloc
    user, at, rest = netloc.rpartition("@")
    host, colon, port = rest.partition(":")
    try:
        return f"{user}{at}{idna.encode(host, uts46=True).decode('ascii')}{colon}{port}"
    except idna.IDNAError:
        return netloc
