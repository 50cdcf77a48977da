"""An Article that was read from elsewhere -> the Markdown file of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.imports.arrival import Arrival
from digest.imports.items import enclosure_value, image_value, later, origin_value
from digest.imports.localising import Move
from digest.imports.markdown import write_markdown
from digest.load.encoding import decode
from digest.load.facts import summarise
from digest.load.frontmatter import extend, split, write
from digest.load.markdown import read_markdown
from digest.load.markup import parse_html
from digest.model import Article, DateOrigin, Image

#: as many as front matter takes
MOST_TAGS = 50
#: characters; what pages give as a summary beyond it is their text
LONGEST_SUMMARY = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person who imports wants of each file."""

    #: a folder in the content folder; "" for the content folder itself
    into: str = ""
    tags: tuple[str, ...] = ()
    is_draft: bool = False
    keeps_original: bool = True


def write_manuscript(
    article: Article, wishes: Wishes, *, site_language: str, original: str = ""
) -> str:
    """The article as a file of the content folder: front matter, and its text."""
    body = write_markdown(article.blocks, title=article.title)
    is_dated = article.date_origin is not DateOrigin.NONE
    values = {
        "title": article.title,
        "date": article.date if is_dated else None,
        "updated": later(article.updated, article.date),
        "authors": article.authors,
        "language": "" if article.language == site_language else article.language,
        "tags": with_tags(article.tags, wishes.tags),
        "summary": _declared_summary(article),
        "canonical_url": article.canonical_url,
        "origin": origin_value(article.origin),
        "image": image_value(_lead_image(article, body)),
        "credit": article.credit,
        "enclosures": [enclosure_value(each) for each in article.enclosures],
        "draft": wishes.is_draft or None,
        "original": original,
    }
    return f"{write(values)}\n{body}"


def complete_manuscript(
    arrival: Arrival, article: Article, wishes: Wishes, *, move: Move, original: str
) -> str:
    """A Markdown file as its author wrote it, with what it does not say yet on top."""
    text = decode(arrival.name, arrival.data)
    front, body, offset = split(text, arrival.name)
    head, body = text[:offset], _with_moved(body, article, move)
    is_titled = front.title or read_markdown(body).title
    values = {
        "title": "" if is_titled else article.title,
        "tags": wishes.tags,
        "canonical_url": article.canonical_url,
        "origin": origin_value(article.origin),
        "draft": wishes.is_draft or None,
        "original": original,
    }
    return extend(head + body, arrival.name, values)


def _with_moved(body: str, article: Article, move: Move) -> str:
    """The Markdown with its pictures at their new addresses, else as it was."""
    for block in article.blocks:
        for image in parse_html(block.html).iter("img"):
            old = str(image.get("src", ""))
            new = move(old) if old else ""
            if new and new != old:
                body = body.replace(f"]({old}", f"]({new}")
                body = body.replace(f'src="{old}"', f'src="{new}"')
    return body


def with_tags(own: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The tags that are wanted, and the article's own, each once."""
    return tuple(dict.fromkeys((*wanted, *own)))[:MOST_TAGS]


def _declared_summary(article: Article) -> str:
    """The summary, if the article gives one that is not its beginning anyway."""
    is_own = article.summary != summarise(article.blocks)
    return article.summary if is_own and len(article.summary) <= LONGEST_SUMMARY else ""


def _lead_image(article: Article, body: str) -> Image | None:
    """The lead picture, if the text would not be given it without being told."""
    image = article.image
    if image is None:
        return None
    first = read_markdown(body, declared_title=article.title).image
    is_same = first is not None and first.url == image.url
    has_more = (image.alt and first and image.alt != first.alt) or image.credit
    return None if is_same and not has_more else image
