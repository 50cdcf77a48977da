"""A letter as each kind of reader sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_letter
from digest.preview.parts import Parts, parts_of
from digest.preview.views import View, letter_page, words_page
from digest.render.theme import Theme, packaged_templates
from previews import a_message

SITE = "https://notes.example.org"
PAGE = """<!DOCTYPE html>
<html><head>
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) { p { color: #eeeeee !important; } }
@media ( Prefers-Color-Scheme:light ) and (max-width: 500px) { p { margin: 0; } }
@media (max-width: 560px) { p { padding: 0; } }
</style></head>
<body><p>Write (prefers-color-scheme: dark) and src="https://notes.example.org/x".</p>
<picture><source media="(prefers-color-scheme: dark)" srcset="d.png">
<img src="https://notes.example.org/media/quay.jpg" alt="Quay">
<img src="https://other.example/media/quay.jpg" alt="Other"></picture>
</body></html>"""


def page_in(view: View, html: str = PAGE) -> str:
    """The document of this view."""
    parts = replace(parts_of(a_message()), html=html)
    return letter_page(parts, view, site_url=SITE)


def words_in(view: View, parts: Parts) -> str:
    """The document of a view of words."""
    return words_page(parts, view, Theme((packaged_templates(),)))


def test_the_dark_view_is_dark_whatever_the_system_is() -> None:
    """Every condition is answered, and the other rules stay as they are."""
    page = page_in(View.DARK)
    assert "@media (min-width: 0) { p { color: #eeeeee !important; } }" in page
    assert "@media (max-width: -1px) and (max-width: 500px)" in page
    assert "@media (max-width: 560px)" in page
    assert ":root { color-scheme: dark; supported-color-schemes: light dark; }" in page
    assert page.count('<meta name="color-scheme" content="dark">') == 2
    assert '<source media="(min-width: 0)" srcset="d.png">' in page


@pytest.mark.parametrize("view", [View.DESKTOP, View.PHONE, View.NO_IMAGES])
def test_the_other_views_are_light_whatever_the_system_is(view: View) -> None:
    """An owner whose system is dark sees what most readers do."""
    page = page_in(view)
    assert "@media (max-width: -1px) { p { color: #eeeeee !important; } }" in page
    assert "@media (min-width: 0) and (max-width: 500px)" in page
    assert ":root { color-scheme: light;" in page


def test_the_words_of_an_article_are_no_rules() -> None:
    """One that tells of style sheets is shown as it is."""
    words = 'Write (prefers-color-scheme: dark) and src="https://notes.example.org/x".'
    assert words in page_in(View.DARK)


def test_the_pictures_of_the_site_come_from_here() -> None:
    """They need not be public yet; those of others are where they are."""
    page = page_in(View.DESKTOP)
    assert '<img src="/published/media/quay.jpg" alt="Quay">' in page
    assert '<img src="https://other.example/media/quay.jpg" alt="Other">' in page


def test_a_link_that_is_followed_leaves_the_letter_where_it_is() -> None:
    """It opens beside the page."""
    assert '<head><base target="_blank">' in page_in(View.DESKTOP)


def test_the_source_is_what_is_sent() -> None:
    """Nothing is answered or moved in it, and nothing of it is markup."""
    parts = replace(parts_of(a_message()), html=PAGE)
    page = words_in(View.SOURCE, parts)
    assert page.count("<li>") == len(PAGE.splitlines())
    assert "<li>@media (prefers-color-scheme: dark) {" in page
    assert "&lt;body&gt;" in page
    assert "<picture>" not in page


def test_the_text_is_shown_line_by_line() -> None:
    """Signs of markup in it are signs."""
    text = "Harbour opens\n\n<script>alert(1)</script> & more\n"
    page = words_in(View.TEXT, parts_of(a_message(a_letter(text=text))))
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</li>" in page
    assert "<script>" not in page


def test_every_field_of_the_header_is_shown() -> None:
    """By name and value."""
    parts = parts_of(a_message())
    page = words_in(View.HEADERS, parts)
    for name, _ in parts.fields:
        assert f"<dt>{name}</dt>" in page
    assert "List-Unsubscribe=One-Click" in page
