"""Bytes become text, whatever they were written with."""

from __future__ import annotations

import pytest

from digest.errors import ContentError
from digest.load.encoding import declared_charset, decode


@pytest.mark.parametrize(
    ("path", "data", "text"),
    [
        ("a.txt", "Café 😀".encode(), "Café 😀"),
        ("a.txt", "Café".encode("utf-8-sig"), "Café"),
        ("a.txt", "Café".encode("utf-16"), "Café"),
        ("a.txt", b"\xfe\xff" + "Café".encode("utf-16-be"), "Café"),
        ("a.txt", b"Caf\xe9 \x96 \x93open\x94", "Café – “open”"),
        (
            "a.html",
            "<meta charset=shift_jis>日本".encode("shift_jis"),
            "<meta charset=shift_jis>日本",
        ),
        ("a.txt", b"a\x0bb", "a b"),
    ],
)
def test_text_is_read_in_the_encoding_it_has(path: str, data: bytes, text: str) -> None:
    """Byte order mark, UTF-8, what a page declares, and Windows last."""
    assert decode(path, data) == text


def test_a_nul_in_a_text_is_told_with_its_line() -> None:
    """It is a slip; many bytes like it are another kind of file."""
    text = b"The harbour is open.\n" * 20
    with pytest.raises(ContentError, match=r"NUL \(byte 0\) in line 21; take it out"):
        decode("a.txt", text + b"\0" + text)
    with pytest.raises(ContentError, match="binary file"):
        decode("a.txt", text + b"\0" * 20)


@pytest.mark.parametrize(
    ("meta", "codec"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<meta charset=iso-8859-1>", "cp1252"),
        (b"<meta http-equiv=x content='text/html; charset=Shift_JIS'>", "shift_jis"),
        (b"<meta charset=unicode_escape>", ""),
        (b"<meta charset=idna>", ""),
        (b"<meta charset=nonsense>", ""),
        (b"<p>charset</p>", ""),
    ],
)
def test_an_encoding_is_taken_as_browsers_take_it(meta: bytes, codec: str) -> None:
    """Only encodings of text count, whatever else Python would decode with."""
    assert declared_charset(meta) == codec
