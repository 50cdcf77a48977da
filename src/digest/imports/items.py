"""An item of another site's feed -> a Markdown file that says where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from digest.config import Extent
from digest.errors import ImportingError
from digest.imports.markdown import write_markdown
from digest.imports.readfeed import FeedItem
from digest.load.blocks import TooLongError
from digest.load.facts import summarise
from digest.load.frontmatter import write
from digest.load.richtext import read_rich_text
from digest.load.schemes import is_web_url
from digest.model import Block, BlockKind, Enclosure, Image, Origin

#: letters of a note that stand for the title that it does not have
LONGEST_TITLE = 80
#: characters; feeds that give a whole article as its summary are cut at a sentence
LONGEST_SUMMARY = 600
#: as many as front matter takes
MOST_TAGS = 50
#: what ends the text that is only a summary
ONWARD = "→"


def item_text(
    item: FeedItem,
    *,
    origin: Origin | None,
    show: Extent,
    tags: Sequence[str] = (),
    is_draft: bool = False,
    original: str = "",
) -> str:
    """The item as a file of the content folder: front matter and its text.

    Of `Extent.SUMMARY` the text is the summary, and the file says that the article goes
    on elsewhere. Raises ImportingError for an item that has neither words nor address.
    """
    blocks = _blocks(item)
    title = item_title(item, blocks)
    if not title or not (blocks or item.summary or is_web_url(item.url)):
        raise ImportingError(
            f"{item.url or item.id}: has no words and no address; leave it out"
        )
    summary = item.summary if len(item.summary) <= LONGEST_SUMMARY else ""
    is_whole = show is Extent.FULL and blocks
    opening = "" if is_whole else summary or summarise(blocks)
    is_opening = bool(opening and origin and is_web_url(item.url))
    values = {
        "title": title,
        "date": item.published or item.updated,
        "updated": later(item.updated, item.published),
        "authors": item.authors,
        "tags": tuple(tags)[:MOST_TAGS],
        "summary": summary,
        "canonical_url": item.url if is_web_url(item.url) else "",
        "origin": origin_value(origin),
        "opening": is_opening or None,
        "image": image_value(item.image),
        "enclosures": [enclosure_value(each) for each in item.enclosures],
        "draft": is_draft or None,
        "original": original,
    }
    if is_whole:
        body = write_markdown(blocks, title=title)
    else:
        body = _short_text(item, opening, origin)
    return f"{write(values)}\n{body}"


def item_title(item: FeedItem, blocks: Sequence[Block] = ()) -> str:
    """The item's title; of a note without one its first words, else its address."""
    if item.title:
        return item.title
    words = item.summary or " ".join(block.text for block in blocks[:1])
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return words or item.url


def origin_value(origin: Origin | None) -> dict[str, str]:
    """The origin as front matter has it; empty for none."""
    if origin is None:
        return {}
    return {"name": origin.name, "url": origin.url, "feed": origin.feed_url}


def image_value(image: Image | None) -> dict[str, Any]:
    """The lead picture as front matter has it; empty for none."""
    if image is None:
        return {}
    told = {"url": image.url, "alt": image.alt, "credit": image.credit}
    return told | {"width": image.width, "height": image.height}


def enclosure_value(enclosure: Enclosure) -> dict[str, Any]:
    """A recording as front matter has it."""
    told = {"url": enclosure.url, "type": enclosure.media_type}
    return told | {"length": enclosure.length}


def _blocks(item: FeedItem) -> tuple[Block, ...]:
    try:
        return tuple(each.block for each in read_rich_text(item.html))
    except TooLongError as error:
        place = item.url or item.id
        raise ImportingError(f"{place}: {error}; leave it out") from error


def later(updated: datetime | None, published: datetime | None) -> datetime | None:
    """When it was changed; None where that is no more than its publication."""
    return updated if updated and published and updated > published else None


def _short_text(item: FeedItem, summary: str, origin: Origin | None) -> str:
    """The summary; and where to go on, if nothing else in the file says so."""
    words = [_paragraph(summary, escape(summary))] if summary else []
    if is_web_url(item.url) and not (summary and origin):
        words.append(_link(item.url, origin.name if origin else item.url))
    return "\n".join(write_markdown([block], title="") for block in words)


def _paragraph(text: str, html: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{html}</p>")


def _link(url: str, name: str) -> Block:
    html = f'{ONWARD} <a href="{escape(url)}">{escape(name)}</a>'
    return _paragraph(f"{ONWARD} {name}", html)
