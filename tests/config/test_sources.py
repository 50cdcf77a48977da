"""[[sources]]: each with a name of its own and an address that can be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Config, Share, Source, load_config
from digest.errors import ConfigError

SMALL = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org/"
"""
FERRIES = """
[[sources]]
name = "ferries"
url = "https://ferries.example.org/feed?kind=atom"
"""


def read(root: Path, text: str) -> Config:
    """The configuration that the text makes."""
    (root / "digest.toml").write_text(SMALL + text, encoding="utf-8")
    return load_config(root, {})


def problem(root: Path, text: str) -> str:
    """What is wrong with the text, one line each."""
    with pytest.raises(ConfigError) as caught:
        read(root, text)
    return str(caught.value)


def test_a_name_and_an_address_are_enough(tmp_path: Path) -> None:
    """All else has a default that is polite."""
    url = "https://ferries.example.org/feed?kind=atom"
    (source,) = read(tmp_path, FERRIES).sources
    assert source == Source(name="ferries", url=url)
    assert (source.every, source.show, source.newest) == (60, Share.SUMMARY, 10)


def test_all_of_it_can_be_set(tmp_path: Path) -> None:
    """Each [[sources]] is one source, in the order of the file."""
    more = 'title = "F"\nevery = 15\nshow = "full"\nnewest = 1\ntags = ["sea"]\n'
    pier = FERRIES.replace("ferries", "pier")
    ferries, other = read(tmp_path, FERRIES + more + pier).sources
    assert other.name == "pier"
    assert (ferries.title, ferries.every, ferries.show) == ("F", 15, "full")
    assert (ferries.newest, ferries.tags) == (1, ("sea",))


def test_without_sources_there_is_none(tmp_path: Path) -> None:
    """Nothing is polled."""
    assert read(tmp_path, "").sources == ()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ('[[sources]]\nname = "a"\n', "url is missing; add it"),
        ('[[sources]]\nurl = "https://a.example.org"\n', "name is missing; add it"),
        ('[sources]\nname = "a"\n', "is no list of tables; write [[sources]]"),
        ("sources = [7]\n", "is no table; write [[sources]]"),
        (FERRIES + "evry = 60\n", "evry: unknown key; use drop, every, keep, name"),
        (FERRIES + "every = 14\n", "every: 14 does not fit; write 15 or more"),
        (
            FERRIES + "every = 525601\n",
            "every: 525601 does not fit; write 525600 or less",
        ),
        (FERRIES + "newest = 0\n", "newest: 0 does not fit"),
        (
            FERRIES + 'show = "half"\n',
            'show: \'half\' does not fit; write "summary" or "full"',
        ),
        (
            FERRIES + "tags = 'sea'\n",
            "tags: 'sea' does not fit; write tags = [\"...\"]",
        ),
        (FERRIES + FERRIES, "'ferries' stands twice; give each a name of its own"),
    ],
)
def test_a_fault_is_told_in_words(tmp_path: Path, text: str, fact: str) -> None:
    """Fact and remedy."""
    # a bare key belongs to no section only where it comes first
    root = tmp_path / "digest.toml"
    root.write_text(text + SMALL if text.startswith("sources") else SMALL + text)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path, {})
    assert fact in str(caught.value)


@pytest.mark.parametrize("name", ["", "Ferries", "a b", "../a", "a/b", "-a", "x" * 41])
def test_a_name_is_a_folder(tmp_path: Path, name: str) -> None:
    """And a word of the command line."""
    text = FERRIES.replace('"ferries"', f'"{name}"')
    assert f"name: {name!r} is no name; use a-z, 0-9" in problem(tmp_path, text)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ferries.example.org",
        "feed://ferries.example.org",
        "https://",
        "https://ann:secret@ferries.example.org/",
        "https://ferries.example.org/a b",
        "https://ferries.example.org/#feed",
    ],
)
def test_an_address_is_one_of_the_web(tmp_path: Path, url: str) -> None:
    """Without a user, a blank or a fragment."""
    text = f'[[sources]]\nname = "ferries"\nurl = "{url}"\n'
    assert "is no web address; write https://HOST/PATH" in problem(tmp_path, text)


def test_a_fault_stands_with_its_line(tmp_path: Path) -> None:
    """Of several sources it is the right one."""
    pier = '[[sources]]\nname = "pier"\nurl = "nowhere"\n'
    told = problem(tmp_path, FERRIES + pier)
    assert told.startswith("digest.toml:10: ")
