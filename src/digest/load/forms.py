"""Patterns of prose that are tried only where they can fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Form(NamedTuple):
    """A pattern with letters of which every text has one that it fits in.

    To look for these first costs a fraction of the pattern.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it fits."""
        return self.pattern.search(text) if has_any(text, self.signs) else None

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where it fits."""
        if has_any(text, self.signs):
            yield from self.pattern.finditer(text)


def has_any(text: str, signs: Sequence[str]) -> bool:
    """Whether one of the signs is in the text."""
    # a loop, as it is run through for each sentence of a site
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False
