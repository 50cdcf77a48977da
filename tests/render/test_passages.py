"""The passages of an article, in the order of its file."""

from __future__ import annotations

from builders import a_block, an_article
from digest.model import BlockKind, Cut
from digest.render.passages import (
    Fate,
    Passage,
    count_fates,
    count_reasons,
    passages_of,
)


def number(text: str) -> str:
    """A number that says what it is of."""
    return f"#{text[:3]}"


def a_cut(text: str, start: int = -1, reason: str = "related") -> Cut:
    """A piece that was left out."""
    end = start + len(text) if start >= 0 else -1
    return Cut(text=text, reason=reason, start=start, end=end)


def texts(*, blocks: dict[str, int], cuts: dict[str, int]) -> str:
    """The passages of blocks and cuts with these places, as one line."""
    article = an_article(
        blocks=tuple(a_block(text, start=place) for text, place in blocks.items()),
        cuts=tuple(a_cut(text, place) for text, place in cuts.items()),
    )
    passages = passages_of(article, list(blocks), number)
    return "".join(passage.text for passage in passages)


def test_cuts_stand_between_the_blocks_by_their_places() -> None:
    """As in the file."""
    assert texts(blocks={"B": 5, "D": 20}, cuts={"A": 0, "C": 9, "E": 30}) == "ABCDE"


def test_cuts_that_are_told_out_of_order_are_put_in_it() -> None:
    """Several steps of a reader cut."""
    assert texts(blocks={"B": 5}, cuts={"C": 9, "A": 0}) == "ABC"


def test_what_has_no_place_follows_the_one_before_it() -> None:
    """A parser does not know all places."""
    assert texts(blocks={"A": 2, "b": -1, "D": 9}, cuts={"C": 5, "c": -1}) == "AbCcD"
    assert texts(blocks={"A": -1, "B": -1}, cuts={"C": -1}) == "CAB"


def test_a_passage_says_what_became_of_it() -> None:
    """Kept, kept in doubt, or cut."""
    blocks = (
        a_block("One.", start=0),
        a_block(
            "Two.", start=9, doubt="advertisement", kind=BlockKind.HEADING, level=3
        ),
        a_block("", start=20, kind=BlockKind.IMAGE),
    )
    article = an_article(blocks=blocks, cuts=(a_cut("Three", 30),))
    one, two, picture, three = passages_of(article, ["1. One.", "Two.", ""], number)
    assert (one.fate, one.text, one.number) == (Fate.KEPT, "1. One.", "#One")
    assert (two.fate, two.reason) == (Fate.DOUBT, "advertisement")
    assert (two.kind, two.level) == (BlockKind.HEADING, 3)
    assert (picture.number, picture.kind) == ("", BlockKind.IMAGE)
    assert (three.fate, three.reason, three.number) == (Fate.CUT, "related", "#Thr")


def test_letters_are_counted_without_blanks() -> None:
    """A re-flow makes no passage longer."""
    assert Passage(fate=Fate.KEPT, text=" a b\n c ", number="").letters == 3


def test_fates_and_reasons_are_counted() -> None:
    """Reasons in the order in which they come."""
    cuts = (a_cut("b", 2, "title"), a_cut("c", 3), a_cut("d", 4, "title"))
    passages = passages_of(an_article(cuts=cuts), ["a"], number)
    assert count_fates(passages) == {Fate.KEPT: 1, Fate.CUT: 3}
    assert list(count_reasons(passages).items()) == [("title", 2), ("related", 1)]
