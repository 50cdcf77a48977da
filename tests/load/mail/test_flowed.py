"""Flowed text is the paragraphs that it was (RFC 3676)."""

from __future__ import annotations

import pytest

from digest.load.mail.flowed import unflow


@pytest.mark.parametrize(
    ("flowed", "text"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("one \n\ntwo", "one \n\ntwo"),
        ("> a \n> b\n>> c", "> a b\n>> c"),
        ("a \n> b", "a \n> b"),
        (" >stuffed\n From here", ">stuffed\nFrom here"),
        ("words \n-- \nAda", "words \n-- \nAda"),
        ("end ", "end "),
        ("one \r\ntwo", "one two"),
        ("", ""),
    ],
)
def test_lines_that_a_program_broke_are_one(flowed: str, text: str) -> None:
    """A blank at the end goes on; a signature and another depth do not."""
    assert unflow(flowed, deletes_space=False) == text


def test_a_script_without_blanks_loses_none() -> None:
    """With DelSp the blank is only a sign."""
    assert unflow("漢 \n字", deletes_space=True) == "漢字"
