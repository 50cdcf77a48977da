"""What arrives -> the article in it, with addresses that hold wherever it stands."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from digest.config import Config
from digest.errors import ContentError, ImportingError
from digest.imports.addresses import absolute, with_absolute_urls
from digest.imports.arrival import Arrival
from digest.imports.kinds import Kind
from digest.imports.provenance import site_of, true_url
from digest.imports.refusals import holds_article, why_no_article
from digest.load.article import load_article
from digest.load.embedded import Embedded
from digest.load.encoding import codec_named, decode
from digest.model import Article, Origin

#: begins the address of a picture inside of a file until it has a place; nobody on the
#: web can have it (RFC 6761 6.4)
EMBEDDED = "https://embedded.invalid/"
#: of what came without a name
NAMELESS = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article, and the pictures that came inside of its file."""

    article: Article
    #: by the addresses that they have in the article
    embedded: Mapping[str, Embedded]


def read_arrival(arrival: Arrival, kind: Kind, config: Config) -> Read:
    """The article; raises ImportingError where there is none."""
    embedded: dict[str, Embedded] = {}

    def place(picture: Embedded) -> str:
        if not picture.is_picture:
            return ""
        address = f"{EMBEDDED}{len(embedded)}"
        embedded[address] = picture
        return address

    _check_size(arrival, kind, config.content.largest_file)
    data = _in_utf8(arrival) if kind is Kind.PAGE else arrival.data
    name = f"{posixpath.splitext(arrival.name)[0] or NAMELESS}{kind}"
    rules = config.content.path_rules
    html = ""
    try:
        html = decode(name, data) if kind is Kind.PAGE else ""
        article = load_article(name, data, config.site, rules, place=place)
    except ContentError as error:
        fact = why_no_article(html, arrival.url) if html else error.fact
        raise ImportingError(f"{arrival.place}: {fact}") from error
    if html and not holds_article(article):
        raise ImportingError(f"{arrival.place}: {why_no_article(html, arrival.url)}")
    if arrival.url:
        article = _at_home(article, arrival)
    if html or arrival.url:
        article = replace(article, origin=_origin(article, html, config))
    return Read(article=article, embedded=embedded)


def _in_utf8(arrival: Arrival) -> bytes:
    """The bytes of the page in UTF-8, where only the web says how they are encoded."""
    codec = codec_named(arrival.charset)
    try:
        arrival.data.decode()
    except ValueError:
        if codec and not codec.startswith("utf-"):
            return arrival.data.decode(codec, "replace").encode()
    return arrival.data


def _check_size(arrival: Arrival, kind: Kind, largest: int) -> None:
    """Raise ImportingError for a text that no build would read either."""
    # a mail or a Word file has its pictures in it, and looks at its text itself
    if len(arrival.data) > largest and kind not in {Kind.MAIL, Kind.WORD}:
        fact = f"has {len(arrival.data)} bytes, more than {largest}"
        remedy = "make it smaller, or raise [content] largest_file"
        raise ImportingError(f"{arrival.place}: {fact}; {remedy}")


def _at_home(article: Article, arrival: Arrival) -> Article:
    """The article of the web with the address that it came from."""
    image = article.image
    if image is not None:
        image = replace(image, url=absolute(arrival.url, image.url) or image.url)
    return replace(
        article,
        blocks=with_absolute_urls(article.blocks, arrival.url),
        canonical_url=true_url(article.canonical_url, arrival.url),
        image=image,
    )


def _origin(article: Article, html: str, config: Config) -> Origin | None:
    """The site that the article appeared on first, if it is another than ours.

    A page says so also where it was saved as a file.
    """
    url = article.canonical_url
    is_own = urlsplit(url).hostname == urlsplit(config.site.url).hostname
    return article.origin if is_own or not url else site_of(html, url)
