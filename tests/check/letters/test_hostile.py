"""Any bytes at all end in findings, soon, and never in an error."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.check.letters.message import MOST_OCTETS, read_message
from letter_messages import GOOD, PAGE, a_message, findings_in, in_page, names_in

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
#: seconds of the processor, since machines are busy; what one takes is a tenth
SOON = 5.0
ROOM = 110_000
GOOD_DATA = a_message()
#: what messages are made of, and what breaks them
PIECES = (
    *(b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"=", b"=3D", b"--", b"<", b">", b'"'),
    *(b"<!--", b"-->", b"<![endif]-->", b"<!--[if mso]>", b"<style>", b"</style>"),
    *(b"<a href=3D", b"</a>", b"<h1>", b"</h2>", b"<table>", b"<img>", b"{{", b"None"),
    *(b"style=3D'font-size:", b"@media", b"{", b"}", b"/*", b"(", b"!important"),
    *(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"\r\n--b\r\n", b": "),
    *(b"Content-Transfer-Encoding: base64\r\n", b"charset=", b"=?utf-8?b?", b"?="),
    *(b"From: ", b"DKIM-Signature: ", b"List-Unsubscribe: <", b"&#x110000;", b"&amp"),
)


def page_of(html: str) -> bytes:
    """A message with this HTML in the place of the good one's body."""
    start = PAGE[: PAGE.index("</head>")]
    return a_message(replace(GOOD, html=f"{start}</head><body>{html}"))


def in_time(data: bytes) -> set[str]:
    """The rules that find something, if they do so soon."""
    started = time.process_time()
    names = names_in(data)
    assert time.process_time() - started < SOON
    return names


def attacks() -> Iterator[tuple[str, bytes]]:
    """What takes other programs minutes, or their whole stack."""
    stars, rules = (
        f"/*{'*' * 50_000}",
        "".join(f".a{n}{{color:red}}" for n in range(4_000)),
    )
    pages = {
        "open comment": "<!--" * (ROOM // 4),
        "open tags": "<div>" * (ROOM // 5),
        "end tags": "</p>" * (ROOM // 4),
        "open attributes": '<a href="' * (ROOM // 9),
        "attributes": f"<a {'a=1 ' * (ROOM // 4)}>",
        "less than": "<" * ROOM,
        "blanks": f"<a{' ' * ROOM}",
        "slashes": f"<a{'/' * ROOM}",
        "paragraphs": "<p>a</p>" * (ROOM // 8),
        "links in links": "<a href=x>a" * (ROOM // 11),
        "links": '<a href="https://a.example/">here</a>' * (ROOM // 40),
        "headings": "<h1>a" * (ROOM // 5),
        "stars in an attribute": f'<p style="{stars[:8_000]}">a</p>',
        "brackets": f'<p style="width:{"(" * 8_000}">a</p>',
        "styles": "".join(f"<p style='color:rgb({n},1,1)'>a" for n in range(3_000)),
        "titles": "<title>" * (ROOM // 7),
        "scripts": "<script>" + "</scrip" * (ROOM // 8),
        "marks": "{{ " * (ROOM // 3),
        "comments for Outlook": "<!--[if mso]><table><![endif]-->" * (ROOM // 33),
        "tags for Outlook": f"<!--[if mso]>{'<table>' * (ROOM // 8)}<![endif]-->",
        "entities": "&#" * (ROOM // 2),
    }
    yield from ((name, page_of(html)) for name, html in pages.items())
    sheets = {
        "stars": stars,
        "rules": rules,
        "braces": "{" * 50_000,
        "brackets of CSS": f"a{{b:{'(' * 50_000}",
        "few brackets of CSS": f"a{{b:{'(' * 2_900}",
        "at-rules": "@media x{" * 5_000,
    }
    for name, css in sheets.items():
        yield name, in_page("<style>", f"<style>{css}")
    head = GOOD_DATA[: GOOD_DATA.index(b"\r\n\r\n") + 2]
    part = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    yield "parts in parts", part * 3_000
    yield "some parts in parts", part * 15
    yield "messages in messages", b"Content-Type: message/rfc822\r\n\r\n" * 2_000
    yield "many parts", part + b"--b\r\n\r\nx\r\n" * 9_000
    yield (
        "parameters",
        b"Content-Type: text/html; " + b"a*1=x; " * 5_000 + b"\r\n\r\n<p>",
    )
    yield "brackets of From", b"From: " + b"(" * 50_000 + b"\r\n\r\n"
    yield "dates", b"Date: " + b"1 " * 20_000 + b"\r\n\r\n"
    yield "encoded words", b"Subject: " + b"=?utf-8?q?" * 4_000 + b"\r\n\r\n"
    yield "unknown words", b"Subject: =?no?b?!?= =?utf-8?b?a?= =?utf-16?q?=00?=\r\n\r\n"
    yield "tags of DKIM", head + b"DKIM-Signature: " + b"a=b;" * 9_000 + b"\r\n\r\n"
    yield "a line without a name", b"From: a\r\n" + b"x" * 59_000 + b"\r\n\r\n"
    yield "addresses", head + b"List-Unsubscribe: " + b"<" * 20_000 + b"\r\n\r\n"
    yield "uuencode", GOOD_DATA.replace(b"quoted-printable", b"x-uuencode")
    yield "base64", GOOD_DATA.replace(b"quoted-printable", b"base64")
    yield (
        "eight bits",
        GOOD_DATA.replace(b"Harbour", b"H\xe4fen").replace(b"utf-8", b"l1"),
    )
    yield "surrogates", GOOD_DATA.replace(b"Harbour", b"=ED=A0=80")


ATTACKS = dict(attacks())


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_looked_through_soon(name: str) -> None:
    """And something is found wrong with it."""
    assert in_time(ATTACKS[name])


@pytest.mark.parametrize("octet", [b"x", b"\n", b"\0", b"\xff", b"a: b\r\n"])
def test_fifty_million_octets_are_not_taken_apart(octet: bytes) -> None:
    """No relay takes so many."""
    data = octet * (50_000_000 // len(octet))
    assert "letter-unreadable" in in_time(data)
    assert len(read_message(data).data) <= MOST_OCTETS


@given(data=st.binary(max_size=2_000))
@settings(max_examples=5_000 if IS_LONG else 100, deadline=None)
def test_binary_data_has_findings(data: bytes) -> None:
    """Whatever they are."""
    assert findings_in(data)


@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, len(GOOD_DATA)), st.integers(0, 80), st.sampled_from(PIECES)
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=20_000 if IS_LONG else 150, deadline=None)
def test_a_message_broken_anywhere_is_looked_through(
    changes: list[tuple[int, int, bytes]],
) -> None:
    """Octets gone, and others in their place; each line is one of the file."""
    data = GOOD_DATA
    for place, length, piece in changes:
        data = data[:place] + piece + data[place + length :]
    last = 2 + data.count(b"\n") + data.count(b"\r")
    for finding in findings_in(data):
        assert 1 <= finding.line <= last
        assert finding.fact
        assert finding.remedy
