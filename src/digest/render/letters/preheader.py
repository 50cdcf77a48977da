"""The line that mail programs show after the subject, and before a letter is opened."""

from __future__ import annotations

from collections.abc import Iterable

from digest.render.letters.shortening import letter_line, shorten

#: characters: shorter, and what comes next in the letter would stand there
SMALLEST_PREHEADER, LARGEST_PREHEADER = 35, 130


def make_preheader(parts: Iterable[str]) -> str:
    """The first part, and as many more as it takes to fill the line of a mail list."""
    line = ""
    for part in filter(None, map(letter_line, parts)):
        if len(line) >= SMALLEST_PREHEADER:
            break
        if part.rstrip("…") not in line:
            line = f"{line} · {part}" if line else part
    return shorten(line, LARGEST_PREHEADER)
