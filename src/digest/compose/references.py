"""References of an article, made absolute: whoever shows it needs no base.

The only module of this room that walks HTML.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from lxml import html as lxml_html

from digest import paths
from digest.urls import encode_url

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
        # without huge_tree, what follows a deep element would be lost in silence
        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.fragment_fromstring(html, create_parent="div", parser=parser)
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
