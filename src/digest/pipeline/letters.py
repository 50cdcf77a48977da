"""The letters of public issues, as the recipes of their pages ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from digest.deliveries import Letter
from digest.store.protocols import LetterReader


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLetters:
    """Letters by newsletter and number; it can be pickled if its reader can."""

    stored: LetterReader
    #: of issues that become public in this run: the store has them only after the tree
    fresh: Mapping[tuple[str, int], Letter] = field(default_factory=dict, repr=False)

    def __call__(self, newsletter: str, number: int) -> Letter:
        """The letter of an issue; StoreError where there is no such issue."""
        found = self.fresh.get((newsletter, number))
        return found or self.stored(newsletter, number)

    def digests(self) -> dict[tuple[str, int], str]:
        """What differs when a letter does, of those that may still change."""
        return {
            key: sha256(letter.html.encode(errors="surrogatepass")).hexdigest()
            for key, letter in self.fresh.items()
        }
