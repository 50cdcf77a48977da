"""An article as its file stood, from top to bottom: what is kept, cut or in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from digest.model import Article, Block, BlockKind, Cut


class Fate(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    DOUBT = "doubt"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of the file, in its place."""

    fate: Fate
    text: str
    #: by which `keep` and `drop` can name it; "" for one without words
    number: str
    #: why it was cut or is in doubt
    reason: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    #: of a heading 1 to 6, of a list item its depth from 1
    level: int | None = None

    @property
    def letters(self) -> int:
        """How long it is, without blanks."""
        return len("".join(self.text.split()))


def passages_of(
    article: Article, words: Sequence[str], number: Callable[[str], str]
) -> tuple[Passage, ...]:
    """The blocks, each with the words to show for it, and the cuts between them.

    Where a parser knows no place of a piece, it stands behind the one before it.
    """
    kept = (
        _kept(block, shown, number(block.text) if block.text.strip() else "")
        for block, shown in zip(article.blocks, words, strict=True)
    )
    cut = (_cut(each, number(each.text)) for each in article.cuts)
    # a stable order: of two that begin at one place, the cut stands first
    placed = [
        *zip(_places(article.cuts), cut, strict=True),
        *zip(_places(article.blocks), kept, strict=True),
    ]
    return tuple(passage for _, passage in sorted(placed, key=itemgetter(0)))


def count_fates(passages: Iterable[Passage]) -> Counter[Fate]:
    """How many passages there are of each fate."""
    return Counter(passage.fate for passage in passages)


def count_reasons(passages: Iterable[Passage]) -> Counter[str]:
    """How many were cut for each reason, in the order in which the reasons come."""
    return Counter(each.reason for each in passages if each.fate is Fate.CUT)


def _kept(block: Block, words: str, number: str) -> Passage:
    return Passage(
        fate=Fate.DOUBT if block.doubt else Fate.KEPT,
        text=words,
        number=number,
        reason=block.doubt,
        kind=block.kind,
        level=block.level,
    )


def _cut(cut: Cut, number: str) -> Passage:
    return Passage(fate=Fate.CUT, text=cut.text, number=number, reason=cut.reason)


def _places(pieces: Iterable[Block | Cut]) -> Iterator[int]:
    place = 0
    for piece in pieces:
        place = piece.start if piece.start >= 0 else place
        yield place
