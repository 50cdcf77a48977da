"""The rules for themes: each is broken once, and caught with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from digest.check.findings import Finding, Severity
from digest.check.themes.inspection import inspect_theme
from digest.check.themes.rules import RULES
from digest.check.themes.rules.render import RENDER
from digest.errors import ConfigError
from digest.render.theme import packaged_templates

THEMES = ("digest", "essay", "plain")
NEXT = "\n.broken { color: #000000; }\n"

#: rule, file, what is put at its end, and on which line of that the fault is
ADDED = [
    ("theme-css", "style.css", ".a { b }", 1),
    ("theme-css", "late.css", "/*", 1),
    ("theme-css-amount", "style.css", "\n".join([".a { b: c }"] * 201), 201),
    ("theme-at-rule", "style.css", "@media all { .a { b: c } }", 1),
    ("theme-selector", "style.css", ".a[href] { b: c }", 1),
    ("theme-selector", "style.css", "\na:hover { b: c }", 2),
    ("theme-selector", "style.css", "* { b: c }", 1),
    ("theme-selector", "style.css", ".a > .b { b: c }", 1),
    ("theme-selector", "style.css", ".a + .b { b: c }", 1),
    ("theme-selector", "style.css", "TD { b: c }", 1),
    ("theme-selector", "style.css", "#a { b: c }", 1),
    ("theme-descendant", "style.css", ".a .b { c: d }", 1),
    ("theme-important", "style.css", ".a { color: #000000 !important }", 1),
    ("theme-variable", "style.css", ".a { color: var(--b) }", 1),
    ("theme-variable", "style.css", ".a { --b: c }", 1),
    ("theme-twice", "style.css", ".a {\ncolor: red;\ncolor: blue }", 3),
    ("theme-shorthand", "style.css", ".a { margin-top: 0;\nmargin: 0 }", 2),
    (
        "theme-shorthand",
        "style.css",
        ".lead { margin-top: 0 }\n.title { margin: 0 }",
        2,
    ),
    ("theme-colour-form", "style.css", ".a { color: rgba(0, 0, 0, 0.5) }", 1),
    ("theme-colour-form", "style.css", ".a { color: hsl(0, 0%, 0%) }", 1),
    ("theme-reckoned", "style.css", ".a { width: calc(100% - 1px) }", 1),
    ("theme-reckoned", "style.css", ".a { width: min(1px, 2px) }", 1),
    ("theme-unit", "style.css", ".a { margin: 0 2rem }", 1),
    ("theme-unit", "style.css", ".a { width: 50vw }", 1),
    ("theme-layout", "style.css", ".a { display: flex }", 1),
    ("theme-layout", "style.css", ".a { display: inline-grid }", 1),
    ("theme-layout", "style.css", ".a { gap: 1px }", 1),
    ("theme-layout", "style.css", ".a { grid-template-columns: 1fr }", 1),
    ("theme-layout", "style.css", ".a { flex: 1 }", 1),
    ("theme-layout", "style.css", ".a { position: absolute }", 1),
    ("theme-layout", "style.css", ".a { float: left }", 1),
    ("theme-negative-margin", "style.css", ".a { margin: 0 -8px }", 1),
    ("theme-background", "style.css", ".a { background-image: url(a.png) }", 1),
    ("theme-small-text", "style.css", ".a { font-size: 13px }", 1),
    ("theme-small-text", "style.css", ".a { font: 9pt/1.5 serif }", 1),
    ("theme-padding", "style.css", ".summary { padding: 4px 0 }", 1),
    ("theme-padding", "style.css", "p { padding-top: 4px }", 1),
    ("theme-late-weak", "late.css", ".a { color: #000000 }", 1),
    ("theme-late-weak", "late.css", "@media all {\n.a { color: #000000 } }", 2),
    ("theme-late-nested", "late.css", "@media all {\n@media all { .a { b: c } } }", 2),
    ("theme-syntax", "letter.html", "{% for %}", 1),
    ("theme-syntax", "style.css", "\n{{ x", 2),
    ("theme-table", "letter.html", "<table><tr><td></table>", 1),
    (
        "theme-picture",
        "letter.html",
        '<img src="https://a.example/b.png" width="1">',
        1,
    ),
    ("theme-picture", "letter.html", '<img src="https://a.example/b.png" alt="">', 1),
    ("theme-picture", "letter.html", '<img src="a.svg" alt="" width="1">', 1),
    ("theme-element", "letter.html", "<script></script>", 1),
    ("theme-element", "letter.html", "<form></form>", 1),
    ("theme-element", "letter.html", '<link rel="stylesheet">', 1),
    ("theme-element", "letter.html", "<style></style>", 1),
    ("theme-element", "letter.html", '<p onclick="x">', 1),
    ("theme-condition", "letter.html", "\n<!--[if mso]><table>-->", 2),
    ("theme-condition", "letter.html", "<!--<![endif]-->", 1),
    ("theme-condition", "letter.html", "<![if !mso]><p><![endif]>", 1),
    ("theme-address", "letter.html", '<a href="{% raw %}{{ x }}{% endraw %}">a</a>', 1),
    ("theme-address", "letter.html", "<a href=\"{{ '{{ x }}' }}\">a</a>", 1),
    ("theme-address", "letter.html", '<a href="https://a.example/{x">a</a>', 1),
    ("theme-address", "letter.html", '<a href="">a</a>', 1),
    ("theme-http", "letter.html", '<a href="http://a.example/">a</a>', 1),
    ("theme-key", "theme.toml", "colour = 1", 1),
    ("theme-toml", "theme.toml", "\n= 1", 2),
]
#: rule, file, words of it, and what stands in their place
CHANGED = [
    ("theme-doctype", "frame.html", "<!DOCTYPE html>", "<!doctype html>"),
    ("theme-doctype", "frame.html", "<!DOCTYPE html>", ""),
    ("theme-language", "frame.html", '<html lang="{{ language }}"', "<html"),
    ("theme-language", "frame.html", ' dir="{{ direction }}" xmlns', " xmlns"),
    ("theme-language", "frame.html", ' role="article"', ""),
    ("theme-block", "frame.html", "{% block head %}{% endblock %}", ""),
    ("theme-block", "letter.html", "{% block foot %}", "{% block feet %}"),
    ("theme-block", "letter.html", '{% extends folder ~ "/frame.html" %}', ""),
    ("theme-link", "letter.html", "unsubscribe_url", "archive_url"),
    ("theme-link", "letter.html", "web_url", "archive_url"),
    ("theme-link", "letter.txt", "unsubscribe_url", "archive_url"),
    ("theme-link", "frame.html", "postal_address", "reason"),
    ("theme-confirmation", "style.css", ".press {", ".pressed {"),
    ("theme-value", "theme.toml", 'shows = "teaser"', 'shows = "all"'),
    ("theme-value", "theme.toml", "width = 600", "width = 9000"),
    ("theme-value", "theme.toml", "width = 600", 'width = "600"'),
    ("theme-value", "theme.toml", 'accent = "#0d5c63"', 'accent = "teal"'),
    ("theme-value", "theme.toml", 'font = "serif"\nhead', 'font = "a;b"\nhead'),
    ("theme-key", "theme.toml", 'accent = "#0d5c63"', 'acent = "#0d5c63"'),
    ("theme-unsaid", "theme.toml", 'dark_soft = "#a3aaac"\n', ""),
    ("theme-unsaid", "theme.toml", "description", "# description"),
    ("theme-contrast", "theme.toml", 'ink = "#1f2324"', 'ink = "#c0c0c0"'),
    ("theme-contrast", "theme.toml", 'dark_ink = "#e3e1dc"', 'dark_ink = "#202020"'),
]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of our first theme."""
    folder = tmp_path / "newsletter/mine"
    copytree(packaged_templates() / "newsletter/digest", folder)
    return folder


def found_in(mine: Path, *ignore: str) -> tuple[Finding, ...]:
    """What the rules find in it."""
    folders = (mine.parents[1], packaged_templates())
    return inspect_theme(folders, "mine", ignore=ignore)


def names(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str]]:
    """Rule and file of each."""
    for finding in findings:
        yield finding.rule, finding.path.rpartition("/")[2]


@pytest.mark.parametrize("name", THEMES)
def test_our_own_themes_have_no_fault(name: str) -> None:
    """Who copies one begins with something that is right."""
    assert not inspect_theme((packaged_templates(),), name)


@pytest.mark.parametrize(("rule", "name", "text", "line"), ADDED)
def test_each_rule_finds_what_breaks_it_on_its_line(
    mine: Path, rule: str, name: str, text: str, line: int
) -> None:
    """Of the file as its author sees it, with Jinja in it."""
    before = (mine / name).read_text().rstrip("\n")
    (mine / name).write_text(f"{before}\n{text}\n")
    wanted = len(before.split("\n")) + line
    caught = [
        (each.rule, each.path, each.line)
        for each in found_in(mine)
        if each.rule == rule
    ]
    assert (rule, f"templates/newsletter/mine/{name}", wanted) in caught


@pytest.mark.parametrize(("rule", "name", "words", "others"), CHANGED)
def test_each_rule_finds_what_is_missing(
    mine: Path, rule: str, name: str, words: str, others: str
) -> None:
    """Or is not as it has to be."""
    text = (mine / name).read_text()
    assert words in text
    (mine / name).write_text(text.replace(words, others))
    assert rule in {each.rule for each in found_in(mine)}


def test_every_rule_is_broken_here() -> None:
    """But the one for which a letter has to be made."""
    tried = {rule for rule, *_ in (*ADDED, *CHANGED)}
    others = {
        *("theme-missing-file", "theme-poor", "theme-unreadable"),
        *("theme-late-long", "theme-late-too-long", RENDER.name),
    }
    assert tried | others == {rule.name for rule in RULES}


@pytest.mark.parametrize(("size", "rule"), [(8_300, "long"), (16_500, "too-long")])
def test_a_late_sheet_has_a_size(mine: Path, size: int, rule: str) -> None:
    """First a warning, then an error."""
    rules = ".a { color: #000000 !important }\n" * (size // 33 + 1)
    (mine / "late.css").write_text(rules)
    assert list(names(found_in(mine))) == [(f"theme-late-{rule}", "late.css")]


def test_files_that_are_not_there_are_told(mine: Path) -> None:
    """Those that a letter needs as errors, the others as warnings."""
    for path in mine.iterdir():
        path.unlink()
    found = found_in(mine)
    needed = {each.path for each in found if each.severity is Severity.ERROR}
    assert {Path(path).name for path in needed} == {"frame.html", "letter.html"}
    assert {each.rule for each in found} == {"theme-missing-file", "theme-poor"}


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a" * 200_000, b"\x80"])
def test_a_file_that_cannot_be_read_is_told(mine: Path, data: bytes) -> None:
    """Binary, huge, or in another encoding."""
    (mine / "letter.html").write_bytes(data)
    assert ("theme-unreadable", "letter.html") in names(found_in(mine))


def test_a_folder_in_the_place_of_a_file_is_told(mine: Path) -> None:
    """And stops nothing."""
    (mine / "late.css").unlink()
    (mine / "late.css").mkdir()
    assert ("theme-unreadable", "late.css") in names(found_in(mine))


def test_an_owner_can_silence_a_rule(mine: Path) -> None:
    """As with articles; a name that is none is told."""
    (mine / "style.css").write_text(".a .b { c: d }")
    silent = ("theme-descendant", "theme-confirmation templates/newsletter/*")
    assert not found_in(mine, *silent)
    with pytest.raises(ConfigError, match=r"did you mean 'theme-descendant'"):
        found_in(mine, "theme-descendent")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_what_and_why(rule: object) -> None:
    """In words for `digest check --rules`."""
    assert isinstance(rule, type(RENDER))
    assert rule.description
    assert rule.reason
    assert rule.name.startswith("theme-")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{{" * 9_000,
        "<" * 50_000,
        "<a " * 20_000,
        "<!--" * 20_000,
        "<a '\"" * 15_000,
    ],
)
@pytest.mark.parametrize(
    "name", ["frame.html", "style.css", "theme.toml", "letter.txt"]
)
def test_whatever_a_file_holds_the_rules_come_to_an_end(
    mine: Path, name: str, text: str
) -> None:
    """With findings, and no fault of their own."""
    (mine / name).write_text(text)
    assert found_in(mine)
