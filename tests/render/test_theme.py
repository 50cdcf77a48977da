"""Templates: whose goes first, what is escaped, and what a fault says."""

from __future__ import annotations

import pickle
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
        (ENDLESS, r"over 250000 steps"),
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


def test_a_plain_value_is_reached_before_a_method_of_its_name(tmp_path: Path) -> None:
    """A page's `items` are its own; the sandbox still denies what changes or leaks."""
    made = a_theme(tmp_path, a_txt="{{ x.items }} {{ x.get('b', 2) }}")
    assert made.fill("a.txt", x={"items": 1}) == "1 2"
    for forbidden in ("{{ x.clear() }}", "{{ x.__class__ }}", "{{ x.update(b=1) }}"):
        with pytest.raises(ThemeError, match="unsafe"):
            a_theme(tmp_path, a_txt=forbidden).fill("a.txt", x={"items": 1})


# --- what differs when a template does


def test_the_digest_of_a_template_follows_its_text(tmp_path: Path) -> None:
    """And nothing else."""
    made = a_theme(tmp_path, a_html="one", b_html="other")
    before = made.digest("a.html")
    (tmp_path / "b.html").write_text("changed")
    assert made.digest("a.html") == before
    (tmp_path / "a.html").write_text("two")
    assert made.digest("a.html") != before


@pytest.mark.parametrize(
    "text",
    [
        *('{% extends "b.html" %}', "{%- include 'b.html' -%}"),
        *('{% import "b.html" as b %}', '{% from "b.html" import c with context %}'),
        *('{% include "b.html" ignore missing %}', '{% include ["b.html"] %}'),
        *('{% set n = "b.html" %}{% include n %}', '{% include "b" ~ ".html" %}'),
        '{% extends "c.html" %}',
    ],
)
def test_the_digest_follows_what_a_template_brings_in(
    tmp_path: Path, text: str
) -> None:
    """However it is named, and through others; a name that is made up may be any."""
    made = a_theme(tmp_path, a_html=text, b_html="b", c_html='{% include "b.html" %}')
    before = made.digest("a.html")
    (tmp_path / "b.html").write_text("changed")
    assert made.digest("a.html") != before


def test_the_digest_tells_whose_template_it_is(tmp_path: Path) -> None:
    """A copy that the owner adds or takes away; a template that is not there."""
    own, ours = tmp_path / "own", tmp_path / "ours"
    own.mkdir()
    ours.mkdir()
    (ours / "a.html").write_text("ours")
    made = Theme((own, ours))
    before = made.digest("a.html")
    (own / "a.html").write_text("mine")
    assert made.digest("a.html") != before
    (own / "a.html").unlink()
    assert made.digest("a.html") == before
    assert made.digest("missing.html") != before


def test_templates_that_bring_in_each_other_have_a_digest(tmp_path: Path) -> None:
    """Round and round, but once."""
    made = a_theme(
        tmp_path, a_html='{% extends "b.html" %}', b_html="{% include 'a.html' %}"
    )
    assert made.digest("a.html")


def test_a_theme_opens_again_in_another_process(tmp_path: Path) -> None:
    """It is sent as the names of its folders."""
    made = pickle.loads(pickle.dumps(a_theme(tmp_path, a_html="{{ x }}")))  # noqa: S301
    assert made.fill("a.html", x="<b>") == "&lt;b&gt;"
