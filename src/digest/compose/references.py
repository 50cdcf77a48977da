"""References of an article, made absolute: whoever shows it needs no base.

The only module of this room that walks HTML.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import idna
from lxml import html as lxml_html

from digest import paths

#: characters that a URL may hold as they are (RFC 3986 2.2), and % of what is encoded
SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
SAFE_IN_QUERY = SAFE_IN_PATH + "?"
SAFE_IN_HOST = "%:@[]!$&'()*+,;=~"
URL_ATTRIBUTES = ("href", "src", "cite", "poster", "data", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What relative references of the articles lead to."""

    site_url: str
    #: URL of the entry by its article's path
    pages: Mapping[str, str]

    def resolve(self, url: str, *, path: str, page_url: str) -> str:
        """The reference made absolute, as it stands in the article of this path.

        Another article becomes its entry's page, any other file its published copy.
        """
        try:
            parts = urlsplit(url.strip())
        except ValueError:  # such as `//[`, which leads nowhere
            return encode_url(url.strip())
        if parts.scheme or parts.netloc:
            return encode_url(url.strip())
        tail = urlunsplit(("", "", "", parts.query, parts.fragment))
        if not parts.path:
            return page_url + tail
        if parts.path.startswith("/"):
            return encode_url(self.site_url + url.strip())
        folder = posixpath.dirname(path)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if target in self.pages:
            return self.pages[target] + tail
        return encode_url(f"{self.site_url}/{paths.media_path(quote(target))}{tail}")

    def resolve_html(self, html: str, *, path: str, page_url: str) -> str:
        """The sanitised fragment with every reference in it absolute."""
        if not any(f"{name}=" in html for name in (*URL_ATTRIBUTES, "srcset")):
            return html
        root = lxml_html.fragment_fromstring(html, create_parent="div")
        for element in root.iter():
            for name in URL_ATTRIBUTES:
                if name in element.attrib:
                    url = str(element.attrib[name])
                    element.attrib[name] = self.resolve(
                        url, path=path, page_url=page_url
                    )
            element.attrib.pop("srcset", None)
        inner: str = lxml_html.tostring(root, encoding="unicode")
        return inner.removeprefix("<div>").removesuffix("</div>")


def encode_url(url: str) -> str:
    """The URL in ASCII: host by IDNA (RFC 5891), the rest percent-encoded (RFC 3986).

    What cannot be a web address is only percent-encoded.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return quote(url, safe=SAFE_IN_QUERY + "#")
    return urlunsplit(
        (
            parts.scheme,
            quote(parts.netloc.replace(host, _ascii_host(host)), safe=SAFE_IN_HOST),
            quote(parts.path, safe=SAFE_IN_PATH),
            quote(parts.query, safe=SAFE_IN_QUERY),
            quote(parts.fragment, safe=SAFE_IN_QUERY),
        )
    )


def _ascii_host(host: str) -> str:
    """The host as the DNS knows it; as it is where it can be no name."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host
