"""Templates: whose goes first, what is escaped, and what a fault says."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW
from digest.errors import ThemeError
from digest.render import theme
from digest.render.theme import Theme, packaged_templates

#: makes nothing, and would take a day for it
ENDLESS = (
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
)


def a_theme(folder: Path, **templates: str) -> Theme:
    """A theme of these templates; `page_html` is page.html."""
    for name, text in templates.items():
        (folder / name.replace("_", ".")).write_text(text)
    return Theme((folder,))


def test_the_owners_file_goes_before_ours(tmp_path: Path) -> None:
    """One by one: what the owner did not copy stays ours."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/style.css").write_text("mine")
    both = Theme((tmp_path, packaged_templates()))
    assert both.fill("site/style.css") == "mine"
    assert both.fill("site/feed.css")


def test_markup_is_escaped_and_text_is_not(tmp_path: Path) -> None:
    """By the ending of the template's name."""
    made = a_theme(tmp_path, a_html="{{ x }}", a_xml="{{ x }}", a_txt="{{ x }}")
    assert made.fill("a.html", x="<b>") == "&lt;b&gt;"
    assert made.fill("a.xml", x="<b>") == "&lt;b&gt;"
    assert made.fill("a.txt", x="<b>") == "<b>"


def test_dates_and_directions_are_filters(tmp_path: Path) -> None:
    """The same in every locale."""
    made = a_theme(tmp_path, a_txt="{{ when|day }} {{ 'he'|direction }}")
    assert made.fill("a.txt", when=NOW) == "16 November 2026 rtl"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("one\n{{ nothing }}", r":2: 'nothing' is undefined"),
        ("one\n{% for x in %}", r":2: "),
        ("one\n{{ 1 / 0 }}", r":2: division by zero"),
        ("one\n{{ x.y.z }}", r":2: "),
        ("one\n{{ [].pop() }}", r":2: "),
        ("{% include 'a.html' %}", r"recursion"),
        ("{% include 'b.html' %}", r"b.html"),
        ("{{ x.__class__ }}", r"unsafe"),
        (ENDLESS, r"over 100000 steps"),
    ],
)
def test_a_fault_names_template_and_line(tmp_path: Path, text: str, fact: str) -> None:
    """Whatever a template runs into, it ends, as a fault that the owner can mend."""
    made = a_theme(tmp_path, a_html=text)
    with pytest.raises(ThemeError, match=rf"(?s)templates/a\.html.*{fact}.*mend"):
        made.fill("a.html", x=1)


def test_a_template_that_makes_too_much_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory has an end before the template has."""
    monkeypatch.setattr(theme, "LARGEST_TEXT", 1000)
    made = a_theme(tmp_path, a_html="{% for a in range(999) %}xx{% endfor %}")
    with pytest.raises(ThemeError, match="over 1000 characters"):
        made.fill("a.html")
