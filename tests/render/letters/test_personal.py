from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from builders import NOW, a_newsletter, a_site
from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.errors import ThemeError
from digest.issues import Note
from digest.render.letters import (
    render_confirmation,
    render_moving,
    render_welcome,
)
from digest.render.letters.extent import LARGEST_HTML
from digest.render.theme import Theme, packaged_templates
from digest.words import LANGUAGES

THEME = Theme((packaged_templates(),))
MAIL = MailSection(postal_address="1 Quay Street, Hamburg")
RENDERERS = [render_confirmation, render_moving, render_welcome]
OTHERS = sorted(LANGUAGES - {"en"})


def a_welcome(note: Note | None = None, theme: Theme = THEME, **more: Any) -> Letter:
    """The welcome of the weekly newsletter."""
    changes = more.pop("newsletter", {})
    return render_welcome(
        *(theme, a_site(), a_newsletter(**changes), MAIL),
        date=NOW,
        note=note,
        **more,
    )


def a_move(language: str = "") -> Letter:
    """The letter that asks a new address."""
    return render_moving(
        THEME, a_site(), a_newsletter(), MAIL, date=NOW, language=language
    )


def a_note(html: str, **changes: str) -> Note:
    """The owner's own words."""
    path = "issues/weekly/welcome.md"
    return Note(path=path, fingerprint="f", html=html, **changes)


def words_of(html: str) -> str:
    """What the letter says, without its tags."""
    return unescape(re.sub(r"<[^>]*>", " ", html))


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_letter_to_one_reader_speaks_their_language(
    render: Any, language: str
) -> None:
    """Subject, HTML and text; the newsletter's name stays its own."""
    given = (THEME, a_site(), a_newsletter(), MAIL)
    english = render(*given, date=NOW)
    theirs = render(*given, date=NOW, language=language)
    assert (english.language, theirs.language) == ("en", language)
    assert theirs.subject != english.subject
    assert theirs.text != english.text
    assert f'<html lang="{language}"' in theirs.html
    assert '<span lang="en" dir="ltr">North Shore' in theirs.html
    assert ('dir="rtl"' in theirs.html) == (language == "ar")
    assert "North Shore" in theirs.subject


@pytest.mark.parametrize("render", RENDERERS)
def test_without_a_choice_the_newsletter_says_the_language(render: Any) -> None:
    """And a language that digest does not speak is English."""
    german = a_newsletter(language="de")
    assert render(THEME, a_site(), german, MAIL, date=NOW).language == "de"
    letter = render(THEME, a_site(), german, MAIL, date=NOW, language="tlh")
    assert letter.language == "en"


@pytest.mark.parametrize("render", RENDERERS)
def test_a_letter_to_one_reader_has_what_its_headers_need(render: Any) -> None:
    """Sender, list, answers, and the archive as its place."""
    newsletter = a_newsletter(reply_to="Ada <ada@notes.example.org>")
    letter = render(THEME, a_site(), newsletter, MAIL, date=NOW)
    assert letter.key == f"weekly-{letter.purpose}"
    assert (letter.sender, letter.list_id) == (newsletter.sender, newsletter.list_id)
    assert letter.reply_to == "Ada <ada@notes.example.org>"
    assert letter.archived_at == "https://notes.example.org/issues/weekly/"
    assert MAIL.postal_address in letter.text


def test_the_letter_to_a_new_address_can_end_nothing() -> None:
    """It may reach a stranger: one link to agree, none to leave."""
    letter = a_move()
    assert letter.purpose is Purpose.MOVE
    for part in (letter.html, letter.text):
        assert Placeholder.MOVE_URL in part
        assert Placeholder.UNSUBSCRIBE_URL not in part
        assert Placeholder.PREFERENCES_URL not in part
    assert "ignore this letter" in letter.text


def test_a_welcome_tells_what_comes_and_how_to_leave() -> None:
    """How often, where the earlier issues are, and every way out."""
    letter = a_welcome()
    assert letter.purpose is Purpose.WELCOME
    assert letter.subject == "Welcome to North Shore Weekly"
    assert "Thank you for subscribing to North Shore Weekly." in words_of(letter.html)
    assert "at 07:00 (Berlin time)" in letter.text
    for link in (Placeholder.UNSUBSCRIBE_URL, Placeholder.PREFERENCES_URL):
        assert link in letter.html
        assert link in letter.text
    assert "Read earlier issues" in letter.text


def test_a_welcome_has_the_owners_words_in_its_middle() -> None:
    """In the language that they wrote them in, with their own subject."""
    note = a_note("<p>Good to have <b>you</b>.</p>", subject="Ahoy", preheader="Enter")
    letter = a_welcome(note, language="ar")
    assert letter.subject == "Ahoy"
    assert "Good to have you" in re.sub(r"\s+", " ", words_of(letter.html)).replace(
        " .", "."
    )
    own = r'<div lang="en" dir="ltr"[^>]*>\s*<p[^>]*>Good to have'
    assert re.search(own, letter.html)
    assert "Enter" in letter.html


def test_the_owners_words_hold_no_place_for_a_readers_link() -> None:
    """What stands for one in them would be filled in for each reader."""
    url = Placeholder.CONFIRM_URL
    letter = a_welcome(a_note(f'<p><a href="{url}">Confirm</a> {url}</p>'))
    assert Placeholder.CONFIRM_URL not in letter.html
    assert Placeholder.CONFIRM_URL not in letter.text


def test_no_mail_program_cuts_a_welcome() -> None:
    """Of very long words only the first go out."""
    letter = a_welcome(a_note("<p>Good to have you, all of you.</p>" * 5000))
    assert len(letter.html.encode()) < LARGEST_HTML


def test_a_theme_must_let_new_readers_leave(tmp_path: Path) -> None:
    """A welcome without the link is refused, with the place to mend."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "welcome.html").write_text(
        "<!DOCTYPE html>\n<html><body><p>Welcome</p></body></html>"
    )
    theme = Theme((tmp_path, packaged_templates()))
    with pytest.raises(ThemeError, match=r"welcome\.html: has no link to"):
        a_welcome(theme=theme)
