"""One file -> one Article: what the author declares is laid over what a reader finds.

Where files come from is not known here; the bytes come in as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TypeVar
from urllib.parse import urlsplit

from digest import paths
from digest.config import PathRule
from digest.errors import ContentError
from digest.images import Image
from digest.load.blocks import Reading, TooLongError, join_blocks
from digest.load.citations import find_citations
from digest.load.embedded import Place, leave_out
from digest.load.encoding import decode
from digest.load.facts import detect_language, identity, reading_minutes, summarise
from digest.load.filename import (
    MARKDOWN_SUFFIXES,
    WEBPAGE_SUFFIXES,
    WORD_SUFFIXES,
    WRAPPED_SUFFIXES,
    FileName,
)
from digest.load.frontmatter import split
from digest.load.heading_ids import name_headings
from digest.load.markdown import read_markdown, skim_markdown
from digest.load.markup import find_links, find_pictures
from digest.load.metadata import FrontMatter
from digest.load.overrides import DROP_RULE, Overrides, clear_doubts, overrides_for
from digest.load.sanitise import sanitise
from digest.media_types import media_type_of
from digest.model import Article, Block, Cut, DateOrigin, Enclosure, Site
from digest.references import content_path

#: what has a place in the file
Placed = TypeVar("Placed", Block, Cut)


def load_article(
    path: str,
    data: bytes,
    site: Site,
    rules: Sequence[PathRule] = (),
    *,
    place: Place = leave_out,
) -> Article:
    """The article in the bytes of the file at this path of the content folder.

    The rules say what stays and goes in which files; `place`, where the pictures that
    are inside of the file will stand. Raises ContentError with what has to be mended.
    """
    return _load(path, data, site, rules, place=place, read=_read)


def skim_article(
    path: str, data: bytes, site: Site, rules: Sequence[PathRule] = ()
) -> Article:
    """The same article, quicker: its blocks may lack their places and their HTML."""
    return _load(path, data, site, rules, place=leave_out, read=_skim)


def _load(
    path: str,
    data: bytes,
    site: Site,
    rules: Sequence[PathRule],
    *,
    place: Place,
    read: Callable[[str, str, int, FrontMatter, Overrides], Reading],
) -> Article:
    name = FileName(path)
    try:
        if name.ending in WRAPPED_SUFFIXES:
            overrides = overrides_for(path, FrontMatter(), rules)
            front, reading = FrontMatter(), _unwrap(path, data, overrides, place)
        else:
            front, body, offset = split(decode(path, data), path)
            overrides = overrides_for(path, front, rules)
            reading = read(name.ending, body, offset, front, overrides)
    except TooLongError as error:
        raise ContentError(path, f"{error}; split it into several files") from error
    title = front.title or reading.title or name.title
    if not title:
        fact = "it has no title; write `# Title` above the text or `title:` in it"
        raise ContentError(path, fact)
    if not reading.blocks:
        raise ContentError(path, _no_text(reading))
    blocks = clear_doubts(reading.blocks, overrides)
    reading = replace(reading, title=title, blocks=blocks)
    return _article(path, data, reading, name=name, front=front, site=site)


def _no_text(reading: Reading) -> str:
    if any(cut.reason == DROP_RULE for cut in reading.cuts):
        return "its drop rules leave no text; let them name less"
    return "it has no text; write some, or remove the file"


def _unwrap(path: str, data: bytes, overrides: Overrides, place: Place) -> Reading:
    """What is in a file that is more than text, and has no front matter."""
    # late: most sites have neither, and their libraries take a while to start
    if path.lower().endswith(WORD_SUFFIXES):
        from digest.load.worddoc import read_worddoc  # noqa: PLC0415

        return read_worddoc(data, path, overrides=overrides, place=place)
    # late, as above
    from digest.load.mail.mail import read_mail  # noqa: PLC0415

    return read_mail(data, path, overrides=overrides, place=place)


def _read(
    ending: str, body: str, offset: int, front: FrontMatter, overrides: Overrides
) -> Reading:
    """What the reader for this kind of file finds; offsets count in the whole file."""
    title = front.title
    if ending in MARKDOWN_SUFFIXES:
        return read_markdown(
            body, offset=offset, declared_title=title, overrides=overrides
        )
    reading = _clean(ending, body, title, overrides)
    return replace(
        reading,
        blocks=tuple(_moved(block, offset) for block in reading.blocks),
        cuts=tuple(_moved(cut, offset) for cut in reading.cuts),
    )


def _clean(ending: str, body: str, title: str, overrides: Overrides) -> Reading:
    """The article in a page or in a text that may hold much besides."""
    # late: a site in Markdown needs neither, and their rules take as long to make ready
    # as a hundred articles to read
    if ending in WEBPAGE_SUFFIXES:
        from digest.load.webpage.webpage import read_webpage  # noqa: PLC0415

        return read_webpage(body, overrides=overrides)
    # late, as above
    from digest.load.text.plaintext import read_plaintext  # noqa: PLC0415

    return read_plaintext(body, declared_title=title, overrides=overrides)


def _skim(
    ending: str, body: str, offset: int, front: FrontMatter, overrides: Overrides
) -> Reading:
    """The same without what a build throws away, where that is quicker."""
    if ending in MARKDOWN_SUFFIXES and not overrides.levels:
        return skim_markdown(body, declared_title=front.title)
    return _read(ending, body, offset, front, overrides)


def _moved(placed: Placed, offset: int) -> Placed:
    if placed.start < 0 or not offset:
        return placed
    return replace(placed, start=placed.start + offset, end=placed.end + offset)


def _article(
    path: str,
    data: bytes,
    reading: Reading,
    *,
    name: FileName,
    front: FrontMatter,
    site: Site,
) -> Article:
    """The reading with what is declared laid over it, and the facts that follow."""
    blocks = reading.blocks
    text = "\n\n".join(block.text for block in blocks)
    language = front.language or reading.language
    date, origin = _date(front, name, reading)
    credit = front.credit or reading.credit
    slug = paths.slugify(front.slug) or name.slug or paths.slugify(reading.title)
    body = reading.html or sanitise(join_blocks(blocks))
    html = name_headings(body)
    return Article(
        path=path,
        fingerprint=sha256(data).hexdigest(),
        title=reading.title,
        slug=slug or sha256(path.encode()).hexdigest()[:12],
        blocks=blocks,
        cuts=reading.cuts,
        html=html,
        # how headings are named is no change of an article, and no news to its readers
        body_digest=sha256(body.encode()).hexdigest(),
        body_size=_escaped_size(html),
        pictures=_in_folder(path, find_pictures(html)),
        links=_in_folder(path, find_links(html)),
        summary=front.summary or reading.summary or summarise(blocks),
        authors=front.authors or reading.authors,
        date=date,
        date_origin=origin,
        updated=front.updated or reading.updated,
        language=language or detect_language(text, site.language),
        credit=credit,
        citations=find_citations(blocks),
        reading_minutes=reading_minutes(blocks),
        tags=front.tags or reading.tags,
        canonical_url=front.canonical_url or reading.canonical_url,
        origin=front.origin,
        is_opening=front.is_opening,
        image=_credited(front.image or reading.image, credit),
        enclosures=tuple(map(_typed, front.enclosures)),
        episode=front.episode,
        in_reply_to=front.in_reply_to,
        aliases=front.aliases,
        is_draft=front.is_draft,
        is_private=front.is_private,
        is_featured=front.is_featured,
        declared_id=front.id,
        identity=identity(reading.title, blocks),
    )


def _date(
    front: FrontMatter, name: FileName, reading: Reading
) -> tuple[datetime | None, DateOrigin]:
    """What the author declares, else what the file's name does, else what is read."""
    declared = front.date or name.date
    if declared is not None:
        return declared, DateOrigin.DECLARED
    return reading.date, reading.date_origin


def _credited(image: Image | None, credit: str) -> Image | None:
    if image is None or image.credit:
        return image
    return replace(image, credit=credit)


def _typed(enclosure: Enclosure) -> Enclosure:
    media_type = enclosure.media_type or media_type_of(urlsplit(enclosure.url).path)
    return replace(enclosure, media_type=media_type)


def _in_folder(path: str, urls: Iterable[str]) -> tuple[str, ...]:
    """Those that may mean files beside the article, each once, in their order."""
    return tuple(dict.fromkeys(url for url in urls if content_path(path, url)))


def _escaped_size(html: str) -> int:
    """The octets of the HTML as the text of an XML element, as feeds carry it."""
    brackets = html.count("<") + html.count(">")
    more = brackets * (len("&lt;") - 1) + html.count("&") * (len("&amp;") - 1)
    return len(html.encode()) + more
