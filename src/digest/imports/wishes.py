"""What the person who imports wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.load.metadata import MOST_TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person who imports wants of each file."""

    #: a folder in the content folder; "" for the content folder itself
    into: str = ""
    tags: tuple[str, ...] = ()
    is_draft: bool = False
    keeps_original: bool = True
    #: also what was imported before
    brings_again: bool = False

    def with_tags(self, own: Sequence[str]) -> tuple[str, ...]:
        """The tags that are wanted, and the article's own, each once."""
        return tuple(dict.fromkeys((*self.tags, *own)))[:MOST_TAGS]
