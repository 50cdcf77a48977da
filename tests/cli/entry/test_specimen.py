"""What a file, or standard input, is read as."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import ContentError
from entry_steps import put_raw, put_site, run, told


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A file with a raw article."""
    return put_raw(tmp_path)


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


@pytest.mark.parametrize(
    ("name", "data", "fact"),
    [
        ("a.txt", b"", "it has no text; write some, or remove the file"),
        ("a.md", b"# Harbour\n", "it has no text; write some"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "looks like a binary file; save it as"),
        ("a.docx", b"PK\x03\x04\0\0", "is no Word file that can be read"),
        ("a.md", b"---\ndrop: ['sea *']\n---\nSea and more.", "leave no text; let"),
        ("a.md", b"---\ndrop: #1a2b3c4d\n---\nSea.", "a.md:2: drop: is empty; write"),
        ("a.md", b"---\nkeep: ['*']\n---\nSea.", "a.md:2: keep: '*' is every block"),
    ],
)
def test_what_is_no_article_is_told(
    tmp_path: Path, name: str, data: bytes, fact: str
) -> None:
    """Place, fact, remedy; and the same by standard input."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ContentError) as caught:
        run(tmp_path / name)
    assert fact in str(caught.value)
    assert str(caught.value).startswith(name)
    if name == "a.txt":
        with pytest.raises(ContentError, match=r"standard-input\.txt: "):
            run("-", given=data)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Whoever means all of it is told how."""
    with pytest.raises(ContentError, match="is a folder; name a file in it, or use -"):
        run(tmp_path)


def test_standard_input_is_read_as_what_it_looks_like(raw: Path) -> None:
    """Raw text, or a page; Markdown does not show, and is said."""
    assert "Ben Mole" in run("-", given=raw.read_bytes()).stdout
    page = b"<!DOCTYPE html><h1>Quay</h1><p>The harbour is open again.</p>"
    assert "Quay\n" in run("-", given=page).stdout.replace(" ", "")
    shown = run("-", "--as", "md", "--json", given=b"# Quay\n\n*Open* again.").stdout
    assert "<em>Open</em>" in shown


def test_endless_input_ends() -> None:
    """No more is read than an article may have."""
    with pytest.raises(ContentError, match="standard-input: is larger than 5000000"):
        run("-", given=b"a" * 6_000_000)


def test_the_kind_of_a_file_is_known_by_its_name(raw: Path) -> None:
    """--as is for standard input alone."""
    assert run(raw, "--as", "md").exit_code == 2


def test_the_rules_of_digest_toml_hold_for_the_path_of_the_file(tmp_path: Path) -> None:
    """As they would in a build; a file from elsewhere has only its name."""
    site = put_site(
        tmp_path,
        '[content]\nkeep = ["advertisement"]\n'
        '[[content.rules]]\npath = "press/*"\ndrop = ["boats *"]\n'
        '[[sources]]\nname = "courier"\nurl = "https://courier.example/feed"\n'
        'drop = ["by evening *"]\n',
    )
    bodies = []
    for folder in ("content/press", "content/sources/courier", "other"):
        (site / folder).mkdir(parents=True, exist_ok=True)
        bodies.append(told(put_raw(site / folder), site=site)["body_text"])
    press, courier, other = bodies
    assert all("Advertisement" in body for body in bodies)
    assert "Boats" not in press
    assert "By evening" in press
    assert "By evening" not in courier
    assert "Boats" in courier
    assert "Boats" in other
    assert "By evening" in other
