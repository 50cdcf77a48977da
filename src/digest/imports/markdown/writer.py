"""Blocks -> Markdown as a person would write it.

What is written is read again: where the plainest form of a piece would be read as
something else, the next form is taken, at last its HTML, which Markdown may hold. So
the blocks that load finds in the text are those that came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from html import escape
from itertools import groupby

from digest.commonmark.converter import Converter, Marks
from digest.commonmark.escaping import escape_line_start
from digest.commonmark.tables import tidy_html
from digest.imports.markdown.footnotes import Footnotes, find_footnotes
from digest.load.blocks import join_blocks, number_items
from digest.load.markdown import read_markdown
from digest.model import Block, BlockKind

#: without any sign of Markdown
_WORDS_ALONE = re.compile(r"<p>([^<>&\\`*_\[\]~|!]+)</p>")
_ITEM = re.compile(r"</?li\b[^>]*>")
#: how far the lines of a footnote stand in
_NOTE_INDENT = " " * 4
_LINE_START = re.compile(r"\n(?=.)")


class _Form(IntEnum):
    """How a piece is written; the plainest first."""

    LIGHT = 1
    #: emphasis as tags, for beside some letters its signs mean nothing
    TAGGED = 2
    STRICT = 3
    STRICT_TAGGED = 4
    HTML = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A block, or the items of lists that follow each other."""

    blocks: tuple[Block, ...]
    form: _Form = _Form.LIGHT


def write_markdown(blocks: Sequence[Block], *, title: str) -> str:
    """The blocks as Markdown, to stand under front matter with this title."""
    pieces = tuple(_pieces(blocks))
    notes = find_footnotes([piece.blocks for piece in pieces])
    text = _write(pieces, notes)
    if _is_read_as(text, blocks, title):
        return text
    pieces = tuple(map(_plainest, pieces))
    text = _write(pieces, notes)
    if notes is None or _is_read_as(text, blocks, title):
        return text
    return _write(pieces, None)


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    for is_list, group in groupby(blocks, _is_item):
        if is_list:
            yield _Piece(blocks=tuple(group))
        else:
            yield from (_Piece(blocks=(block,)) for block in group)


def _is_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM


def _write(pieces: Sequence[_Piece], notes: Footnotes | None) -> str:
    texts = (_in_form(piece, notes) for piece in pieces)
    return "\n\n".join(text for text in texts if text) + "\n"


def _plainest(piece: _Piece) -> _Piece:
    """The piece in the plainest form that is read as it was."""
    for form in _Form:
        tried = replace(piece, form=form)
        # with its line end: without one comrak reads some lines otherwise
        if _is_read_as(_in_form(tried, None) + "\n", piece.blocks, ""):
            return tried
    return replace(piece, form=_Form.HTML)


def _in_form(piece: _Piece, notes: Footnotes | None) -> str:
    """The piece as it is written in its form."""
    if piece.form is _Form.HTML:
        return tidy_html(join_blocks(piece.blocks))
    # most paragraphs are words alone, and to convert them costs fifty times as much
    if found := _WORDS_ALONE.fullmatch(piece.blocks[0].html):
        return escape_line_start(" ".join(found[1].split()))
    is_tagged = piece.form in {_Form.TAGGED, _Form.STRICT_TAGGED}
    is_strict = piece.form >= _Form.STRICT
    marks = Marks(is_strict=is_strict, is_tagged=is_tagged)
    converter = Converter(marks, notes.numbers) if notes else Converter(marks)
    try:
        if notes is not None and piece.blocks == notes.blocks:
            numbered = enumerate(piece.blocks, 1)
            return "\n".join(_note(converter, *each) for each in numbered)
        return converter.convert(join_blocks(piece.blocks)).strip("\n")
    except RecursionError:
        # nobody nests so deeply by hand: the words are what there is to keep
        return "\n".join(map(_words, piece.blocks))


def _note(converter: Converter, number: int, block: Block) -> str:
    """The definition of a footnote: its number, and its lines further in."""
    text = converter.convert(_ITEM.sub("", block.html)).strip()
    return f"[^{number}]: {_LINE_START.sub(chr(10) + _NOTE_INDENT, text)}"


def _words(block: Block) -> str:
    return f"<p>{escape(block.text, quote=False)}</p>"


def _is_read_as(text: str, blocks: Sequence[Block], title: str) -> bool:
    """Whether load finds these blocks in the text."""
    # any title will do that no heading has
    read = read_markdown(text, declared_title=title or "-")
    return _told(read.blocks) == _told(blocks)


def _told(blocks: Sequence[Block]) -> list[tuple[object, ...]]:
    """What has to be the same: kind, depth, number, and words without their breaks."""
    return [
        (_kind(block), level, number, " ".join(block.text.split()))
        for block, level, number in zip(
            blocks, _levels(blocks), number_items(blocks), strict=True
        )
    ]


def _kind(block: Block) -> BlockKind:
    """The kind of the block; a film that became a link is a paragraph."""
    is_link = block.kind is BlockKind.IMAGE and "<img" not in block.html
    return BlockKind.PARAGRAPH if is_link else block.kind


def _levels(blocks: Sequence[Block]) -> Iterator[int]:
    """The level of each block; an item can stand one deeper than the last at most."""
    depth = 0
    for block in blocks:
        depth = min(block.level or 1, depth + 1) if _is_item(block) else 0
        yield depth or block.level or 0
