"""An item of another site's feed -> the file of it, which says where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from digest.config import Share
from digest.errors import ContentError, ImportingError
from digest.imports.feed.foreign import FeedItem
from digest.imports.markdown.writer import write_markdown
from digest.imports.sheet import LONGEST_SUMMARY, Sheet, later
from digest.load.blocks import TooLongError
from digest.load.facts import summarise
from digest.load.frontmatter import split
from digest.load.metadata import MOST_TAGS
from digest.load.richtext import read_rich_text
from digest.load.schemes import is_web_url
from digest.model import Block, BlockKind, Origin

#: letters of a note that stand for the title that it does not have
LONGEST_TITLE = 80
#: tags in the HTML of one item; to write more of them as Markdown takes minutes
MOST_ELEMENTS = 10_000
#: what ends the text that is only a summary
ONWARD = "→"


def item_text(
    item: FeedItem, *, origin: Origin | None, show: Share, tags: Sequence[str] = ()
) -> str:
    """The item as a file of the content folder.

    Raises ImportingError for an item of which no file can be made that a build reads.
    """
    text = sheet_of_item(item, origin=origin, show=show, tags=tags).text()
    check_readable(text, _place(item))
    return text


def check_readable(text: str, place: str) -> None:
    """Raise ImportingError where a build would not read the front matter of it."""
    try:
        split(text, place)
    except ContentError as error:
        raise ImportingError(f"{place}: cannot be filed: {error.fact}") from error


def sheet_of_item(
    item: FeedItem, *, origin: Origin | None, show: Share, tags: Sequence[str] = ()
) -> Sheet:
    """The item as a sheet; raises ImportingError where it has no words and no address.

    Of `Share.SUMMARY` the text is the summary, and the sheet says that the article
    goes on elsewhere. So it does where the whole is too much to be written.
    """
    blocks = _blocks(item)
    title = item_title(item, blocks)
    is_linked = is_web_url(item.url)
    if not title or not (blocks or item.summary or is_linked):
        raise ImportingError(
            f"{_place(item)}: has no words and no address; leave it out"
        )
    summary = item.summary if len(item.summary) <= LONGEST_SUMMARY else ""
    is_whole = show is Share.FULL and blocks and item.html.count("<") <= MOST_ELEMENTS
    opening = "" if is_whole else summary or summarise(blocks)
    body = write_markdown(blocks, title=title) if is_whole else ""
    return Sheet(
        title=title,
        date=item.published or item.updated,
        updated=later(item.updated, item.published),
        authors=item.authors,
        tags=tuple(tags)[:MOST_TAGS],
        summary=summary,
        canonical_url=item.url if is_linked else "",
        origin=origin,
        is_opening=bool(opening and origin and is_linked),
        image=item.image,
        enclosures=item.enclosures,
        body=body if is_whole else _short_text(item, opening, origin),
    )


def item_title(item: FeedItem, blocks: Sequence[Block] = ()) -> str:
    """The item's title; of a note without one its first words, else its address."""
    if item.title:
        return item.title
    words = item.summary or " ".join(block.text for block in blocks[:1])
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return words or item.url


def _place(item: FeedItem) -> str:
    return item.url or item.id


def _blocks(item: FeedItem) -> tuple[Block, ...]:
    try:
        return tuple(each.block for each in read_rich_text(item.html))
    except TooLongError as error:
        raise ImportingError(f"{_place(item)}: {error}; leave it out") from error


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
