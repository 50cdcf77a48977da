"""Texts of strangers, cut down to one line that can be shown, logged and sent."""

from __future__ import annotations

import re

#: what no reader sees and no header may hold: controls, line ends, blanks of no width,
#: the overrides of writing direction that make a name read backwards, and halves of
#: characters. The joiners stay: words of Persian and faces of emoji are made with them
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)


def one_line(text: str, *, longest: int | None = None) -> str:
    """The text in one line, without what cannot be seen, and not longer than that."""
    return " ".join(_INVISIBLE.sub(" ", text).split())[:longest].rstrip()


def escape_invisible(text: str) -> str:
    """The text in one line, with the code of each character that cannot be seen."""
    return _INVISIBLE.sub(_escape, text)


def escape_lines(text: str) -> str:
    """The text with its lines as they are, and such codes within each of them."""
    return "\n".join(map(escape_invisible, text.split("\n")))


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
