"""An article that was read from elsewhere -> the file of it."""

from __future__ import annotations

from digest.images import Image
from digest.imports.markdown.writer import write_markdown
from digest.imports.sheet import LONGEST_SUMMARY, Sheet, later
from digest.imports.wishes import Wishes
from digest.load.facts import summarise
from digest.load.markdown import read_markdown
from digest.model import Article, DateOrigin


def sheet_of_article(
    article: Article, wishes: Wishes, *, site_language: str, original: str
) -> Sheet:
    """The article as a sheet, its blocks written as Markdown."""
    body = write_markdown(article.blocks, title=article.title)
    return sheet_around(
        body, article, wishes, site_language=site_language, original=original
    )


def sheet_around(
    body: str, article: Article, wishes: Wishes, *, site_language: str, original: str
) -> Sheet:
    """The same with a body that stands as Markdown already."""
    is_dated = article.date_origin is not DateOrigin.NONE
    return Sheet(
        title=article.title,
        date=article.date if is_dated else None,
        updated=later(article.updated, article.date),
        authors=article.authors,
        language="" if article.language == site_language else article.language,
        tags=wishes.with_tags(article.tags),
        summary=_declared_summary(article),
        canonical_url=article.canonical_url,
        origin=article.origin,
        image=_lead_image(article, body),
        credit=article.credit,
        enclosures=article.enclosures,
        is_draft=wishes.is_draft,
        original=original,
        body=body,
    )


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
