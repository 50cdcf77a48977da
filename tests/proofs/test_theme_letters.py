"""Every theme makes a good letter of whatever an issue holds, in every script."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import SHARED
from digest.check.letters.inspection import inspect_letter
from digest.check.themes.inspection import inspect_theme
from digest.deliveries import Letter, Placeholder
from digest.mail.messages.specimen import specimen
from digest.render.columns import COLUMNS, display_width
from digest.render.letters import render_confirmation, render_issue
from digest.render.letters.css.weighing import weight
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret
from letter_contents import CONTENTS, LANGUAGES, MAIL, THEMES, WHEN, Content, content

OURS = packaged_templates()
#: whose templates are compiled once for all letters
SHIPPED = Theme((OURS,))
KEY = Secret("a key of forty characters for these tests")
#: octets of HTML that no letter goes beyond
BUDGET = 90_000
#: what every theme must have, since the confirmation is made of it
CLASSES = (
    *("name", "note", "quiet", "entry", "title", "lead", "opening", "summary"),
    *("button", "press", "after"),
)
IN_EACH = pytest.mark.parametrize("language", LANGUAGES)
OF_EACH = pytest.mark.parametrize("name", CONTENTS)
BY_EACH = pytest.mark.parametrize("theme", THEMES)
HREF = re.compile(r'<a [^>]*href="([^"]*)"')
HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)


@cache
def letter_of(theme: str, name: str, language: str) -> Letter:
    """The content NAME in the language, by the theme."""
    return rendered(content(name, language, theme), SHIPPED)


def rendered(told: Content, theme: Theme) -> Letter:
    """The letter of the content."""
    return render_issue(
        theme,
        told.site,
        told.newsletter,
        told.issue,
        MAIL,
        fill=told.fill,
        logo=told.logo,
    )


def message_of(theme: str, name: str, language: str) -> bytes:
    """The letter as it would go out."""
    told = content(name, language, theme)
    letter = letter_of(theme, name, language)
    message = specimen(letter, site=told.site, newsletter=told.newsletter, key=KEY)
    return message.data


def words(html: str) -> str:
    """What is read of the HTML, each run of white space as one blank."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def headings(html: str) -> list[tuple[int, str]]:
    """Level and words of every heading."""
    return [(int(found[1]), words(found[2])) for found in HEADING.finditer(html)]


@BY_EACH
@OF_EACH
@IN_EACH
def test_our_lint_finds_nothing(theme: str, name: str, language: str) -> None:
    """The rules by which `digest check` refuses a letter, warnings too."""
    data = message_of(theme, name, language)
    found = inspect_letter(data, path="letter", postal_address=MAIL.postal_address)
    assert found == ()


@pytest.mark.shared
@BY_EACH
def test_the_checker_of_letters_finds_nothing(theme: str, tmp_path: Path) -> None:
    """Which shares no line with our lint."""
    files = []
    for name in CONTENTS:
        for language in LANGUAGES:
            file = tmp_path / f"{name}-{language}.eml"
            file.write_bytes(message_of(theme, name, language))
            files.append(str(file))
    checker = str(SHARED / "tools" / "check-eml")
    found = subprocess.run(  # noqa: S603  every word is our own
        [sys.executable, checker, "--strict", "--address", MAIL.postal_address, *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


@BY_EACH
@OF_EACH
@IN_EACH
def test_the_outline_begins_once_and_skips_no_level(
    theme: str, name: str, language: str
) -> None:
    """Who hears a letter goes through it by its headings."""
    levels = [level for level, _ in headings(letter_of(theme, name, language).html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@BY_EACH
@OF_EACH
@IN_EACH
def test_both_parts_say_the_same(theme: str, name: str, language: str) -> None:
    """Every heading and every link of the HTML stands in the text."""
    letter = letter_of(theme, name, language)
    text = " ".join(letter.text.split())
    assert [told for _, told in headings(letter.html) if told not in text] == []
    links = {unescape(url) for url in HREF.findall(letter.html)}
    assert [url for url in links if url not in letter.text] == []


@BY_EACH
@OF_EACH
@IN_EACH
def test_the_text_keeps_to_its_columns(theme: str, name: str, language: str) -> None:
    """But for what cannot be broken: addresses, code, rows of tables, one long word."""
    for line in letter_of(theme, name, language).text.splitlines():
        breaks = " " in line.strip() and not line.startswith(("    ", "| "))
        assert not breaks or display_width(line) <= COLUMNS, line


@BY_EACH
@OF_EACH
@IN_EACH
def test_every_entry_is_told_listed_or_counted(
    theme: str, name: str, language: str
) -> None:
    """Within what mail programs show uncut."""
    letter = letter_of(theme, name, language)
    told = content(name, language, theme)
    missing = [
        entry
        for entry in told.entries
        if entry.url not in letter.html and entry.canonical_url not in letter.html
    ]
    assert weight(letter.html) <= BUDGET
    assert not missing or str(len(missing)) in letter.text


@BY_EACH
@IN_EACH
def test_what_differs_by_reader_can_be_taken_out(theme: str, language: str) -> None:
    """The page of the letter on the web has no way out of one reader's subscription."""
    html = letter_of(theme, "one_entry", language).html
    bare = re.sub(r"<(\w+)[^>]* data-personal\b.*?</\1>", "", html, flags=re.DOTALL)
    assert Placeholder.UNSUBSCRIBE_URL in html
    assert not [word for word in Placeholder if word in bare]


@BY_EACH
def test_a_copied_theme_works_alone(theme: str, tmp_path: Path) -> None:
    """Its folder makes the same letter under another name, with no other one there."""
    newsletter, mail = tmp_path / "newsletter", tmp_path / "mail"
    shutil.copytree(OURS / "newsletter" / theme, newsletter / "mine")
    shutil.copytree(OURS / "mail", mail)
    copied = rendered(content("whole", "en", "mine"), Theme((tmp_path,)))
    original = letter_of(theme, "whole", "en")
    assert (copied.html, copied.text) == (original.html, original.text)


@BY_EACH
def test_a_theme_has_every_class_of_the_confirmation(theme: str) -> None:
    """Else the first letter that a reader gets would be the ugly one."""
    style = (OURS / "newsletter" / theme / "style.css").read_text("utf-8")
    assert [name for name in CLASSES if f".{name} {{" not in style] == []


@BY_EACH
@IN_EACH
def test_a_confirmation_has_an_outline_and_one_way_to_confirm(
    theme: str, language: str
) -> None:
    """It is in the frame of the theme."""
    told = content("one_entry", language, theme)
    letter = render_confirmation(SHIPPED, told.site, told.newsletter, MAIL, date=WHEN)
    assert headings(letter.html)[0][0] == 1
    assert letter.text.count(Placeholder.CONFIRM_URL) == 1


@BY_EACH
def test_the_lint_of_themes_finds_nothing(theme: str) -> None:
    """Owners copy ours, with whatever is wrong in them."""
    assert inspect_theme((OURS,), theme) == ()
