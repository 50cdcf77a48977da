"""Relative URLs -> absolute ones: of links, and in the HTML that a feed carries."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml.html import HtmlElement, tostring

from digest.load.markup import parse_html
from digest.load.sanitise import printable
from digest.load.schemes import is_web_url

#: tags with an address that readers follow or see
ADDRESSED = {"a": "href", "img": "src", "iframe": "src"}
#: where scripts keep the address of a picture that they show later
LAZY = ("data-src", "data-original", "data-lazy-src", "data-url")


def absolute(base: str, url: str) -> str:
    """The URL as seen from the base; "" where that is no address of the web."""
    if not url.strip():
        return ""
    try:
        joined = urljoin(base, url.strip())
    except ValueError:
        return ""
    return joined if is_web_url(joined) else ""


def resolve_html(html: str, base: str) -> str:
    """The HTML with every address in it absolute, and without pictures of one pixel."""
    if "<" not in html:
        return html
    root = parse_html(printable(html))
    for element in list(root.iter(*ADDRESSED)):
        if element.tag == "img":
            _mend_picture(element)
        name = ADDRESSED[str(element.tag)]
        url = str(element.get(name, ""))
        if url and not url.startswith("#"):
            element.set(name, printable(absolute(base, url) or url))
    body = root.find("body")
    return "" if body is None else inner_html(body)


def _mend_picture(image: HtmlElement) -> None:
    """Give a picture the address that a script would; take out what only counts."""
    lazy = next(filter(None, map(image.get, LAZY)), "")
    if lazy and image.get("src", "data:").startswith("data:"):
        image.set("src", printable(lazy))
    if {image.get("width"), image.get("height")} & {"0", "1"}:
        image.drop_tree()


def inner_html(body: HtmlElement) -> str:
    """The HTML in the element, without its own tags."""
    html = tostring(body, encoding="unicode", with_tail=False)
    return str(html).partition(">")[2].rpartition("</body>")[0]
