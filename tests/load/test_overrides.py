"""What authors keep and drop."""

from __future__ import annotations

from builders import a_block, an_article
from digest.config import PathRule
from digest.load.block_names import block_number
from digest.load.metadata import FrontMatter
from digest.load.overrides import (
    DROP_RULE,
    NO_OVERRIDES,
    Level,
    Overrides,
    apply_drops,
    clear_doubts,
    idle_names,
    overrides_for,
)
from digest.model import BlockKind, Cut

SHARE = "Share this with your friends"


def keeping(*names: str) -> Overrides:
    """One level that keeps these."""
    return Overrides((Level(keep=names),))


def test_what_has_no_words_is_never_named() -> None:
    """A picture without alternative text has no number either."""
    assert not keeping("*", block_number("")).keeps(" ")


def test_keep_wins_over_drop_in_one_place() -> None:
    """Whoever says both is careful."""
    both = Overrides((Level(keep=("Share*",), drop=("*friends",)),))
    assert both.keeps(SHARE)
    assert not both.drops(SHARE)


def test_the_nearer_place_decides() -> None:
    """The file goes before its folder, and the folder before the site."""
    rules = (
        PathRule(path="*", keep=("Share*",)),
        PathRule(path="press/*", drop=("Share*",)),
    )
    silent, loud = FrontMatter(), FrontMatter(keep=("Share*",))
    assert overrides_for("a.txt", silent, rules).keeps(SHARE)
    assert overrides_for("press/a.txt", silent, rules).drops(SHARE)
    assert overrides_for("press/deep/a.txt", silent, rules).drops(SHARE)
    assert overrides_for("press/a.txt", loud, rules).keeps(SHARE)


def test_all_rules_of_a_path_are_one_place() -> None:
    """Their order in digest.toml does not count."""
    rules = (
        PathRule(path="press/*", drop=("Share*",)),
        PathRule(path="*.txt", keep=("*friends",)),
    )
    assert overrides_for("press/a.txt", FrontMatter(), rules).keeps(SHARE)


def test_without_names_nothing_is_named() -> None:
    """Most files say nothing."""
    assert overrides_for("a.txt", FrontMatter(), (PathRule(path="*"),)) == NO_OVERRIDES
    assert not NO_OVERRIDES.keeps(SHARE)
    assert not NO_OVERRIDES.drops(SHARE)


def test_dropped_blocks_are_cuts_with_their_places() -> None:
    """As they stand in the original, where it is given."""
    original = f"One.\n\n<b>{SHARE}</b>"
    blocks = (a_block("One.", start=0, end=4), a_block(SHARE, start=6, end=41))
    drops = Overrides((Level(drop=("Share*",)),))
    kept, cuts = apply_drops(blocks, drops, original=original)
    assert kept == blocks[:1]
    assert cuts == (Cut(text=f"<b>{SHARE}</b>", reason=DROP_RULE, start=6, end=41),)
    assert apply_drops(blocks, drops)[1][0].text == SHARE


def test_what_is_kept_by_name_is_in_no_doubt() -> None:
    """Its author has looked at it."""
    blocks = (a_block("A", doubt="share"), a_block("B", doubt="share"), a_block("C"))
    told = clear_doubts(blocks, keeping("a", "c"))
    assert [block.doubt for block in told] == ["", "share", ""]


def test_equal_blocks_are_dropped_together() -> None:
    """The words name all of them; the others stay."""
    blocks = (a_block("A"), a_block("B"), a_block("A"))
    kept, cuts = apply_drops(blocks, Overrides((Level(drop=("a",)),)))
    assert [block.text for block in kept] == ["B"]
    assert len(cuts) == 2


def test_a_name_of_nothing_can_be_told() -> None:
    """Most often the article has changed since it was written."""
    cut = Cut(text="<i>By Ben</i>", reason="byline", start=0, end=13)
    blocks = (a_block("One."), a_block("x = 1", kind=BlockKind.CODE))
    article = an_article(blocks=blocks, cuts=(cut,))
    front = FrontMatter(keep=("By Ben", "gone *"), drop=("one.", "#00000000"))
    assert idle_names(front, article) == ("gone *", "#00000000")
