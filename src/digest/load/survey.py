"""Files with their stamps -> what is known of them; only what is new is parsed.

What is learnt is told to the memo bit by bit: a run that dies has not worked for
nothing, and no body is held in memory that the memo has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from digest.errors import ContentError
from digest.load.article_files import (
    ArticleFiles,
    FileRead,
    FileTouched,
    Outcome,
    Wanted,
    error_of,
)
from digest.load.bodies import Bodies, Memo
from digest.load.snapshots import legible
from digest.model import ArticleBody, ArticleFacts
from digest.records.articles import ArticleRecord, Fault
from digest.workers import map_in_processes

#: files that are read in one piece of work, and kept in one transaction
CHUNK = 32
#: files from which it pays to start other processes
MANY = 300
#: clocks of file systems are that coarse: a file may change again and look the same
COARSE = timedelta(seconds=2)


class Survey:
    """One look at all files: what is known of them by now."""

    def __init__(self, files: ArticleFiles, memo: Memo, jobs: int) -> None:
        self._files = files
        self._memo = memo
        self._jobs = jobs
        self._records = {each.path: each for each in memo.recall(files.recipe)}
        self._held: dict[str, ArticleBody] = {}

    def read(self, stamps: Mapping[str, str], problems: list[ContentError]) -> None:
        """Bring what is known to these files; faults of theirs are told."""
        self._forget(stamps)
        wanted = [
            Wanted(path, self._fingerprint(path))
            for path, stamp in stamps.items()
            if not self._is_as_known(path, stamp)
        ]
        pieces = [wanted[n : n + CHUNK] for n in range(0, len(wanted), CHUNK)]
        jobs = self._jobs if len(wanted) >= MANY else 1
        for outcomes in map_in_processes(self._files.open, pieces, jobs=jobs):
            self._take(outcomes, problems)
        problems.extend(
            error_of(path, record.told)
            for path, record in self._records.items()
            if isinstance(record.told, Fault)
        )

    def facts(self, stamps: Mapping[str, str]) -> Iterator[ArticleFacts]:
        """The articles of the files, in their order."""
        for path in stamps:
            record = self._records.get(path)
            if record is not None and not isinstance(record.told, Fault):
                yield record.told

    def bodies(self, articles: Iterable[ArticleFacts]) -> Bodies:
        """The bodies of these articles."""
        return Bodies(
            files=self._files,
            memo=self._memo,
            fingerprints={each.path: each.fingerprint for each in articles},
            held=self._held,
        )

    def _is_as_known(self, path: str, stamp: str) -> bool:
        record = self._records.get(path)
        return stamp != "" and record is not None and record.stamp == stamp

    def _fingerprint(self, path: str) -> str:
        record = self._records.get(path)
        return "" if record is None else record.fingerprint

    def _forget(self, stamps: Mapping[str, str]) -> None:
        gone = [path for path in self._records if path not in stamps]
        for path in gone:
            del self._records[path]
        self._memo.forget(gone)

    def _take(self, outcomes: Iterable[Outcome], problems: list[ContentError]) -> None:
        kept: list[tuple[ArticleRecord, ArticleBody | None]] = []
        for each in outcomes:
            if isinstance(each, FileRead):
                stamp = self._settled(each.record.stamp, each.changed)
                kept.append((replace(each.record, stamp=stamp), each.body))
            elif isinstance(each, FileTouched):
                stamp = self._settled(each.stamp, each.changed)
                kept.append((replace(self._records[each.path], stamp=stamp), None))
            else:
                self._records.pop(each.path, None)
                problems.append(error_of(legible(each.path), each.fault))
        self._records.update((record.path, record) for record, _ in kept)
        if not self._memo.remember(kept):
            self._held.update((record.path, body) for record, body in kept if body)

    def _settled(self, stamp: str, changed: int) -> str:
        """The stamp; none of a file that may change once more and keep it."""
        limit = (self._memo.opened - COARSE).timestamp() * 1_000_000_000
        return stamp if changed < limit else ""
