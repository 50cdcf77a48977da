"""The letter of an issue as its readers would get it, on real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import a_png
from digest.pipeline.content import open_memo
from digest.pipeline.issues.next_issue import NextIssue, next_issues
from publications import (
    NINE,
    Clock,
    a_press,
    an_article_text,
    set_newsletter,
    write_note,
)

WORDS = "The harbour is open again, and ships have been waiting outside. " * 8


def look(site: Path) -> NextIssue:
    """What the next slot brings."""
    with a_press(site, Clock(NINE)) as press, open_memo(press.config, now=NINE) as memo:
        (found,) = next_issues(
            press.config, press.store, press.theme, press.key, memo, now=NINE
        )
    return found


def html_of(found: NextIssue) -> str:
    """The HTML part of its letter."""
    assert found.letter is not None, found.problem
    return found.letter.html


def design(site: Path, **values: Any) -> None:
    """The section of the design."""
    lines = [f"{key} = {value!r}" for key, value in values.items()]
    with (site / "digest.toml").open("a") as file:
        file.write("\n".join(["", "[newsletters.weekly.design]", *lines, ""]))


def test_a_whole_article_stands_in_the_letter(site: Path) -> None:
    """With its links absolute."""
    text = f"{an_article_text('Pier')}\nSee [it](harbour.md). The last word.\n"
    (site / "content" / "pier.md").write_text(text)
    set_newsletter(site, show="whole")
    html = html_of(look(site))
    assert "The last word." in html
    assert 'href="https://notes.example.org/articles/harbour/"' in html


def test_what_has_no_room_is_told(site: Path) -> None:
    """A letter is not cut in silence."""
    body = "\n\n".join(f"{number}. {WORDS}" for number in range(400))
    (site / "content" / "long.md").write_text(an_article_text("Long") + body)
    set_newsletter(site, show="whole")
    found = look(site)
    assert found.letter is not None
    assert found.letter.shortened
    assert found.message is not None
    assert len(found.letter.html.encode()) <= 90_000


def test_a_logo_of_the_content_folder_is_published_for_it(site: Path) -> None:
    """No article has to show it."""
    (site / "content" / "logo.png").write_bytes(a_png(64, 32))
    design(site, logo="logo.png", logo_width=32)
    html = html_of(look(site))
    assert 'src="https://notes.example.org/media/logo.png"' in html


@pytest.mark.parametrize(
    ("name", "data", "way_out"),
    [
        ("gone.png", None, "it is not in the content folder: add the file or mend the"),
        ("logo.png", b"no picture", "it is no picture, or a broken one: save it as"),
        ("a.md", b"# A", "it is no picture, or a broken one: save it as"),
    ],
)
def test_a_logo_that_is_none_is_told_with_its_line(
    site: Path, name: str, data: bytes | None, way_out: str
) -> None:
    """The file, or the name of it, is to be mended, and why."""
    if data is not None:
        (site / "content" / name).write_bytes(data)
    design(site, width=600, logo=name)
    line = (site / "digest.toml").read_text().splitlines().index(f"logo = {name!r}") + 1
    found = look(site)
    place = f"digest.toml:{line}: [newsletters.weekly.design] logo: {name!r} is no pic"
    assert str(found.problem).startswith(place)
    assert f"; {way_out}" in str(found.problem)


def serve_at(site: Path, url: str, relay: str) -> None:
    """Put the site at another address, and name its relay."""
    toml = site / "digest.toml"
    text = toml.read_text().replace(
        'url = "https://notes.example.org"', f'url = "{url}"'
    )
    toml.write_text(text.replace("[mail]\n", f'[mail]\nrelay = "{relay}"\n'))


def test_a_site_on_its_owners_machine_is_warned_while_nothing_leaves_it(
    site: Path,
) -> None:
    """Its logo and its pictures stand in the letter as readers will see them."""
    (site / "content" / "logo.png").write_bytes(a_png(64, 32))
    design(site, logo="logo.png", logo_width=32)
    serve_at(site, "http://127.0.0.1:8000", "outbox")
    found = look(site)
    assert [(each.rule, str(each.severity)) for each in found.findings] == [
        ("letter-trial", "warning")
    ]
    assert 'src="http://127.0.0.1:8000/media/logo.png"' in html_of(found)


def test_a_relay_gets_no_letter_of_a_site_without_https(site: Path) -> None:
    """Who could not leave by one click would complain instead."""
    serve_at(site, "http://notes.example.org", "smtp://notes@relay.example.org")
    errors = [each for each in look(site).findings if str(each.severity) == "error"]
    assert [each.rule for each in errors] == ["letter-unsubscribe"]


def test_a_note_may_lead_to_a_file_that_an_article_brings(site: Path) -> None:
    """It is published with that one."""
    (site / "content" / "table.pdf").write_bytes(b"%PDF-1.4")
    text = f"{an_article_text('Pier')}\nSee [the table](table.pdf).\n"
    (site / "content" / "pier.md").write_text(text)
    write_note(site, "Dear readers, see [the table](../../table.pdf).")
    found = look(site)
    assert found.issue is not None, found.problem
    assert found.issue.note is not None
    assert "https://notes.example.org/media/table.pdf" in found.issue.note.html


def test_an_own_text_is_the_text_part(site: Path) -> None:
    """With the ways out below it."""
    write_note(site, "Dear readers,\n\nthe harbour is open.", "weekly/next.txt")
    found = look(site)
    assert found.letter is not None
    assert found.letter.has_own_text
    assert "Dear readers,\n\nthe harbour is open." in found.letter.text
    assert "https://placeholder.invalid/unsubscribe" in found.letter.text
    assert "Ships have been waiting" not in found.letter.text
