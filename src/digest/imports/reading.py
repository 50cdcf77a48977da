"""What arrives -> the Article in it, with addresses that hold wherever it stands."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from urllib.parse import urlsplit

from digest.config import Config
from digest.errors import ContentError, ImportingError
from digest.imports.arrival import Arrival
from digest.imports.kinds import Kind
from digest.imports.localising import complete_urls
from digest.imports.pages import (
    check_article,
    in_utf8,
    site_of,
    true_url,
    why_no_article,
)
from digest.imports.resolving import absolute
from digest.load.article import load_article
from digest.load.embedded import Embedded
from digest.load.encoding import decode
from digest.model import Article

#: how pictures inside of a file are named until they have a place
EMBEDDED = "embedded-picture/"
#: of what came without a name
NAMELESS = "article"


def read_arrival(
    arrival: Arrival, kind: Kind, config: Config, *, pictures: list[Embedded] | None
) -> Article:
    """The article; raises ImportingError where there is none.

    Pictures inside of the file are put into the list, and are named by their number in
    it; without a list they are left out.
    """

    def place(picture: Embedded) -> str:
        if pictures is None or not picture.is_picture:
            return ""
        pictures.append(picture)
        return f"{EMBEDDED}{len(pictures) - 1}"

    _check_size(arrival, kind, config.content.largest_file)
    data = in_utf8(arrival) if kind is Kind.PAGE else arrival.data
    stem = posixpath.splitext(arrival.name)[0] or NAMELESS
    rules = config.content.path_rules
    name = f"{stem}{kind}"
    html = ""
    try:
        html = decode(name, data) if kind is Kind.PAGE else ""
        article = load_article(name, data, config.site, rules, place=place)
    except ContentError as error:
        fact = why_no_article(html, arrival.url) if html else error.fact
        raise ImportingError(f"{arrival.place}: {fact}") from error
    if html:
        check_article(article, html, arrival)
    return _at_home(article, html, arrival, config) if arrival.url else article


def _check_size(arrival: Arrival, kind: Kind, largest: int) -> None:
    """Raise ImportingError for a text that no build would read either."""
    # a mail or a Word file has its pictures in it, and looks at its text itself
    if len(arrival.data) > largest and kind not in {Kind.MAIL, Kind.WORD}:
        fact = f"has {len(arrival.data)} bytes, more than {largest}"
        remedy = "make it smaller, or raise [content] largest_file"
        raise ImportingError(f"{arrival.place}: {fact}; {remedy}")


def _at_home(article: Article, html: str, arrival: Arrival, config: Config) -> Article:
    """The article of the web with the address and the site that it came from."""
    image = article.image
    if image is not None:
        image = replace(image, url=absolute(arrival.url, image.url) or image.url)
    url = true_url(article.canonical_url, arrival.url)
    is_own = urlsplit(url).hostname == urlsplit(config.site.url).hostname
    return replace(
        article,
        blocks=complete_urls(article.blocks, arrival.url),
        canonical_url=url,
        origin=article.origin if is_own else site_of(html, url),
        image=image,
    )
