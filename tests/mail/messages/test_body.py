from __future__ import annotations

import quopri
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_letter
from digest.deliveries import Placeholder
from digest.mail.messages.body import Gap, boundary_of, encode_body, quoted_printable

#: what mail programs, SMTP and DKIM stumble over, often
AWKWARD = st.text(
    st.sampled_from(list(" .=\n\r\tF\x00é€😀a-_"))
    | st.characters(exclude_categories=["Cs"])
) | st.sampled_from(
    ["From ", ".", "..", " ", "From here\n.\n  \n", "x" * 200, "é" * 80]
)


def is_canonical(data: bytes) -> bool:
    """Whether neither SMTP nor DKIM would have to change an octet."""
    lines = data.split(b"\r\n")
    return all(
        len(line) <= 76
        and b"\r" not in line
        and b"\n" not in line
        and b"  " not in line
        and not line.startswith((b".", b"From "))
        and not line.endswith((b" ", b"\t"))
        and line.isascii()
        for line in lines
    )


def with_line_ends(text: str) -> str:
    """The text as a mail program has it after decoding."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


@given(AWKWARD)
@settings(max_examples=100, deadline=None)
def test_quoted_printable_says_the_same(text: str) -> None:
    """Any text comes back as it was, by the standard library's own decoder."""
    data = quoted_printable(text)
    assert is_canonical(data)
    assert quopri.decodestring(data).decode() == with_line_ends(text)


@given(AWKWARD, AWKWARD, AWKWARD)
@settings(max_examples=100, deadline=None)
def test_a_gap_takes_any_value_between_any_texts(
    before: str, value: str, after: str
) -> None:
    """The constant parts are never wrapped again, whatever stands between them."""
    text = f"{before}{Placeholder.UNSUBSCRIBE_URL}{after}."
    letter = a_letter(text=text, html="")
    body = encode_body(letter, "b")
    data = b"".join(p.fill(value) if isinstance(p, Gap) else p for p in body)
    assert is_canonical(data)
    content = data.split(b"\r\n\r\n", 1)[1].split(b"\r\n--b\r\n", 1)[0]
    expected = (
        with_line_ends(before) + with_line_ends(value) + with_line_ends(f"{after}.")
    )
    assert quopri.decodestring(content).decode() == expected


def test_a_value_is_escaped_in_html_and_not_in_text() -> None:
    """An ampersand in a URL is an entity only where entities are read."""
    url = "https://example.org/?a=1&b=2"
    in_html = Gap(placeholder=Placeholder.CONFIRM_URL, is_html=True)
    in_text = Gap(placeholder=Placeholder.CONFIRM_URL, is_html=False)
    assert quopri.decodestring(in_html.fill(url)).endswith(b"a=1&amp;b=2")
    assert quopri.decodestring(in_text.fill(url)).decode() == url


@given(st.text(alphabet="aF.=/:&'\"<>?~!é \n", max_size=80), st.booleans())
def test_a_plain_value_is_no_other_for_being_quick(value: str, is_html: bool) -> None:  # noqa: FBT001
    """What needs nothing done to it is what the long way makes of it."""
    gap = Gap(placeholder=Placeholder.CONFIRM_URL, is_html=is_html)
    assert gap.fill(value) == quoted_printable(escape(value) if is_html else value)


def test_neighbouring_gaps_both_get_their_lines() -> None:
    """Two values may stand side by side, and at both ends of a text."""
    text = f"{Placeholder.CONFIRM_URL}{Placeholder.UNSUBSCRIBE_URL}"
    body = encode_body(a_letter(text=text, html=text), "b")
    filled = b"".join(p.fill("v") if isinstance(p, Gap) else p for p in body)
    assert filled.count(b"\r\nv=\r\nv\r\n--b") == 2


def test_the_boundary_is_constant_and_can_stand_in_no_body() -> None:
    """The same letter has the same boundary, another letter another."""
    assert boundary_of(a_letter()) == boundary_of(a_letter(subject="Other"))
    assert boundary_of(a_letter()) != boundary_of(a_letter(key="weekly-2"))
    assert boundary_of(a_letter()).startswith("=_")
