"""One file of the content folder -> what is remembered of it, and its body.

What is done here to each file can be done by other processes. What is known of the
files together is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from digest.config import ContentSection, PathRule
from digest.edition import edition
from digest.errors import ContentError
from digest.load.snapshots import Snapshot, Snapshots
from digest.model import Article, ArticleBody, ArticleFacts, Site
from digest.records.articles import ArticleRecord, Fault

_FACTS = tuple(each.name for each in fields(ArticleFacts))


class Wanted(NamedTuple):
    """A file that has to be looked at."""

    path: str
    #: of the bytes that it had when it was read before; "" if it never was
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What a file holds now."""

    record: ArticleRecord
    #: none where there is no article
    body: ArticleBody | None
    #: when it was last touched, by the clock of its file system; nanoseconds
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTouched:
    """A file that has the bytes that are known."""

    path: str
    stamp: str
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUnread:
    """A file that could not be read this time."""

    path: str
    fault: Fault


Outcome = FileRead | FileTouched | FileUnread


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFiles:
    """How the files of one content folder are read."""

    root: Path
    section: ContentSection
    site: Site
    rules: tuple[PathRule, ...]

    @property
    def recipe(self) -> str:
        """Differs when the same bytes may come to something else."""
        told = repr((edition(), self.site.language, self.rules))
        return sha256(told.encode()).hexdigest()

    def open(self) -> Callable[[Iterable[Wanted]], tuple[Outcome, ...]]:
        """What reads some of the files, in a process of its own."""
        snapshots = Snapshots(self.root, self.section)
        return lambda wanted: tuple(self._look(snapshots, each) for each in wanted)

    def read(self, path: str) -> Article:
        """The whole article in the file at the path; raises ContentError."""
        # late, as below
        from digest.load.article import load_article  # noqa: PLC0415

        data = Snapshots(self.root, self.section).read(path)
        return load_article(path, data, self.site, self.rules)

    def _look(self, snapshots: Snapshots, wanted: Wanted) -> Outcome:
        path = wanted.path
        try:
            snapshot = snapshots.take(path)
        except ContentError as error:
            return FileUnread(path=path, fault=fault_of(error))
        fingerprint = sha256(snapshot.data).hexdigest()
        if fingerprint == wanted.known:
            return FileTouched(
                path=path, stamp=snapshot.stamp, changed=snapshot.changed
            )
        try:
            return self._read(path, snapshot, fingerprint)
        except (MemoryError, OSError) as error:
            # another time there may be more of what it takes
            return FileUnread(path=path, fault=own_fault(error))

    def _read(self, path: str, snapshot: Snapshot, fingerprint: str) -> FileRead:
        told: ArticleFacts | Fault
        body: ArticleBody | None = None
        try:
            article = self._skim(path, snapshot.data)
        except ContentError as error:
            told = fault_of(error)
        except (MemoryError, OSError):
            raise
        # whatever a file does to us, it stops no other
        except Exception as error:  # noqa: BLE001  depth included
            told = own_fault(error)
        else:
            told, body = _facts(article), article.body
        record = ArticleRecord(
            path=path, stamp=snapshot.stamp, fingerprint=fingerprint, told=told
        )
        return FileRead(record=record, body=body, changed=snapshot.changed)

    def _skim(self, path: str, data: bytes) -> Article:
        # late: a build in which no file changed starts without a parser
        from digest.load.article import skim_article  # noqa: PLC0415

        return skim_article(path, data, self.site, self.rules)


def fault_of(error: ContentError) -> Fault:
    """What the error says, without its place."""
    return Fault(fact=error.fact, remedy=error.remedy, line=error.line)


def error_of(path: str, fault: Fault) -> ContentError:
    """The error that says so of the file at this path."""
    return ContentError(path, fault.fact, remedy=fault.remedy, line=fault.line)


def own_fault(error: Exception) -> Fault:
    """That digest itself failed over a file."""
    fact = f"cannot be read ({type(error).__name__})"
    return Fault(fact=fact, remedy="please report this file as a fault of digest")


def _facts(article: Article) -> ArticleFacts:
    return ArticleFacts(**{name: getattr(article, name) for name in _FACTS})
