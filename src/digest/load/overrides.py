"""What authors say stays or goes, whatever the cleaner thinks: `keep` and `drop`.

How a name and a block are compared stands in block_names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from digest.config import PathRule
from digest.load.block_names import Named
from digest.load.metadata import FrontMatter
from digest.model import Article, Block, Cut

#: why a block that a name drops is not in the body
DROP_RULE = "drop rule"
#: the pattern of a rule for every file: it is the site's own, and asked last
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Level:
    """The names of blocks in one place; what it keeps, it does not drop."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """The levels that hold for one file; the first that names a block decides."""

    levels: tuple[Level, ...] = ()

    def keeps(self, text: str) -> bool:
        """Whether the block of this text stays, whatever the cleaner thinks."""
        return self._ruling(text) == "keep"

    def drops(self, text: str) -> bool:
        """Whether the block of this text goes, whatever the cleaner thinks."""
        return self._ruling(text) == "drop"

    def _ruling(self, text: str) -> str:
        if not (self.levels and text.strip()):
            return ""
        target = Named(text)
        for level in self.levels:
            if any(map(target.fits, level.keep)):
                return "keep"
            if any(map(target.fits, level.drop)):
                return "drop"
        return ""


NO_OVERRIDES = Overrides()


def overrides_for(
    path: str, front: FrontMatter, rules: Sequence[PathRule]
) -> Overrides:
    """What holds for the file at this path: its own word, its path's, the site's."""
    matching = [rule for rule in rules if fnmatchcase(path, rule.path)]
    levels = (
        Level(front.keep, front.drop),
        _level(rule for rule in matching if rule.path != EVERYWHERE),
        _level(rule for rule in matching if rule.path == EVERYWHERE),
    )
    return Overrides(tuple(level for level in levels if level != Level()))


def apply_drops(
    blocks: Sequence[Block], overrides: Overrides, *, original: str = ""
) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """The blocks that stay, and those that a name drops, as cuts.

    A cut has the words of the original where it is given, else those of the block.
    """
    dropped = [block for block in blocks if overrides.drops(block.text)]
    gone = set(map(id, dropped))
    cuts = tuple(
        Cut(
            text=original[block.start : block.end] if original else block.text,
            reason=DROP_RULE,
            start=block.start,
            end=block.end,
        )
        for block in dropped
    )
    return tuple(block for block in blocks if id(block) not in gone), cuts


def clear_doubts(blocks: Sequence[Block], overrides: Overrides) -> tuple[Block, ...]:
    """The blocks, without a doubt in those that the author keeps by name."""
    return tuple(
        replace(block, doubt="")
        if block.doubt and overrides.keeps(block.text)
        else block
        for block in blocks
    )


def idle_names(front: FrontMatter, article: Article) -> tuple[str, ...]:
    """The names in a file's own keep and drop that are no block's of its article."""
    pieces: tuple[Block | Cut, ...] = (*article.blocks, *article.cuts)
    targets = [Named(piece.text) for piece in pieces]
    return tuple(
        name
        for name in (*front.keep, *front.drop)
        if not any(target.fits(name) for target in targets)
    )


def _level(rules: Iterable[PathRule]) -> Level:
    rules = tuple(rules)
    return Level(
        tuple(name for rule in rules for name in rule.keep),
        tuple(name for rule in rules for name in rule.drop),
    )
