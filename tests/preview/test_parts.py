"""What a message is made of."""

from __future__ import annotations

from dataclasses import replace

from builders import a_letter
from digest.preview.parts import parts_of
from previews import a_message


def test_both_parts_are_read_back_as_they_were_written() -> None:
    """Whatever the transfer encoding did to them meanwhile."""
    letter = a_letter(
        html="<!DOCTYPE html><html><p>Fähre = „Aurelia“, 渡し船</p></html>",
        text="Fähre = „Aurelia“\n\n渡し船\n",
    )
    parts = parts_of(a_message(letter))
    assert parts.html.strip() == letter.html
    assert parts.text.splitlines() == letter.text.splitlines()


def test_the_personal_links_are_filled_in() -> None:
    """What is shown is what a reader would get."""
    parts = parts_of(a_message())
    assert "placeholder.invalid" not in parts.html + parts.text
    assert "https://notes.example.org/" in parts.html


def test_a_folded_field_keeps_its_lines() -> None:
    """In the order of the header, and none left out."""
    message = a_message(a_letter(subject="Harbour opens " * 10))
    head = message.data.partition(b"\r\n\r\n")[0].decode()
    fields = parts_of(message).fields
    told = "\n".join(f"{name}: {value}" for name, value in fields)
    assert told.replace(": \n", ":\n") == head.replace("\r\n", "\n")
    assert "\n " in dict(fields)["Subject"]


def test_the_weight_of_html_is_that_in_which_it_travels() -> None:
    """Quoted-printable writes three octets for many a letter's one."""
    light = parts_of(a_message(a_letter(html="<p>aaaa</p>")))
    heavy = parts_of(a_message(a_letter(html="<p>ääää</p>")))
    assert heavy.weight - light.weight == 4 * 5


def test_a_message_without_a_body_has_empty_parts() -> None:
    """It is shown as it is, and breaks nothing."""
    bare = replace(a_message(), data=b"Subject: x\r\n\r\n")
    parts = parts_of(bare)
    assert (parts.html, parts.weight) == ("", 0)
    assert parts.fields == (("Subject", "x"),)
