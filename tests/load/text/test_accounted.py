"""Whatever the text: what is kept and what is cut are all of it, word for word."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.load.text.pieces import plain_words
from digest.load.text.plaintext import read_plaintext
from digest.model import BlockKind

FIRST = "The harbour of Northhaven is open again after nine days of wind and water."
SECOND = "Ships that had waited at sea came in on Monday, and the pilot was with them."
#: lines of articles and of pages, and what breaks cleaners
LINES = (
    *("Harbour opens again", "Harbour opens again - North Shore Notes", FIRST, SECOND),
    *("Home", "Log in", "Share this:", "Facebook", "3 Comments", "Privacy Policy"),
    *("Most read", "Crab is born in the zoo", "By Ada Quay", "3 June 2026"),
    *("Photo: Ada Quay / Pixabay", "Advertisement", "Read more", "© 2026 Notes"),
    *("- crab", "* eel", "1. salt", "2) bread", "> a word", "a\tb", "x = f(y);", "• •"),
    *("Who is there?", "the tide comes in,", "250 g crab", "I", "", " ", "\u3000"),
    *("<p>crab</p>", "<br>", "<a href=''>eel</a>", "</div", "<Jang Noksu>", "&nbsp;"),
    *("&amp;amp;", "&#0;", "<b", "港はまた開いた。", "الميناء مفتوح", "ท่าเรือเปิดแล้ว"),
    *(
        "\u202eevil\u202c",
        "e\u0301\u0327",
        "👩‍👩‍👧 🇫🇷",
        "\ud83d",
        "\ufeff",
        "\u200b",
        "\0",
    ),
    *("word " * 300, "x" * 5000, "—" * 90, "ẞİıſ", "\u00ad-\u00ad", "...", "¿?"),
)
BREAKS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\n \n")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of all sorts, some of them often, with line ends of all sorts."""
    lines = draw(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=40))
    copies = draw(st.integers(1, 3))
    breaks = st.lists(st.sampled_from(BREAKS), min_size=1, max_size=3)
    ends = draw(breaks)
    return "".join(
        line + ends[place % len(ends)] for place, line in enumerate(lines * copies)
    )


@settings(max_examples=150, deadline=None)
@given(texts())
@example("\r\n".join([*LINES, *LINES]))
@example("\ud83d" * 10)
def test_kept_and_cut_are_all_of_the_text_in_its_order(text: str) -> None:
    """Between them nothing but blanks is left, and no two of them overlap."""
    reading = read_plaintext(text)
    blocks = [(block.start, block.end) for block in reading.blocks]
    cuts = [(cut.start, cut.end) for cut in reading.cuts]
    assert blocks == sorted(blocks)
    assert cuts == sorted(cuts)
    after = 0
    for start, end in sorted(blocks + cuts):
        assert after <= start < end
        assert not text[after:start].strip()
        after = end
    assert not text[after:].strip()


@settings(max_examples=150, deadline=None)
@given(texts())
@example("\n".join(LINES))
def test_each_part_has_the_words_of_its_place(text: str) -> None:
    """A cut is the original itself; a block has the words of it, without marks."""
    reading = read_plaintext(text)
    assert all(cut.text == text[cut.start : cut.end] for cut in reading.cuts)
    for block in reading.blocks:
        original = plain_words(text[block.start : block.end])
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            assert block.text == original
        elif block.kind in {BlockKind.LIST_ITEM, BlockKind.QUOTE}:
            assert original.endswith(block.text)


@settings(max_examples=75, deadline=None)
@given(texts())
def test_the_same_text_is_always_read_alike(text: str) -> None:
    """Nothing hangs on chance, nor on what was read before."""
    assert read_plaintext(text) == read_plaintext(text)
