"""One file, or what comes by standard input, with the article that is found in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from digest.config import FILE, ContentSection, PathRule, load_config
from digest.errors import ContentError
from digest.load.article import load_article
from digest.load.blocks import number_items
from digest.load.encoding import decode
from digest.load.filename import (
    MARKDOWN_SUFFIXES,
    WEBPAGE_SUFFIXES,
    WRAPPED_SUFFIXES,
    FileName,
)
from digest.load.tag_suggestions import suggest_tags
from digest.model import Article, Block, BlockKind, Site

STANDARD_INPUT = Path("-")
#: files whose text is not what people read
PARSED_SUFFIXES = (*MARKDOWN_SUFFIXES, *WEBPAGE_SUFFIXES, *WRAPPED_SUFFIXES)
#: how standard input is named in what is told of it
INPUT_NAME = "standard-input"
#: bytes at the start in which a page shows that it is one
HEAD_BYTES = 2000
PAGE_SIGNS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What of digest.toml tells how a file is read."""

    site: Site
    section: ContentSection
    rules: tuple[PathRule, ...] = ()
    #: the content folder; None where there is no site
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A file as it came, and what digest makes of it."""

    #: the path in the content folder, else the name alone
    name: str
    article: Article
    #: for each block what is shown of it: of a raw text, as it stands there
    words: tuple[str, ...]


def read_settings(root: Path) -> Settings:
    """The site's own, or plain ones where there is no site: any file can be shown."""
    if not (root / FILE).is_file():
        return Settings(site=Site(title="", url=""), section=ContentSection())
    config = load_config(root)
    return Settings(
        site=config.site,
        section=config.content,
        rules=(*config.content.path_rules, *config.source_rules),
        folder=config.content_folder,
    )


def read_specimen(path: Path, settings: Settings, kind: str = "") -> Specimen:
    """The file at the path, or for `-` what comes by standard input, of this kind.

    Raises ContentError with what has to be mended.
    """
    largest = settings.section.largest_file
    if path == STANDARD_INPUT:
        data = _taken(sys.stdin.buffer, INPUT_NAME, largest)
        name = f"{INPUT_NAME}.{kind or _kind(data)}"
    else:
        data = _read(path, largest)
        name = _name(path, settings.folder)
    article = load_article(name, data, settings.site, settings.rules)
    tags = suggest_tags(article.title, article.blocks)
    article = replace(article, suggested_tags=tags)
    return Specimen(
        name=name, article=article, words=tuple(_words(name, data, article.blocks))
    )


def number_words(blocks: Sequence[Block]) -> Iterator[str]:
    """The words of each block; an item of a numbered list has its number again."""
    for number, block in zip(number_items(blocks), blocks, strict=True):
        yield f"{number}. {block.text}" if number else block.text


def _words(name: str, data: bytes, blocks: Sequence[Block]) -> Iterator[str]:
    if FileName(name).ending in PARSED_SUFFIXES:
        yield from map(_marked, blocks, number_words(blocks))
        return
    original = decode(name, data)
    yield from (original[block.start : block.end] for block in blocks)


def _marked(block: Block, words: str) -> str:
    is_bullet = block.kind is BlockKind.LIST_ITEM and not block.is_ordered
    return f"• {words}" if is_bullet else words


def _read(path: Path, largest: int) -> bytes:
    if path.is_dir():
        remedy = "name a file in it, or use --batch IN OUT"
        raise ContentError(str(path), "is a folder", remedy=remedy)
    try:
        with path.open("rb") as file:
            return _taken(file, str(path), largest)
    except OSError as error:
        fact = f"cannot be read ({error.strerror})"
        raise ContentError(str(path), fact, remedy="mend the path") from error


def _taken(file: BinaryIO, place: str, largest: int) -> bytes:
    data = file.read(largest + 1)
    if len(data) > largest:
        fact = f"is larger than {largest} bytes"
        raise ContentError(place, fact, remedy="it is no article")
    return data


def _name(path: Path, folder: Path | None) -> str:
    """How rules know the file: by its path in the content folder."""
    if folder is not None and path.resolve().is_relative_to(folder.resolve()):
        return path.resolve().relative_to(folder.resolve()).as_posix()
    return path.name


def _kind(data: bytes) -> str:
    """What the bytes are, by how they begin: a page, or raw text."""
    head = data[:HEAD_BYTES].lower()
    return "html" if any(sign in head for sign in PAGE_SIGNS) else "txt"
