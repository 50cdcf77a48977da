"""Facts and bodies of articles, by the bytes of their files: none is parsed twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from digest.memo.cache_file import CacheFile
from digest.memo.packing import Packing
from digest.model import ArticleBody, ArticleFacts
from digest.records.articles import ArticleRecord, Fault

#: raised when the tables change
EDITION = 1
TABLES = (
    "made_by (recipe TEXT NOT NULL)",
    """facts (
        path TEXT PRIMARY KEY,
        stamp TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        facts BLOB,
        fault BLOB
    )""",
    # apart: to go through all facts must not touch what is ten times as large
    """bodies (
        path TEXT PRIMARY KEY,
        fingerprint TEXT NOT NULL,
        body BLOB NOT NULL
    )""",
)
_FACTS = Packing(ArticleFacts)
_FAULT = Packing(Fault)
_BODY = Packing(ArticleBody)


class ArticleMemo:
    """What the files of articles came to, kept in one file that can be deleted.

    In another process it can only be asked for bodies.
    """

    def __init__(self, path: Path, *, opened: datetime) -> None:
        #: when; a file that was changed about then may change again unseen
        self.opened = opened
        self._file = CacheFile(path, edition=EDITION, tables=TABLES)

    def recall(self, recipe: str) -> Sequence[ArticleRecord]:
        """Every file that was read by this recipe; what others read is forgotten."""
        if self._file.rows("SELECT recipe FROM made_by") != [(recipe,)]:
            self._begin(recipe)
            return ()
        rows = self._file.rows(
            "SELECT path, stamp, fingerprint, facts, fault FROM facts"
        )
        return tuple(
            ArticleRecord(path=path, stamp=stamp, fingerprint=fingerprint, told=told)
            for path, stamp, fingerprint, facts, fault in rows
            if (told := _told(facts, fault)) is not None
        )

    def remember(
        self, read: Iterable[tuple[ArticleRecord, ArticleBody | None]]
    ) -> bool:
        """Keep these files, with the bodies of those that are new; False if it cannot.

        One transaction.
        """
        facts: list[tuple[object, ...]] = []
        bodies: list[tuple[object, ...]] = []
        try:
            for record, body in read:
                facts.append(_row(record))
                if body is not None:
                    packed = _BODY.pack(body)
                    bodies.append((record.path, record.fingerprint, packed))
        # half of a character, which a hostile file may have
        except ValueError:
            return False
        return self._file.write(
            ("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?)", facts),
            ("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", bodies),
        )

    def forget(self, paths: Iterable[str]) -> None:
        """Keep nothing of the files at these paths; one transaction."""
        gone = [(path,) for path in paths]
        if gone:
            self._file.write(
                ("DELETE FROM facts WHERE path = ?", gone),
                ("DELETE FROM bodies WHERE path = ?", gone),
            )

    def body(self, path: str, fingerprint: str) -> ArticleBody | None:
        """The body of the article in these bytes of the file; None if not kept."""
        query = "SELECT body FROM bodies WHERE path = ? AND fingerprint = ?"
        found = self._file.rows(query, (path, fingerprint))
        return _BODY.unpack(found[0][0]) if found else None

    def close(self) -> None:
        """Let go of the file; whoever asks again opens it again."""
        self._file.close()

    def _begin(self, recipe: str) -> None:
        self._file.write(
            ("DELETE FROM facts", [()]),
            ("DELETE FROM bodies", [()]),
            ("DELETE FROM made_by", [()]),
            ("INSERT INTO made_by VALUES (?)", [(recipe,)]),
        )


def _row(record: ArticleRecord) -> tuple[object, ...]:
    told = record.told
    place = (record.path, record.stamp, record.fingerprint)
    if isinstance(told, Fault):
        return (*place, None, _FAULT.pack(told))
    return (*place, _FACTS.pack(told), None)


def _told(facts: bytes | None, fault: bytes | None) -> ArticleFacts | Fault | None:
    if facts is not None:
        return _FACTS.unpack(facts)
    return _FAULT.unpack(fault) if fault is not None else None
