"""`digest entry --explain`: the whole file, with each cut in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from builders import a_block, an_article
from digest.cli.entry.explanation import show_explanation
from digest.load.block_names import block_number
from digest.model import Article, BlockKind, Cut
from digest.render.passages import passages_of
from entry_steps import RAW, put_raw, run, told


def shown(article: Article, *, width: int = 80, is_coloured: bool = False) -> str:
    """The explanation of an article on a terminal of this width."""
    words = [block.text for block in article.blocks]
    console = Console(
        width=width,
        force_terminal=is_coloured,
        color_system="standard" if is_coloured else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as capture:
        show_explanation(console, article, passages_of(article, words, block_number))
    return capture.get()


def marked(text: str) -> list[str]:
    """The lines that begin a passage, by their mark and words."""
    lines = [line for line in text.splitlines() if line[3:4] == "#"]
    return [f"{line[0]} {' '.join(line[12:].split())}" for line in lines]


def test_the_file_is_shown_from_top_to_bottom(tmp_path: Path) -> None:
    """A minus is cut, with its reason; what has no mark stays."""
    assert marked(run(put_raw(tmp_path), "--explain").stdout) == [
        "- Harbour opens again after the storm title",
        "- Harbour opens again after the storm title",
        '- <a href="">Ada Quay</a> / Pixabay credit',
        "- By Ben Mole | June 3, 2026 byline",
        "  The harbour of Northhaven is open again after nine",
        "  Boats were the first",
        "  Ships that had waited at sea came in on Monday, a",
        "  1. Ada",
        "  2. Cleo",
        "- Advertisement advertisement",
        "  By evening the quay was full, and every crane along",
    ]


def test_every_word_of_a_text_is_shown(tmp_path: Path) -> None:
    """As it stands in the file."""
    words = iter(run(put_raw(tmp_path), "--explain").stdout.split())
    assert all(word in words for word in RAW.split())


def test_what_was_cut_is_counted_at_the_end(tmp_path: Path) -> None:
    """By reason, in the order of the file."""
    last = run(put_raw(tmp_path), "--explain").stdout.splitlines()[-1]
    expected = "6 kept, 5 cut (2 title, 1 credit, 1 byline, 1 advertisement)"
    assert last.strip() == expected


def test_a_rule_of_the_file_is_seen_at_once(tmp_path: Path) -> None:
    """The number that is shown can be written into the front matter."""
    number = block_number("Advertisement")
    above = f'---\nkeep: ["{number}"]\ndrop: ["boats *", "1. ada"]\n---\n'
    lines = marked(run(put_raw(tmp_path, above=above), "--explain").stdout)
    assert "  Advertisement" in lines
    assert "- Boats were the first drop rule" in lines
    assert "- 1. Ada drop rule" in lines


@pytest.mark.parametrize("ending", ["md", "html"])
def test_pages_and_markdown_are_explained_as_well(tmp_path: Path, ending: str) -> None:
    """Items have their signs again."""
    path = tmp_path / f"a.{ending}"
    source = {
        "md": "# Tour\n\nFirst the quay.\n\n- Crane\n\n3. Shed\n4. Mole\n\nShare me.\n",
        "html": "<h1>Tour</h1><p>First the quay.<ul><li>Crane</ul>"
        "<ol start=3><li>Shed<li>Mole</ol><p>Share me.",
    }
    above = '---\ndrop: ["share *"]\n---\n'
    path.write_text(above + source[ending])
    lines = marked(run(path, "--explain").stdout)
    assert lines[-5:] == [
        *("  First the quay.", "  • Crane", "  3. Shed", "  4. Mole"),
        "- Share me. drop rule",
    ]


DOUBTFUL = an_article(
    blocks=(
        a_block("Tour", kind=BlockKind.HEADING),
        a_block("Call us.", doubt="advertisement"),
        a_block("x = 1\ny = 2", kind=BlockKind.CODE),
        a_block("", kind=BlockKind.IMAGE),
    ),
    cuts=(Cut(text="Share", reason="share", start=-1, end=-1),),
)


def test_a_doubt_has_a_mark_and_its_reason() -> None:
    """It is kept."""
    lines = marked(shown(DOUBTFUL))
    assert lines[:3] == ["- Share share", "  Tour", "? Call us. advertisement"]


def test_lines_of_code_stay_lines() -> None:
    """And a picture without words is named."""
    text = shown(DOUBTFUL)
    assert f"{'x = 1':<60}".strip() in text
    assert "            y = 2" in text
    assert "[image]" in text


def test_colours_say_the_same() -> None:
    """A cut is red, dim and struck; a doubt is yellow; a heading is bold."""
    coloured = shown(DOUBTFUL, is_coloured=True)
    assert "\x1b[2;9;31mShare" in coloured
    assert "\x1b[33mCall us." in coloured
    assert "\x1b[1mTour" in coloured
    assert "\x1b" not in shown(DOUBTFUL)


def test_a_narrow_terminal_shows_all_words() -> None:
    """However small it is."""
    article = an_article(blocks=(a_block("The harbour of Northhaven is open again."),))
    words = shown(article, width=24).split()
    for word in ("harbour", "Northhaven", "again."):
        assert word in words


TWICE = (
    "The harbour is open again after nine days of storm and high water on the coast.",
    "Ships that had waited at sea came in on Monday, a pilot said, and all were glad.",
    "The harbour is open again after nine days of storm and high water on the coast.",
    "By evening the quay was full, and every crane along the basin turned again.",
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Harbour\n\n" + "\n\n".join(TWICE)),
        ("a.html", f"<title>Quay</title><body><nav>Home</nav><p>{'<p>'.join(TWICE)}"),
        (
            "a.eml",
            f"Subject: Harbour\nContent-Type: text/html\n\n<p>{'<p>'.join(TWICE)}",
        ),
    ],
)
def test_what_the_cleaner_doubts_is_seen(tmp_path: Path, name: str, text: str) -> None:
    """It stays until its author decides."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    marks = [line[:1] for line in marked(run(path, "--explain").stdout)]
    assert marks[-4:] == [" ", " ", "?", " "]
    article = told(path)
    assert [block["doubt"] for block in article["blocks"]].count("") == 3
