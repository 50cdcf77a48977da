"""What a browser shows of a feed: a list of its entries in XHTML, with links.

Style sheets cannot make a feed's own elements links, and scripts have no place in a
feed. Readers pass over the list, for it belongs to no entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from digest import paths
from digest.feeds import FullFeed
from digest.render.feeds.elements import add
from digest.render.feedtext import file_url
from digest.words import direction, words_for

XHTML = "http://www.w3.org/1999/xhtml"
#: the list needs no prefix; None is what lxml's types forget
NAMES: Any = {None: XHTML}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What the list says itself, in one language."""

    greeting: str
    archive: str
    older: str
    newer: str
    newest: str


#: by the languages of words.LANGUAGES
SIGNS = {
    "en": Signs(
        greeting=(
            "This is a feed. Copy its address into a feed reader, "
            "and new articles come to you."
        ),
        archive="This is an older part of a feed. To subscribe, take the newest.",
        older="Older articles",
        newer="Newer articles",
        newest="The newest articles",
    ),
    "de": Signs(
        greeting=(
            "Das ist ein Feed. Mit seiner Adresse holt ein Feedreader "
            "neue Artikel von selbst."
        ),
        archive="Das ist ein älterer Teil eines Feeds. Abonniert wird der neueste.",
        older="Ältere Artikel",
        newer="Neuere Artikel",
        newest="Die neuesten Artikel",
    ),
    "fr": Signs(
        greeting=(
            "Ceci est un flux. Donnez son adresse à un lecteur de flux, "
            "et les nouveaux articles viendront à vous."
        ),
        archive=(
            "Ceci est une partie ancienne d’un flux. Abonnez-vous à la plus récente."
        ),
        older="Articles plus anciens",
        newer="Articles plus récents",
        newest="Les derniers articles",
    ),
    "es": Signs(
        greeting=(
            "Esto es un canal. Copie su dirección en un lector de canales, "
            "y los nuevos artículos le llegarán."
        ),
        archive="Esto es una parte antigua de un canal. Suscríbase a la más reciente.",
        older="Artículos anteriores",
        newer="Artículos posteriores",
        newest="Los artículos más recientes",
    ),
    "ar": Signs(
        greeting="هذه خلاصة. انسخ عنوانها إلى قارئ خلاصات لتصلك المقالات الجديدة.",
        archive="هذا جزء قديم من خلاصة. للاشتراك استخدم الأحدث.",
        older="مقالات أقدم",
        newer="مقالات أحدث",
        newest="أحدث المقالات",
    ),
    "ja": Signs(
        greeting=(
            "これはフィードです。このアドレスをフィードリーダーに登録すると、"
            "新しい記事が届きます。"
        ),
        archive="これはフィードの過去の部分です。購読には最新のものをお使いください。",
        older="以前の記事",
        newer="以降の記事",
        newest="最新の記事",
    ),
}


def add_list(parent: etree._Element, feed: FullFeed, name: str) -> None:
    """Add the list to an atom:feed or a channel; `name` is that of its format."""
    words = words_for(feed.language)
    signs = SIGNS[words.language]
    whole = etree.SubElement(parent, _html("div"), nsmap=NAMES)
    whole.set("lang", words.language)
    whole.set("dir", direction(words.language))
    _add(whole, "p", signs.archive if feed.archive else signs.greeting)
    _add_link(_add(whole, "p"), feed.home_url, feed.title)
    entries = _add(whole, "ul")
    for entry in feed.entries:
        item = _add(entries, "li")
        item.set("lang", entry.language)
        item.set("dir", direction(entry.language))
        _add_link(item, entry.url, entry.title)
        words_of_entry = words_for(entry.language)
        _add(item, "small", words_of_entry.day(entry.published))
        _add(item, "p", entry.summary)
    ways = tuple(_ways(feed, name, signs))
    last = _add(whole, "p") if ways else whole
    for place, told in ways:
        _add_link(last, file_url(feed, place), told)


def _ways(feed: FullFeed, name: str, signs: Signs) -> Iterator[tuple[str, str]]:
    """From the feed to its archives, and back."""
    if feed.older:
        yield paths.archive_path(feed.older) + name, signs.older
    if feed.newer:
        yield paths.archive_path(feed.newer) + name, signs.newer
    if feed.archive:
        yield name, signs.newest


def _add_link(parent: etree._Element, url: str, words: str) -> None:
    _add(parent, "a", words).set("href", url)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    return add(parent, _html(name), text)


def _html(name: str) -> str:
    return f"{{{XHTML}}}{name}"
