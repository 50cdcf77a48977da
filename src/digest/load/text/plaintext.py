"""Raw text, as one copies it from a web page with all its cruft -> a Reading.

Blocks and cuts keep their offsets into the original, and together are all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.load.blocks import Reading
from digest.load.cruft.clean import Cleaned, clean
from digest.load.cruft.verdicts import MOST_LINES
from digest.load.facts import detect_language, parse_date
from digest.load.overrides import NO_OVERRIDES, Overrides, apply_drops
from digest.load.text.kept import paragraph
from digest.load.text.kinds import with_kinds
from digest.load.text.pieces import Piece, split_pieces
from digest.model import Block, BlockKind, Cut, DateOrigin


def read_plaintext(
    text: str, *, declared_title: str = "", overrides: Overrides = NO_OVERRIDES
) -> Reading:
    """The article in a raw text, and every line of it that was cut."""
    pieces = split_pieces(text)
    if len(pieces) > MOST_LINES:
        return _uncleaned(text, pieces, overrides)
    cleaned = clean(
        text,
        [_block(piece) for piece in pieces],
        title=declared_title,
        overrides=overrides,
    )
    places = {piece.start: piece for piece in pieces}
    blocks = with_kinds(text, [places[block.start] for block in cleaned.blocks])
    blocks = _with_doubts(blocks, cleaned)
    blocks, dropped = apply_drops(blocks, overrides, original=text)
    cuts = sorted((*cleaned.cuts, *dropped), key=lambda cut: cut.start)
    date = None
    if cleaned.date:
        language = detect_language(" ".join(b.text for b in blocks), "en")
        date = parse_date(cleaned.date, language)
    return Reading(
        title=cleaned.title,
        blocks=blocks,
        cuts=tuple(cuts),
        credit=cleaned.credit,
        authors=cleaned.authors,
        date=date,
        date_origin=DateOrigin.VISIBLE if date else DateOrigin.NONE,
    )


def _with_doubts(blocks: Sequence[Block], cleaned: Cleaned) -> tuple[Block, ...]:
    """The blocks, of which those made of a doubtful line say why it is one."""
    doubts = {
        block.start: doubt
        for block, doubt in zip(cleaned.blocks, cleaned.doubts, strict=True)
        if doubt
    }
    return tuple(
        replace(block, doubt=doubts[block.start]) if block.start in doubts else block
        for block in blocks
    )


def _uncleaned(text: str, pieces: Sequence[Piece], overrides: Overrides) -> Reading:
    """All lines as paragraphs; what has no words is told."""
    blocks = tuple(paragraph(piece) for piece in pieces if piece.text)
    blocks, dropped = apply_drops(blocks, overrides, original=text)
    wordless = (
        Cut(
            text=text[piece.start : piece.end],
            reason="markup",
            start=piece.start,
            end=piece.end,
        )
        for piece in pieces
        if not piece.text
    )
    cuts = sorted((*wordless, *dropped), key=lambda cut: cut.start)
    return Reading(blocks=blocks, cuts=tuple(cuts))


def _block(piece: Piece) -> Block:
    """The piece as the cleaner takes it; what kind it is shows only in what is kept."""
    return Block(
        kind=BlockKind.PARAGRAPH,
        text=piece.text,
        html="",
        start=piece.start,
        end=piece.end,
    )
