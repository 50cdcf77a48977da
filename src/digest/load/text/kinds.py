"""What each kept piece of a raw text is: heading, list, quote, code, table, paragraph.

Nothing but their form tells, so short lines are judged as a run: by the marks that they
share, by what stands before and after, by whether they are alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from digest.load.cruft.bylines import is_byline, is_credit, is_date_line
from digest.load.sights import Sight, count_words, look
from digest.load.text.announced import read_announced, read_steps
from digest.load.text.kept import Kept, code, heading, item, paragraph, table
from digest.load.text.marked import read_marked
from digest.load.text.pieces import Piece, plain_words
from digest.load.text.quoted import read_quoted
from digest.model import Block, BlockKind

LONGEST_HEADING = 25
LONGEST_QUESTION = 14
#: unmarked lines from which a run is a list, and their words on average at the most
LEAST_LIST = 3
LONGEST_ITEM = 12
#: rows and cells that make a table
LEAST_RUN = 2
#: a part of its lines ends in a comma: then the run is verse
VERSE_SHARE = 0.34
#: list marks that are no numbers, and the mark of a quote
MARKS = frozenset("-–*•‣◦▪●·▸►▶➤○◆■□✓✔・>")
NO_HEADING_ENDS = (",", "،", "、", "—", "–", "-")
#: words beyond which a line is a caption or broken prose and no heading
MOST_HEADING_WORDS = 20
#: a line with more commas counts things up
MOST_COMMAS = 2
URL = re.compile(r"(?:https?://|www\.)\S+$")
CELL = re.compile(r"[ ]{0,9}\t\s*|[ ]{1,9}\|\s+")
#: characters of a line in which signs of code are looked for
LONGEST_CODE = 400
#: what hardly any sentence holds, and commands or programs do
CODE_SIGN = re.compile(
    r"\$\(|&&|\|\||2>&1|\s\|\s[a-z]|\s--?[a-z][\w-]*(?:\s|=|$)|[;{}]\s*$"
    r"|\w\([^()]*\)\s*[;{:]?$|^[$#%]\s[a-z]|^[a-z_][\w.]*\s?=\s?\S"
    r"|^(?:def|class|import|from|return|if|for|while|var|let|const|function)\b.*[:;({]$"
)


def with_kinds(text: str, pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """A block for each piece, or one for a run of code or of table rows."""
    kept = Kept(text, pieces, [look(piece.text) for piece in pieces])
    return tuple(_blocks(kept))


def _blocks(kept: Kept) -> Iterator[Block]:
    place = 0
    while place < len(kept.pieces):
        found = _table(kept, place) or _code(kept, place) or read_marked(kept, place)
        found = found or read_announced(kept, place) or read_quoted(kept, place)
        found = found or _short(kept, place)
        found = found or [paragraph(kept.pieces[place])]
        yield from found
        while place < len(kept.pieces) and kept.pieces[place].end <= found[-1].end:
            place += 1


def _code(kept: Kept, place: int) -> list[Block]:
    """Lines right under each other that no sentence looks like."""
    if not _starts_code(kept, place):
        return []
    end = place + 1
    while kept.is_joined(end) and (_is_code(kept, end) or kept.pieces[end].indent):
        end += 1
    return [code(kept, place, end)]


def _starts_code(kept: Kept, place: int) -> bool:
    """Whether the line is code itself, or a small line right above one that is."""
    if _is_code(kept, place):
        return True
    is_small = kept.pieces[place].text[:1].islower()
    is_above = kept.is_joined(place + 1) and _is_code(kept, place + 1)
    return is_small and is_above and not kept.sights[place].is_prose


def _is_code(kept: Kept, place: int) -> bool:
    piece, raw = kept.pieces[place], kept.raw(place)[:LONGEST_CODE]
    if kept.sights[place].is_prose or piece.mark:
        return False
    if raw[:1].isupper() and not piece.indent:
        return False
    return CODE_SIGN.search(raw) is not None


def _table(kept: Kept, place: int) -> list[Block]:
    """Lines right under each other with the same number of cells."""
    rows: list[list[str]] = []
    end = place
    while end == place or kept.is_joined(end):
        cells = CELL.split(kept.raw(end).strip("| \t"))
        if len(cells) < LEAST_RUN or (rows and len(cells) != len(rows[0])):
            break
        rows.append([plain_words(cell) for cell in cells])
        end += 1
    return [table(rows, kept.pieces[place:end])] if len(rows) >= LEAST_RUN else []


def _short(kept: Kept, place: int) -> list[Block]:
    """A run of short lines: a heading, a list, both, or neither."""
    end = place
    while end < len(kept.pieces) and _is_short(kept, end):
        end += 1
    run = kept.pieces[place:end]
    is_led = place > 0 and kept.pieces[place - 1].text.endswith((":", "："))
    is_followed = end < len(kept.pieces)
    if len(run) >= LEAST_LIST:
        if _is_list(run, kept.sights[place:end]):
            blocks = list(_list(run, is_led=is_led, is_followed=is_followed))
            if blocks[-1].kind is BlockKind.HEADING:
                blocks += read_steps(kept, end)
            return blocks
        return [paragraph(piece) for piece in run]
    return [
        # of two short lines the lower is the heading: above it stands a label or such
        heading(piece)
        if is_followed and _is_heading(piece.text) and (piece is run[-1] or piece.mark)
        else paragraph(piece)
        for piece in run
    ]


def _is_short(kept: Kept, place: int) -> bool:
    piece, sight = kept.pieces[place], kept.sights[place]
    if piece.mark[:1] in MARKS or sight.words > LONGEST_HEADING:
        return False
    if URL.match(piece.text) or _starts_code(kept, place):
        return False
    is_question = piece.text.endswith("?") and sight.words <= LONGEST_QUESTION
    return is_question or not sight.is_closed


def _is_list(run: Sequence[Piece], sights: Sequence[Sight]) -> bool:
    """Whether the lines are items, and no verse nor broken prose."""
    words = sum(sight.words for sight in sights)
    commas = sum(piece.text.endswith((",", ";", "—", "،")) for piece in run)
    return words <= LONGEST_ITEM * len(run) and commas < VERSE_SHARE * len(run)


def _is_heading(text: str) -> bool:
    first = next((sign for sign in text if sign.isalnum()), "")
    if not first or first.islower() or text.endswith(NO_HEADING_ENDS):
        return False
    if count_words(text) > MOST_HEADING_WORDS or text.count(",") > MOST_COMMAS:
        return False
    return not (is_byline(text) or is_credit(text) or is_date_line(text))


def _list(run: Sequence[Piece], *, is_led: bool, is_followed: bool) -> Iterator[Block]:
    """The run as items; its first and last line are headings if they look unlike."""
    usual = Counter(_form(piece.text) for piece in run).most_common(1)[0][0]
    for piece in run:
        is_edge = (piece is run[0] and not is_led) or (piece is run[-1] and is_followed)
        is_unlike = _form(piece.text) != usual or not any(usual)
        is_above = is_edge and is_unlike and _is_heading(piece.text)
        yield heading(piece) if is_above or piece.text.endswith("?") else item(piece)


def _form(text: str) -> tuple[bool, bool, bool]:
    """Equal for lines that are made alike."""
    return any(sign.isdigit() for sign in text), "," in text, ":" in text
