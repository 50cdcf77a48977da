from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.header import Header, decode_header, make_header
from email.utils import parseaddr

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.lines import one_line
from digest.mail.messages.headers import (
    LONGEST_WORD,
    header,
    mailbox_words,
    mailto,
    text_words,
    token,
    uri,
)

#: what one puts into a name to break a header
HOSTILE = st.text(max_size=300) | st.sampled_from(
    [
        "Ann\r\nBcc: all@example.org",
        'Ann "the Quay", Jr.',
        "Quay, Ann",
        "=?utf-8?q?Ann?=",
        "Ann\\",
        "\u202egro.elpmaxe@nna",
        "👩‍👩‍👧 Ann",
        "x" * 300,
        "é" * 300,
        "Ann <bob@example.org>",
        "\x00\x1b[31m",
        "a@b, c@d",
        "(comment)",
    ]
)


def parsed(data: bytes, name: str) -> str:
    """What a mail program reads; fails where the field became two."""
    message = message_from_bytes(data + b"\r\n", policy=policy.compat32)
    assert message.keys() == [name]
    assert not message.get_payload()
    return re.sub(r"\r?\n", "", str(message[name]))


def is_well_folded(data: bytes) -> bool:
    """Whether every line keeps the limits of RFC 5322 and RFC 2047."""
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    words = re.findall(rb"=\?[^? ]+\?[bq]\?[^? ]*\?=", data)
    return (
        data.endswith(b"\r\n")
        and data.isascii()
        and all(len(line) <= 78 and line.strip() for line in lines)
        and all(line.startswith(b" ") for line in lines[1:])
        and all(len(word) <= 75 for word in words)
    )


@given(HOSTILE)
@settings(max_examples=100, deadline=None)
def test_any_subject_is_one_field_and_reads_as_written(text: str) -> None:
    """No character ends the field, and nothing visible is lost."""
    data = header("Subject", *text_words(text))
    assert is_well_folded(data) or not one_line(text)
    read = str(make_header(decode_header(parsed(data, "Subject").strip())))
    assert read == one_line(text)


@given(HOSTILE)
@settings(max_examples=100, deadline=None)
def test_any_name_stands_before_the_one_address(name: str) -> None:
    """Commas, quotes and brackets of a name make no second mailbox."""
    data = header("To", *mailbox_words(name, "ann@example.net"))
    assert is_well_folded(data)
    phrase, address = parseaddr(parsed(data, "To"))
    assert address == "ann@example.net"
    assert str(make_header(decode_header(phrase))) == one_line(name)
    found = message_from_bytes(data + b"\r\n", policy=policy.default)["To"]
    assert [one.addr_spec for one in found.addresses] == ["ann@example.net"]
    assert not found.defects


def test_words_are_folded_and_never_cut() -> None:
    """A word that is longer than a line stands alone on one."""
    data = header(
        "List-Unsubscribe", f"<https://example.org/{'x' * 80}>,", "<mailto:a>"
    )
    assert data.split(b"\r\n") == [
        b"List-Unsubscribe:",
        b" <https://example.org/" + b"x" * 80 + b">,",
        b" <mailto:a>",
        b"",
    ]


def test_plain_text_stays_readable() -> None:
    """ASCII is encoded only where it must be."""
    assert list(text_words("Harbour opens")) == ["Harbour", "opens"]
    assert list(mailbox_words("Ann Quay", "a@example.org")) == [
        "Ann",
        "Quay",
        "<a@example.org>",
    ]
    assert list(mailbox_words("", "a@example.org")) == ["a@example.org"]


@given(st.text(alphabet='aZ09 é港🙂.=?_-!/"', max_size=60))
def test_encoded_words_are_those_of_the_standard_library(text: str) -> None:
    """In kind and in octets, though one that fits is written without its help."""
    text = one_line(f"é{text}")
    expected = Header(text, "utf-8", maxlinelen=LONGEST_WORD).encode().split()
    assert list(text_words(text)) == expected


def test_a_uri_is_ascii_in_angle_brackets() -> None:
    """No blank, bracket or comma of a value can end it."""
    assert uri("https://example.org/é ,<x>\r\ny") == (
        "<https://example.org/%C3%A9%20%2C%3Cx%3E%20y>"
    )
    assert mailto("a+b@example.org", "leave now") == (
        "<mailto:a+b@example.org?subject=leave%20now>"
    )


def test_a_uri_that_is_one_stays_as_it_is() -> None:
    """Its own escapes are not escaped again."""
    url = "https://example.org/leave/7.weekly.a-b_c?d=%C3%A9&e=~f;g"
    assert uri(url) == f"<{url}>"


def test_a_token_holds_no_separators() -> None:
    """Colons would be fields of Feedback-ID, dots at an end no dot-atom."""
    assert token(".weekly: 1\r\n.") == "weekly-1"
