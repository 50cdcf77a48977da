"""Addresses in HTML, of links and pictures -> those that hold where it will stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement, tostring

from digest.images import Image
from digest.load.markup import parse_html
from digest.load.sanitise import printable
from digest.load.schemes import is_web_url
from digest.load.webpage.pictures import mend_pictures
from digest.model import Article, Block, BlockKind

#: an address as it was -> as it is to be; "" takes out what has it
Move = Callable[[str], str]
#: tags with an address that readers follow, and with one that they see
LINKS = {"a": "href", "iframe": "src"}
PICTURES = {"img": "src"}
#: what begins an address that leads nowhere else than into the page
_INSIDE = "#"


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
    """The HTML with every address in it absolute, and its pictures as browsers show it.

    Pixels that only count readers are left out.
    """
    if "<" not in html:
        return html
    root = parse_html(printable(html))
    mend_pictures(root)
    whole = _completed(base)
    _move(root, links=whole, pictures=whole)
    return _inner_html(root)


def with_absolute_urls(blocks: Iterable[Block], url: str) -> tuple[Block, ...]:
    """The blocks of the page at this URL, their relative addresses made whole."""
    whole = _completed(url)
    return tuple(_moved(block, links=whole, pictures=whole) for block in blocks)


def with_pictures(article: Article, move: Move) -> Article:
    """The article with its pictures at the addresses that `move` says.

    A picture without an address is left out, and a block that was nothing else.
    """
    moved = ((each, _moved(each, pictures=move)) for each in article.blocks)
    blocks = tuple(now for before, now in moved if not _is_emptied(before, now))
    return replace(article, blocks=blocks, image=moved_image(article.image, move))


def moved_image(image: Image | None, move: Move) -> Image | None:
    """The lead picture at its new address; None for none."""
    address = move(image.url) if image is not None else ""
    return replace(image, url=address) if image is not None and address else None


def move_pictures_in(html: str, move: Move) -> str:
    """The HTML, which is not in blocks yet, with its pictures at their addresses."""
    if "<img" not in html:
        return html
    root = parse_html(html)
    _move(root, pictures=move)
    return _inner_html(root)


def _completed(base: str) -> Move:
    def whole(address: str) -> str:
        if address.startswith(_INSIDE):
            return address
        # addresses of other kinds, such as mailto, are whole already
        return absolute(base, address) or address

    return whole


def _is_emptied(before: Block, now: Block) -> bool:
    """Whether the block was a picture, and has none any more."""
    had_picture = before.kind is BlockKind.IMAGE and "<img" in before.html
    return had_picture and "<img" not in now.html


def _moved(block: Block, *, links: Move | None = None, pictures: Move) -> Block:
    if "<img" not in block.html and not (links and "href=" in block.html):
        return block
    root = parse_html(block.html)
    _move(root, links=links, pictures=pictures)
    return replace(block, html=_inner_html(root))


def _move(root: HtmlElement, *, links: Move | None = None, pictures: Move) -> None:
    """Give every link and picture in the tree the address that it is to have."""
    kinds = ((LINKS, links), (PICTURES, pictures))
    for names, move in kinds:
        for element in list(root.iter(*names)) if move else ():
            name = names[str(element.tag)]
            address = str(element.get(name, ""))
            moved = printable(move(address)) if move and address else address
            if moved:
                element.set(name, moved)
            elif address:
                element.drop_tree()


def _inner_html(root: HtmlElement) -> str:
    """The HTML in the body of the tree, without the body's own tags."""
    body = root.find("body")
    if body is None:
        return ""
    html = tostring(body, encoding="unicode", with_tail=False)
    return str(html).partition(">")[2].rpartition("</body>")[0]
