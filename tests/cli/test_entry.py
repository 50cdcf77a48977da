"""`digest entry` shows an article as JSON, as a page, or a folder of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from digest.cli.entry import command
from digest.errors import ContentError

RAW = """\
Harbour opens again after the storm

Harbour opens again after the storm
<a href="">Ada Quay</a> / Pixabay

By Ben Mole | June 3, 2026

The harbour of Northhaven is open again after nine days of storm.

Boats were the first

Ships that had waited at sea came in on Monday, a pilot told the Courier.

1. Ada
2. Cleo

Advertisement

By evening the quay was full, and every crane along the basin turned again.
"""


#: a folder without a site: then plain settings hold
NO_SITE = Path("nowhere")


def run(*words: str | Path, site: Path = NO_SITE) -> Result:
    """What the command answers to these words."""
    arguments = [str(word) for word in words]
    return CliRunner().invoke(command, arguments, obj=site, catch_exceptions=False)


def told(*words: str | Path, site: Path = NO_SITE) -> dict[str, Any]:
    """The one JSON object that it prints."""
    answer: dict[str, Any] = json.loads(run(*words, "--json", site=site).stdout)
    return answer


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A file with a raw article."""
    path = tmp_path / "harbour.txt"
    path.write_text(RAW, encoding="utf-8")
    return path


def test_json_has_every_fact_of_the_article(raw: Path) -> None:
    """Other programs read these names."""
    answer = told(raw)
    assert list(answer) == [
        *("title", "body_text", "blocks", "summary", "author", "date", "date_origin"),
        *("language", "credit", "sources", "reading_minutes", "html", "dropped"),
    ]
    assert answer["title"] == "Harbour opens again after the storm"
    assert answer["credit"] == "Ada Quay / Pixabay"
    assert answer["author"] == "Ben Mole"
    assert answer["date"].startswith("2026-06-03")
    assert answer["date_origin"] == "visible"
    assert answer["language"] == "en"
    assert answer["reading_minutes"] == 1
    assert answer["sources"] == [{"name": "", "outlet": "The Courier"}]
    assert answer["summary"].startswith("The harbour of Northhaven")


def test_json_has_each_block_with_its_type_and_level(raw: Path) -> None:
    """The heading is one, and says how deep it stands."""
    blocks = told(raw)["blocks"]
    types = [block["type"] for block in blocks]
    expected = ["paragraph", "heading", "paragraph", "list_item", "list_item"]
    assert types == [*expected, "paragraph"]
    assert blocks[1]["text"] == "Boats were the first"
    assert blocks[1]["level"] == 2
    assert "level" not in blocks[0]


def test_the_body_is_the_blocks_joined_by_blank_lines(raw: Path) -> None:
    """An item of a numbered list has its number, so no word is lost."""
    lines = told(raw)["body_text"].split("\n\n")
    assert lines[1] == "Boats were the first"
    assert lines[3:5] == ["1. Ada", "2. Cleo"]


def test_lists_in_lists_are_numbered_each_by_itself(tmp_path: Path) -> None:
    """An inner list begins at one, and the outer one goes on after it."""
    path = tmp_path / "tour.md"
    path.write_text(
        "# Tour\n\n1. Quay\n   1. Crane\n   2. Shed\n2. Mole\n   - Light\n3. Sea\n\n"
        "Then:\n\n7. Home\n8. Bed\n"
    )
    assert told(path)["body_text"].split("\n\n") == [
        *("1. Quay", "1. Crane", "2. Shed", "2. Mole", "Light", "3. Sea", "Then:"),
        *("7. Home", "8. Bed"),
    ]


def test_each_cut_says_what_it_was_and_why(raw: Path) -> None:
    """Offsets find it in the file."""
    dropped = told(raw)["dropped"]
    reasons = [cut["reason"] for cut in dropped]
    assert reasons == ["title", "title", "credit", "byline", "advertisement"]
    for cut in dropped:
        assert RAW[cut["start"] : cut["end"]] == cut["text"]


def test_kept_and_dropped_are_the_whole_file(raw: Path) -> None:
    """No character but blanks lies outside of them."""
    answer = told(raw)
    pieces = [*answer["blocks"], *answer["dropped"]]
    covered = {place for p in pieces for place in range(p["start"], p["end"])}
    assert {n for n, sign in enumerate(RAW) if not sign.isspace()} <= covered


def test_people_see_title_facts_text_and_cuts(raw: Path) -> None:
    """In the order in which one asks for them."""
    shown = run(raw).stdout
    order = [
        *("Harbour opens again", "Ben Mole", "2026-06-03 (visible)", "1 minute"),
        *("Ada Quay / Pixabay", "The Courier", "Boats were the first", "1. Ada"),
        *("Left out", "credit", "advertisement", "Advertisement"),
    ]
    for word in order:
        assert word in shown
        shown = shown.partition(word)[2]


def test_words_of_an_article_are_no_markup_of_the_terminal(tmp_path: Path) -> None:
    """Brackets are brackets."""
    path = tmp_path / "a.txt"
    path.write_text("A [bold]storm[/bold]\n\nIt came [red]fast[/blue] and left.")
    shown = run(path).stdout
    assert "A [bold]storm[/bold]" in shown
    assert "[red]fast[/blue]" in shown


def test_an_article_of_which_nothing_was_cut_says_so(tmp_path: Path) -> None:
    """Silence could mean anything."""
    path = tmp_path / "harbour.md"
    path.write_text("---\ntitle: Harbour\n---\nThe harbour is open again.\n")
    assert "Nothing was cut." in run(path).stdout


def test_a_batch_writes_a_file_for_each_file(raw: Path, tmp_path: Path) -> None:
    """One that cannot be read never stops the others."""
    (raw.parent / "broken.txt").write_bytes(b"\0\1\2")
    target = tmp_path / "out" / "told"
    result = run("--json", "--batch", raw.parent, target)
    assert result.exit_code == 1
    assert "left out: broken.txt" in result.stderr
    names = sorted(path.name for path in target.iterdir())
    assert names == ["broken.json", "harbour.json"]
    assert json.loads((target / "harbour.json").read_text())["author"] == "Ben Mole"
    assert "error" in json.loads((target / "broken.json").read_text())


def test_a_batch_never_writes_two_answers_into_one_file(tmp_path: Path) -> None:
    """Files that differ in their ending alone are told apart by it."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name in ("a.md", "a.txt", "a.md.txt", "b.md"):
        (source / name).write_text(f"# {name}\n\nThe harbour is open again.\n")
    assert run("--batch", source, target).exit_code == 0
    names = sorted(path.name for path in target.iterdir())
    assert names == ["a.md.json", "a.md.txt.json", "a.txt.json", "b.json"]
    assert json.loads((target / "a.md.json").read_text())["title"] == "a.md"


def test_a_batch_without_problems_ends_well(raw: Path, tmp_path: Path) -> None:
    """Exit code 0 means that all of it was read."""
    assert run("--batch", raw.parent, tmp_path / "out").exit_code == 0


@pytest.mark.parametrize("words", [["a", "b"], ["--batch", "a"], []])
def test_a_wrong_number_of_paths_is_wrong_use(words: list[str]) -> None:
    """It is told how to do it, with exit code 2."""
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


def test_a_file_that_is_not_there_is_a_problem_with_a_remedy(tmp_path: Path) -> None:
    """It reads: place, fact, remedy."""
    with pytest.raises(ContentError, match=r"cannot be read.*mend the path"):
        run(tmp_path / "none.txt")
    with pytest.raises(ContentError, match="is no folder"):
        run("--batch", tmp_path / "none", tmp_path / "out")


def test_the_settings_of_a_site_count_where_there_is_one(
    raw: Path, tmp_path: Path
) -> None:
    """Its language is the default, and its limit of size holds."""
    (tmp_path / "digest.toml").write_text(
        '[site]\ntitle = "Notes"\nurl = "https://example.org"\nlanguage = "en-GB"\n'
        "[content]\nlargest_file = 2000\n"
    )
    assert told(raw, site=tmp_path)["language"] == "en-GB"
    raw.write_text("A storm\n\n" + "word " * 500)
    with pytest.raises(ContentError, match="larger than 2000 bytes"):
        run(raw, site=tmp_path)
