"""Octets -> the relay's replies (RFC 5321 4.2), however they arrive. Without I/O.

A reply has a limit as a whole: a relay that never stops talking fills no memory.
"""

from __future__ import annotations

from typing import NamedTuple

from digest.lines import one_line

#: octets of one reply with all its lines; RFC 5321 4.5.3.1.5 asks for 512 a line
LONGEST_REPLY = 65_536
#: lines of one reply; the longest that are seen list thirty extensions
MOST_LINES = 512
#: characters of what is no reply that are told
SHOWN = 60


class ReplyError(Exception):
    """What was heard is no reply of SMTP. Never leaves this room."""


class Reply(NamedTuple):
    """One answer; the lines of a long one are joined by line feeds."""

    code: int
    text: bytes


class ReplyReader:
    """Takes octets as they come, and gives whole replies."""

    __slots__ = ("_begun", "_octets", "_rest")

    def __init__(self) -> None:
        #: the line that is not yet whole
        self._rest = b""
        #: the lines of the reply that is not yet whole
        self._begun: list[bytes] = []
        self._octets = 0

    @property
    def is_between(self) -> bool:
        """Whether nothing has been heard of a next reply."""
        return not self._rest and not self._begun

    def feed(self, data: bytes) -> list[Reply]:
        """The replies that these octets make whole; raises ReplyError."""
        lines = (self._rest + data if self._rest else data).split(b"\n")
        self._rest = lines.pop()
        if self._octets + len(self._rest) > LONGEST_REPLY:
            raise ReplyError("the answer does not end")
        replies = []
        for line in lines:
            if line[3:4] == b" " and line[:3].isdigit() and not self._begun:
                replies.append(Reply(int(line[:3]), line[4:].rstrip()))
            elif reply := self._take(line):
                replies.append(reply)
        return replies

    def _take(self, line: bytes) -> Reply | None:
        """The reply that ends with this line; None where it goes on."""
        code, mark, text = line[:3], line[3:4], line[4:].rstrip()
        # three digits alone are a whole reply, too (RFC 5321 4.2)
        if not (code.isdigit() and len(code) == 3 and mark in b"- \r"):  # noqa: PLR2004
            shown = one_line(line.decode("utf-8", "replace"), longest=SHOWN)
            raise ReplyError(f"speaks no SMTP: {shown!r}")
        self._begun.append(line)
        self._octets += len(line)
        if self._octets > LONGEST_REPLY or len(self._begun) > MOST_LINES:
            raise ReplyError("the answer does not end")
        if self._begun[0][:3] != code:
            raise ReplyError("answers with two codes at once")
        if mark == b"-":
            return None
        text = b"\n".join(each[4:].rstrip() for each in self._begun)
        self._begun, self._octets = [], 0
        return Reply(int(code), text)
