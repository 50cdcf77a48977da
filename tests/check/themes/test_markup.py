"""The tags of a template, however it is written."""

from __future__ import annotations

import os
from pathlib import Path
from time import process_time

import pytest

from digest.check.themes.markup import read_markup
from digest.check.themes.study import plain_of, read_theme


def test_tags_have_their_lines_and_attributes() -> None:
    """With any quotes, or none; the first of two counts."""
    markup = read_markup("<P a=\"1 > 0\" b='2'\n c=3 d a=4>\n<img/>")
    paragraph, image = markup.tags
    assert paragraph.name == "p"
    assert paragraph.attributes == {"a": "1 > 0", "b": "2", "c": "3", "d": ""}
    assert (image.name, image.line) == ("img", 3)


def test_what_stands_in_the_body_is_told() -> None:
    """A part without a head will stand in one."""
    markup = read_markup("<html><head><link></head><body><p>")
    told = {tag.name: tag.is_in_body for tag in markup.tags if tag.name != "html"}
    assert told == {"head": False, "link": False, "body": True, "p": True}
    assert read_markup("<link>").tags[0].is_in_body


def test_comments_and_declarations_are_no_tags() -> None:
    """Conditions of the Word engine are comments, in whichever form."""
    markup = read_markup("<!DOCTYPE html>\n<!--[if mso]><p>--><![if !mso]><!-- a -- b")
    assert markup.doctype == "DOCTYPE html"
    assert not markup.tags
    assert [(each.text, each.line) for each in markup.comments] == [
        ("[if mso]><p>", 2),
        ("![if !mso]", 2),
        (" a -- b", 2),
    ]


def test_jinja_is_taken_out_without_moving_a_line() -> None:
    """What is filled in stands as a lone letter."""
    text = "{# a\n b #}{% if x %}<p class=\"{{ 'a' if b\n else 'c' }}\">{% endif %}"
    assert plain_of(text) == '\n<p class="x\n">'


def test_what_is_never_closed_is_read_once() -> None:
    """In linear time, whatever it is."""
    for piece in ("<a ", "<!--", "<!", "<a '\"", '<a "', "<", "<a b=", "<!--->"):
        read_markup(piece * 20_000)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a {{ b", "a {{ b"),
        ("{{ a }} {{ b {# c #} {% d", "x {{ b  {% d"),
        ("{# {{ a }} #}{{ '{%' }}%}", "x%}"),
    ],
)
def test_jinja_that_is_never_closed_stays(text: str, plain: str) -> None:
    """As Jinja itself would have it within a part that is raw."""
    assert plain_of(text) == plain


@pytest.mark.parametrize("piece", ["{{", "{%", "{#", 'class="{{ ', "{{ {% {# "])
def test_jinja_that_is_never_closed_is_read_once(tmp_path: Path, piece: str) -> None:
    """A hundred thousand octets of it took more than a minute."""
    folder = tmp_path / "newsletter/mine"
    folder.mkdir(parents=True)
    text = piece * (90_000 // len(piece))
    (folder / "letter.html").write_text(f"{{% raw %}}{text}{{% endraw %}}")
    begun = process_time()
    study = read_theme((tmp_path,), "mine")
    study.plain("letter.html")
    assert not study.combinations
    assert process_time() - begun < 3


def test_a_pipe_is_no_theme(tmp_path: Path) -> None:
    """Nobody waits for its other end."""
    (tmp_path / "newsletter/mine").mkdir(parents=True)
    os.mkfifo(tmp_path / "newsletter/mine/style.css")
    study = read_theme((tmp_path,), "mine")
    assert study.unread == {"style.css": "is no plain file"}
