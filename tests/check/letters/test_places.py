"""A finding names the line of the file on which its fault stands."""

from __future__ import annotations

import pytest

from letter_messages import a_message, findings_in, in_message, in_page, in_text


def line_of(data: bytes, words: bytes) -> int:
    """Where the words stand first."""
    return 1 + data[: data.index(words)].count(b"\n")


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (in_page("</h2>", "<b></h2>"), "letter-tags", b"<b>"),
        (in_page(' alt="Ships"', ""), "letter-picture", b"harbour.jpg"),
        (
            in_page("font-size:14px", "font-size:9px"),
            "letter-tiny-text",
            b"Issue 1 =C2",
        ),
        (in_page("a:hover", "p"), "letter-not-inlined", b"p { text"),
        (in_text("Harbour\nopens", "Ha&nbsp;"), "letter-text-markup", b"Ha&nbsp;"),
        (
            in_message(b"Precedence", b"Bcc: a@b.example\r\nPrecedence"),
            "letter-barred-header",
            b"Bcc",
        ),
        (in_message(b"NORTH", b"N" * 1_000), "letter-long-line", b"NNN"),
    ],
)
def test_a_finding_stands_on_its_line(data: bytes, rule: str, words: bytes) -> None:
    """Through quoted-printable too, where one line is written as several."""
    found = [each.line for each in findings_in(data) if each.rule == rule]
    near = line_of(data, words)
    assert found
    assert all(near - 3 <= line <= near for line in found)


def test_what_is_missing_is_told_of_the_first_line() -> None:
    """It stands nowhere."""
    data = a_message().replace(
        b"Auto-Submitted: auto-generated\r\nPrecedence: bulk\r\n", b""
    )
    assert [(each.rule, each.line) for each in findings_in(data)] == [
        ("letter-automatic", 1)
    ]


def test_of_base64_the_part_is_named() -> None:
    """Its lines tell nothing."""
    data = a_message().replace(b"quoted-printable", b"base64")
    lines = {each.line for each in findings_in(data) if each.rule == "letter-doctype"}
    assert lines == {line_of(data, b"<!DOCTYPE")}
