from __future__ import annotations

import socket

import pytest

from digest.doctor.answers import LONGEST_ANSWER, Answers


def test_lines_come_one_by_one_however_they_arrive() -> None:
    """Two answers in one packet, and one answer in two, are all the same."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        answers = Answers(ours, 1)
        answers.begin()
        theirs.sendall(b"250-one\r\n250 two\r\n354 g")
        assert answers.readline(100) == b"250-one\r\n"
        assert answers.readline(100) == b"250 two\r\n"
        theirs.sendall(b"o on\r\n")
        assert answers.readline(100) == b"354 go on\r\n"
        theirs.close()
        assert answers.readline(100) == b""


def test_an_answer_has_a_size_as_a_whole() -> None:
    """Many short lines are as endless as one long one."""
    ours, theirs = socket.socketpair()
    line = b"250-" + b"x" * 500 + b"\r\n"
    with ours, theirs:
        answers = Answers(ours, 1)
        answers.begin()
        for _ in range(LONGEST_ANSWER // len(line)):
            theirs.sendall(line)
            assert answers.readline(1000) == line
        theirs.sendall(line)
        with pytest.raises(OSError, match="does not end"):
            answers.readline(1000)
