"""References of an article, made absolute: whoever shows it needs no base."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest import paths
from digest.compose.pictures import fill_picture, replace_by_words
from digest.images import Image
from digest.references import content_path
from digest.urls import encode_url

#: a tag that refers, as the sanitiser writes it, and how it does so
REFERRING = re.compile(r"<(?:a|blockquote|del|ins|q) [^<>]*>")
REFERENCE = re.compile(r"""( (?:href|cite)=)"([^"]*)\"""")
QUOTED_ANGLE = re.compile(r'="[^"<>]*[<>]')
URL_ATTRIBUTES = ("href", "src", "cite", "poster", "data", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body of an article, for whoever shows it."""

    #: every URL in it is absolute
    html: str
    #: those of our own pictures that it shows, each once
    pictures: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What relative references of the articles lead to."""

    site_url: str
    #: URL of the entry by its article's path
    pages: Mapping[str, str]
    #: pictures of the content folder, by their paths
    pictures: Mapping[str, Image] = field(default_factory=dict)
    #: paths of pictures that could not be published
    lost: frozenset[str] = frozenset()

    def resolve(self, url: str, *, path: str, page_url: str) -> str:
        """The reference made absolute, as it stands in the article of this path.

        Another article becomes its entry's page, any other file its published copy.
        """
        url = url.strip()
        if url.startswith(("https://", "http://")):
            return encode_url(url)
        try:
            parts = urlsplit(url)
        except ValueError:  # such as `//[`, which leads nowhere
            return encode_url(url)
        if parts.scheme or parts.netloc:
            # `//host/` has the scheme of the site (RFC 3986 4.2)
            return encode_url(url if parts.scheme else urljoin(self.site_url, url))
        tail = urlunsplit(("", "", "", parts.query, parts.fragment))
        target = content_path(path, url)
        if target is None:
            is_of_site = parts.path.startswith("/")
            return encode_url(self.site_url + url) if is_of_site else page_url + tail
        if target in self.pages:
            return self.pages[target] + tail
        return encode_url(self._file_url(target) + tail)

    def _file_url(self, target: str) -> str:
        """The published copy of a file; of a picture the largest one."""
        if target in self.pictures:
            return self.pictures[target].renditions[-1].url
        return f"{self.site_url}/{paths.media_path(quote(target))}"

    def picture(self, url: str, *, path: str) -> Image | None:
        """The picture of ours that the reference means; None where it means another."""
        return self.pictures.get(content_path(path, url) or "")

    def picture_url(self, url: str) -> str:
        """Where a picture is that the site shows itself; "" where it is nowhere.

        The URL counts from the content folder.
        """
        own = self.picture(url, path="")
        if own is not None:
            return own.renditions[-1].url
        return encode_url(url) if url.startswith(("https://", "http://")) else ""

    def is_lost(self, url: str, *, path: str) -> bool:
        """Whether the reference means a picture that could not be published."""
        return content_path(path, url) in self.lost

    def resolve_html(self, html: str, *, path: str, page_url: str) -> Body:
        """The sanitised fragment with every reference in it absolute.

        A picture that could not be published gives way to its words.
        """
        if not any(f"{name}=" in html for name in (*URL_ATTRIBUTES, "srcset")):
            return Body(html=html)
        if _has_links_alone(html):
            return Body(html=self._resolve_links(html, path, page_url))
        # without huge_tree, what follows a deep element would be lost in silence
        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.fragment_fromstring(html, create_parent="div", parser=parser)
        shown = [self._show(each, path) for each in list(root.iter("img"))]
        for element in root.iter():
            for name in URL_ATTRIBUTES:
                if name in element.attrib:
                    url = str(element.attrib[name])
                    element.attrib[name] = self.resolve(
                        url, path=path, page_url=page_url
                    )
            element.attrib.pop("srcset", None)
        inner: str = lxml_html.tostring(root, encoding="unicode")
        return Body(
            html=inner.removeprefix("<div>").removesuffix("</div>"),
            pictures=tuple(dict.fromkeys(filter(None, shown))),
        )

    def _resolve_links(self, html: str, path: str, page_url: str) -> str:
        """The same for a body with links alone: to parse it would cost ten times."""

        def absolute(found: re.Match[str]) -> str:
            url = self.resolve(unescape(found[2]), path=path, page_url=page_url)
            return f'{found[1]}"{escape(url)}"'

        return REFERRING.sub(lambda tag: REFERENCE.sub(absolute, tag[0]), html)

    def _show(self, element: HtmlElement, path: str) -> Image | None:
        """Fill the element with the picture of ours that it names, if there is one."""
        url = element.get("src", "")
        if self.is_lost(url, path=path):
            replace_by_words(element)
            return None
        image = self.picture(url, path=path)
        if image is not None:
            fill_picture(element, image)
        return image


def _has_links_alone(html: str) -> bool:
    """Whether the fragment refers by `href` and `cite` only, all plainly written."""
    others = ("src", "srcset", "poster", "data", "action")
    if any(f"{name}=" in html for name in others) or QUOTED_ANGLE.search(html):
        return False
    return all(
        html.count(f"{name}=") == html.count(f' {name}="') for name in ("href", "cite")
    )
