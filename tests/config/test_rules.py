"""keep and drop in digest.toml: of the site, of some paths, of a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Config, PathRule, load_config
from digest.errors import ConfigError

SITE = '[site]\ntitle = "Notes"\nurl = "https://notes.example.org"\n'


def read(root: Path, text: str) -> Config:
    """The configuration of a site with this text."""
    (root / "digest.toml").write_text(SITE + text, encoding="utf-8")
    return load_config(root, {})


def test_the_rules_of_the_site_come_last(tmp_path: Path) -> None:
    """After those of its paths, in the order of the file."""
    config = read(
        tmp_path,
        '[content]\nkeep = ["a *"]\ndrop = ["#0123abcd"]\n'
        '[[content.rules]]\npath = "press/*"\ndrop = ["b"]\n'
        '[[content.rules]]\npath = "mail/*"\nkeep = ["c"]\n',
    )
    assert config.content.path_rules == (
        PathRule(path="press/*", drop=("b",)),
        PathRule(path="mail/*", keep=("c",)),
        PathRule(path="*", keep=("a *",), drop=("#0123abcd",)),
    )


def test_the_rules_of_a_source_hold_in_its_folder(tmp_path: Path) -> None:
    """A source that says nothing has none."""
    config = read(
        tmp_path,
        '[[sources]]\nname = "courier"\nurl = "https://courier.example/feed"\n'
        'drop = ["Follow us *"]\n'
        '[[sources]]\nname = "pilot"\nurl = "https://pilot.example/feed"\n',
    )
    rule = PathRule(path="sources/courier/*", drop=("Follow us *",))
    assert config.source_rules == (rule,)


def test_without_rules_there_is_an_empty_one(tmp_path: Path) -> None:
    """It names nothing."""
    assert read(tmp_path, "").content.path_rules == (PathRule(path="*"),)


SOURCE = '[[sources]]\nname = "a"\nurl = "https://a.example"\n'
RULE = '[[content.rules]]\npath = "a/*"\n\n[[content.rules]]\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{RULE}path = ""\n', "digest.toml:8: [[content.rules]] path: is empty"),
        (f'{RULE}path = "/b"\n', "digest.toml:8: [[content.rules]] path: '/b' is no"),
        (f'{RULE}path = "b"\nstrip = []\n', "9: [[content.rules]] strip: unknown key"),
        (f'{RULE}path = "b"\ndrop = ["*"]\n', "9: [[content.rules]] drop: '*' is ev"),
        (f'{RULE}path = "b"\nkeep = "b"\n', "9: [[content.rules]] keep: 'b' does not"),
        (f'{RULE}keep = ["b"]\n', "digest.toml:7: [[content.rules]]: path is missing"),
        ('[content]\nkeep = ["a", ""]\n', "digest.toml:5: [content] keep: is empty"),
        ('[content]\nrules = "a"\n', "5: [content] rules: is no list; write [[conte"),
        ('[content]\nrules = ["a"]\n', "5: [[content.rules]]: is no table; write [[c"),
        ('[content]\nrules = [{path="a", x=1}]\n', "5: [[content.rules]] x: unknown"),
        (
            f'{SOURCE}drop = ["#1a2b3c4"]\n',
            "digest.toml:7: [[sources]] drop: '#1a2b3c4' is no number of a block",
        ),
        (
            f'{SOURCE}[[sources]]\nname = "b"\nurl = "b"\n',
            "digest.toml:9: [[sources]] url: 'b' is no web address",
        ),
    ],
)
def test_a_rule_that_cannot_hold_is_told_with_its_line(
    tmp_path: Path, text: str, told: str
) -> None:
    """Of the very table that it stands in."""
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    lines = str(caught.value).splitlines()
    assert told in lines[0]
