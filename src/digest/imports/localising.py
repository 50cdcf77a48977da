"""Addresses in the HTML of an article -> those that hold where the article will be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from digest.imports.resolving import absolute, inner_html
from digest.load.markup import parse_html
from digest.load.sanitise import printable
from digest.model import Article, Block, BlockKind, Image

#: an address as it was -> as it is to be
Move = Callable[[str], str]


def complete_urls(blocks: Iterable[Block], url: str) -> tuple[Block, ...]:
    """The blocks of the page at this URL, their relative addresses made whole."""

    def whole(address: str) -> str:
        if address.startswith("#"):
            return address
        # addresses of other kinds, such as mailto, are whole already
        return absolute(url, address) or address

    return tuple(
        _with_addresses(block, links=whole, pictures=whole) for block in blocks
    )


def with_pictures(article: Article, move: Move) -> Article:
    """The article with its pictures at the addresses that `move` says.

    A picture without an address is left out, and a block that was nothing else.
    """
    moved = ((each, _with_addresses(each, pictures=move)) for each in article.blocks)
    blocks = tuple(now for before, now in moved if not _is_emptied(before, now))
    return replace(article, blocks=blocks, image=moved_image(article.image, move))


def moved_image(image: Image | None, move: Move) -> Image | None:
    """The lead picture at its new address; None for none."""
    address = move(image.url) if image is not None else ""
    return replace(image, url=address) if image is not None and address else None


def _is_emptied(before: Block, now: Block) -> bool:
    """Whether the block was a picture, and has none any more."""
    had_picture = before.kind is BlockKind.IMAGE and "<img" in before.html
    return had_picture and "<img" not in now.html


def move_pictures_in(html: str, move: Move) -> str:
    """The same for HTML that is not in blocks yet."""
    return _moved(html, None, move) if "<img" in html else html


def _with_addresses(
    block: Block, *, links: Move | None = None, pictures: Move
) -> Block:
    is_concerned = "<img" in block.html or (links and "href=" in block.html)
    if not is_concerned:
        return block
    return replace(block, html=_moved(block.html, links, pictures))


def _moved(html: str, links: Move | None, pictures: Move) -> str:
    root = parse_html(html)
    for element in list(root.iter("a", "img")):
        is_link = element.tag == "a"
        name, move = ("href", links) if is_link else ("src", pictures)
        address = str(element.get(name, ""))
        if not address or move is None:
            continue
        moved = printable(move(address))
        if moved:
            element.set(name, moved)
        else:
            element.drop_tree()
    body = root.find("body")
    return "" if body is None else inner_html(body)
