"""The pieces of a raw text that are kept, and how each becomes a block in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from digest.load.sights import Sight
from digest.load.text.pieces import Piece
from digest.model import Block, BlockKind

HEADING_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """The pieces by their places, each as it looks, and the text that they are from."""

    text: str
    pieces: Sequence[Piece]
    sights: Sequence[Sight]

    def raw(self, place: int) -> str:
        """The piece as it stands in the original."""
        return self.text[self.pieces[place].start : self.pieces[place].end]

    def is_joined(self, place: int) -> bool:
        """Whether the piece stands right under the one before, with nothing between."""
        if not 0 < place < len(self.pieces) or self.pieces[place].is_apart:
            return False
        gap = self.text[self.pieces[place - 1].end : self.pieces[place].start]
        return not gap.strip()


def paragraph(piece: Piece) -> Block:
    """The piece as running text."""
    html = f"<p>{_escaped(piece.text)}</p>"
    return _block(BlockKind.PARAGRAPH, piece.text, html, (piece,))


def heading(piece: Piece) -> Block:
    """The piece as a heading under the title."""
    html = f"<h{HEADING_LEVEL}>{_escaped(piece.text)}</h{HEADING_LEVEL}>"
    level = HEADING_LEVEL
    return _block(BlockKind.HEADING, piece.text, html, (piece,), level=level)


def marked_heading(words: str, pieces: Sequence[Piece], level: int) -> Block:
    """The words as a heading, without the marks or the line that make them one."""
    level = max(level, HEADING_LEVEL)
    html = f"<h{level}>{_escaped(words)}</h{level}>"
    return _block(BlockKind.HEADING, words, html, pieces, level=level)


def whole_quote(piece: Piece) -> Block:
    """The piece as a quotation, with all its signs."""
    html = f"<blockquote><p>{_escaped(piece.text)}</p></blockquote>"
    return _block(BlockKind.QUOTE, piece.text, html, (piece,))


def quote(piece: Piece) -> Block:
    """The piece as a quotation, without its mark."""
    html = f"<blockquote><p>{_escaped(piece.unmarked)}</p></blockquote>"
    return _block(BlockKind.QUOTE, piece.unmarked, html, (piece,))


def item(piece: Piece) -> Block:
    """The piece as an item of a plain list, with all its words."""
    html = f"<li>{_escaped(piece.text)}</li>"
    return _block(BlockKind.LIST_ITEM, piece.text, html, (piece,), level=1)


def marked_item(piece: Piece) -> Block:
    """The piece as an item, ordered if its mark is a number, without the mark."""
    return _block(
        BlockKind.LIST_ITEM,
        piece.unmarked,
        f"<li>{_escaped(piece.unmarked)}</li>",
        (piece,),
        level=1,
        is_ordered=piece.mark[0].isdigit(),
    )


def code(kept: Kept, start: int, end: int) -> Block:
    """The lines from start to before end as one piece of code, with its indents."""
    pieces = kept.pieces[start:end]
    margin = min(piece.indent for piece in pieces)
    words = "\n".join(
        " " * (kept.pieces[place].indent - margin) + kept.raw(place)
        for place in range(start, end)
    )
    html = f"<pre><code>{_escaped(words)}</code></pre>"
    return _block(BlockKind.CODE, words, html, pieces)


def table(rows: Sequence[Sequence[str]], pieces: Sequence[Piece]) -> Block:
    """The lines as the rows of a table."""
    words = "\n".join(" | ".join(row) for row in rows)
    cells = ("".join(f"<td>{_escaped(cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    html = f"<table><tbody>{body}</tbody></table>"
    return _block(BlockKind.TABLE, words, html, pieces)


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _block(
    kind: BlockKind,
    words: str,
    html: str,
    pieces: Sequence[Piece],
    *,
    level: int | None = None,
    is_ordered: bool = False,
) -> Block:
    return Block(
        kind=kind,
        text=words,
        html=html,
        start=pieces[0].start,
        end=pieces[-1].end,
        level=level,
        is_ordered=is_ordered,
    )
