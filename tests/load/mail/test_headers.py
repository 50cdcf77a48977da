"""Headers in plain words, whatever stands in them."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.load.mail.headers import (
    Occasion,
    authors_of,
    date_of,
    decode_words,
    header,
    occasion_of,
    subject_of,
)


def a_message(lines: bytes) -> Message:
    """A mail of these header lines."""
    return message_from_bytes(lines + b"\n\nText.", policy=policy.compat32)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?Hafen_=C3=B6ffnet?=", "Hafen öffnet"),
        ("=?utf-8?b?w7Y=?= =?utf-8?b?w7Y=?=", "öö"),
        ("=?no-such-charset?q?=F6?=", "ö"),
        ("=?utf-8?b?w7?= x", "Ã x"),
        ("=?iso-8859-1?q?=F6?= and more", "ö and more"),
    ],
)
def test_encoded_words_are_decoded(raw: str, words: str) -> None:
    """RFC 2047 as it is, and as it is not."""
    assert decode_words(raw) == words


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"From: Ada Quay <ada@x.example>", ("Ada Quay",)),
        (b'From: "Quay, Ada" <ada@x.example>', ("Quay, Ada",)),
        (
            b"From: =?utf-8?q?Ad=C3=A4?= <a@x.example>, Ben <b@x.example>",
            ("Adä", "Ben"),
        ),
        (b"From: ada@x.example", ()),
        (b'From: "ada@x.example" <ada@x.example>', ()),
        (b"From: \xc3\x84da <a@x.example>", ("Äda",)),
        (b"From: \xc4da <a@x.example>", ("Äda",)),
        (b"From: <<<>>>,,,", ()),
        (b"Subject: none", ()),
    ],
)
def test_authors_are_names(raw: bytes, name: tuple[str, ...]) -> None:
    """An address alone is nobody's to publish."""
    assert authors_of(a_message(raw)) == name


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"The harbour", "The harbour"),
        (b"Re: AW: Re[2]: The harbour", "The harbour"),
        (b"WG: Fwd: The harbour", "The harbour"),
        (b"Result: 3 to 1", "Result: 3 to 1"),
    ],
)
def test_a_title_is_the_subject_without_its_prefixes(
    subject: bytes, title: str
) -> None:
    """In whatever language they are."""
    assert subject_of(a_message(b"Subject: " + subject)) == title


def test_what_a_mail_is_for_shows_in_its_headers() -> None:
    """An answer, or another mail passed on."""
    for raw in (b"Subject: RE: x", b"In-Reply-To: <a@b>"):
        assert occasion_of(a_message(raw)) is Occasion.ANSWER
    for raw in (b"Subject: Fwd: x", b"Subject: Fwd: x\nIn-Reply-To: <a@b>"):
        assert occasion_of(a_message(raw)) is Occasion.FORWARD
    assert occasion_of(a_message(b"Subject: x")) is Occasion.OWN


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        (b"Mon, 16 Nov 2026 08:00:00 +0100", datetime(2026, 11, 16, 7, tzinfo=UTC)),
        (b"Mon, 16 Nov 2026 08:00:00 -0000", datetime(2026, 11, 16, 8, tzinfo=UTC)),
        (b"soon", None),
        (b"Mon, 99 Nov 2026 08:00:00 +0100", None),
        (b"Fri, 31 Dec 9999 23:59:00 -2300", None),
    ],
)
def test_a_date_is_a_moment_or_none(raw: bytes, moment: datetime | None) -> None:
    """Nothing is guessed."""
    assert date_of(a_message(b"Date: " + raw)) == moment


@given(st.binary(max_size=120))
def test_no_header_does_harm(raw: bytes) -> None:
    """Whatever bytes stand in it."""
    message = a_message(b"Subject: " + raw.replace(b"\n", b" ").replace(b"\r", b" "))
    assert "\n" not in header(message, "subject")
    authors_of(a_message(b"From: " + raw.replace(b"\n", b" ").replace(b"\r", b" ")))
