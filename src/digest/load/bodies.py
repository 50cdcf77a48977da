"""The bodies of articles by their paths, each fetched when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from digest.errors import ContentError
from digest.load.article_files import ArticleFiles
from digest.model import ArticleBody
from digest.records.articles import ArticleRecord


class Memo(Protocol):
    """Who remembers what files came to, and may forget it at any time."""

    #: when it was opened
    opened: datetime

    def recall(self, recipe: str) -> Sequence[ArticleRecord]:
        """Every file that was read by this recipe; what others read is forgotten."""
        ...

    def remember(
        self, read: Sequence[tuple[ArticleRecord, ArticleBody | None]]
    ) -> bool:
        """Keep these files and the bodies of those that are new; False if it cannot."""
        ...

    def forget(self, paths: Sequence[str]) -> None:
        """Keep nothing of the files at these paths."""
        ...

    def body(self, path: str, fingerprint: str) -> ArticleBody | None:
        """The body of the article in these bytes of the file; None if not kept."""
        ...


class NoMemo:
    """Remembers nothing, for who reads the folder once."""

    opened = datetime.fromtimestamp(0, UTC)

    def recall(self, recipe: str) -> Sequence[ArticleRecord]:  # noqa: ARG002
        """Nothing."""
        return ()

    def remember(
        self,
        read: Sequence[tuple[ArticleRecord, ArticleBody | None]],  # noqa: ARG002
    ) -> bool:
        """It cannot."""
        return False

    def forget(self, paths: Sequence[str]) -> None:
        """There is nothing to forget."""

    def body(self, path: str, fingerprint: str) -> ArticleBody | None:  # noqa: ARG002
        """None."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies(Mapping[str, ArticleBody]):
    """The bodies of one content folder as it was read; can go to another process."""

    files: ArticleFiles
    memo: Memo
    #: of the files that have an article, in the order of their paths
    fingerprints: Mapping[str, str]
    #: those that the memo could not keep
    held: Mapping[str, ArticleBody]

    def __getitem__(self, path: str) -> ArticleBody:
        """The body of the article at this path; raises KeyError, and ContentError.

        What the memo has lost is read from its file again.
        """
        fingerprint = self.fingerprints[path]
        held = self.held.get(path)
        return held or self.memo.body(path, fingerprint) or self._again(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self.fingerprints)

    def __len__(self) -> int:
        return len(self.fingerprints)

    def _again(self, path: str) -> ArticleBody:
        article = self.files.read(path)
        if article.fingerprint != self.fingerprints[path]:
            fact = "was changed while the site was built"
            raise ContentError(path, fact, remedy="build again")
        return article.body
