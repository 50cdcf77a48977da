"""A message is taken apart as mail programs do."""

from __future__ import annotations

import pytest

from digest.check.letters.message import Field, read_message
from letter_messages import a_message


def test_fields_are_unfolded_and_have_their_lines() -> None:
    """The name as it is written, the value without blanks around it."""
    told = read_message(
        b"From: a@b.example\r\nSUBJECT : one\r\n  two\r\nTo:x\r\n\r\na: b"
    )
    assert [(each.name, each.value, each.line) for each in told.fields] == [
        ("From", "a@b.example", 1),
        ("SUBJECT", "one  two", 2),
        ("To", "x", 4),
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?b?w6k=?= =?utf-8?b?w6k=?=", "éé"),
        ("=?no-charset?q?a?=", "=?no-charset?q?a?="),
        ("=?utf-8?b?a?=", "=?utf-8?b?a?="),
        ("=?utf-8?q?=ff?=", "=?utf-8?q?=ff?="),
    ],
)
def test_words_of_a_field_are_decoded_where_they_can_be(value: str, words: str) -> None:
    """Else a reader sees what is written."""
    assert Field(name="Subject", value=value, line=1).words == words


def test_parts_have_their_texts_and_lines() -> None:
    """Through quoted-printable, whose soft line breaks begin no line."""
    told = read_message(a_message())
    text, html = told.parts
    assert (text.media_type, text.charset, text.encoding) == (
        "text/plain",
        "utf-8",
        "quoted-printable",
    )
    assert html.text.startswith("<!DOCTYPE html>\n<html")
    lines = a_message().decode().split("\r\n")
    assert lines[html.line_of(1) - 1] == "<!DOCTYPE html>"
    assert lines[html.line_of(3) - 1] == "<head>"
    assert html.line_of(0) == html.line_of(1)
    assert html.line_of(9_999) <= len(lines)
    assert told.alternatives == (("text/plain", "text/html"),)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "holds nothing"),
        (b" \r\n", "holds nothing"),
        (b"x" * 1_000_001, "has 1,000,001 octets, more than 1,000,000"),
        (b"a: b\n" + b"\n" * 90_000, "has more than 40,000 lines"),
        (b"Dear reader", "does not begin with a header field"),
        (b"a: b\r\n" * 500, "has no header fields, or far too many"),
        (b"Content-Type: multipart/x\r\n\r\n" * 30, "names 30 parts that hold others"),
    ],
)
def test_what_is_no_letter_is_left_whole(data: bytes, refusal: str) -> None:
    """With the reason."""
    assert read_message(data).refusal == refusal


def test_an_article_may_speak_of_parts() -> None:
    """Words of the body are no containers."""
    data = a_message().replace(b"NORTH", b"multipart/mixed " * 30)
    assert read_message(data).refusal == ""
