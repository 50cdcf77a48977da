from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from digest.mail.smtp.replies import (
    LONGEST_REPLY,
    MOST_LINES,
    Reply,
    ReplyError,
    ReplyReader,
)

SAID = (
    b"250-one\r\n250 two\r\n354 go on\r\n250\r\n550-5.1.1 no\n550-\n550 5.1.1 user\r\n"
)
REPLIES = [
    Reply(250, b"one\ntwo"),
    Reply(354, b"go on"),
    Reply(250, b""),
    Reply(550, b"5.1.1 no\n\n5.1.1 user"),
]


@given(some.lists(some.integers(0, len(SAID)), max_size=8))
def test_replies_are_the_same_however_they_arrive(cuts: list[int]) -> None:
    """Two answers in one packet, and one answer in many."""
    reader, heard = ReplyReader(), []
    places = [0, *sorted(cuts), len(SAID)]
    for start, end in pairwise(places):
        heard += reader.feed(SAID[start:end])
    assert heard == REPLIES
    assert reader.is_between


@pytest.mark.parametrize("begun", [b"2", b"250-one\r\n", b"250 one"])
def test_what_has_begun_is_known(begun: bytes) -> None:
    """Who encrypts has to know whether anything was said before."""
    reader = ReplyReader()
    assert reader.feed(begun) == []
    assert not reader.is_between


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\n",
        b"\r\n",
        b"25\r\n",
        b"2 0 fine\r\n",
        b"+25 fine\r\n",
        b"250_fine\r\n",
        b"\xff\xfe\x00 \r\n",
        "²50 fine\r\n".encode(),
    ],
)
def test_what_is_no_reply_is_told(said: bytes) -> None:
    """It is shown in one line, without what would harm a terminal."""
    with pytest.raises(ReplyError, match="speaks no SMTP"):
        ReplyReader().feed(said)


def test_a_reply_has_one_code() -> None:
    """A yes and a no in one are neither (RFC 5321 4.2.1)."""
    with pytest.raises(ReplyError, match="two codes"):
        ReplyReader().feed(b"250-fine\r\n550 or not\r\n")


def test_a_reply_ends() -> None:
    """Many short lines are as endless as one long one."""
    with pytest.raises(ReplyError, match="does not end"):
        ReplyReader().feed(b"250-x\r\n" * (MOST_LINES + 1))
    with pytest.raises(ReplyError, match="does not end"):
        ReplyReader().feed(b"250 " + b"x" * LONGEST_REPLY)
    long = b"250-" + b"x" * 60_000 + b"\r\n"
    with pytest.raises(ReplyError, match="does not end"):
        ReplyReader().feed(long + long)


@given(some.binary(max_size=300))
def test_no_octets_break_the_reader(octets: bytes) -> None:
    """They are replies, or an error that we know."""
    reader = ReplyReader()
    try:
        replies = reader.feed(octets)
    except ReplyError:
        return
    assert all(0 <= reply.code <= 999 for reply in replies)
