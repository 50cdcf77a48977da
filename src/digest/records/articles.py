"""What is remembered of the files of articles, so that none is parsed twice."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import ArticleFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why there is no article in a file: the words of a ContentError."""

    fact: str
    remedy: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """What one file of the content folder came to."""

    path: str
    #: what changes whenever the file does; "" where that is not sure yet
    stamp: str
    #: SHA-256 of its bytes, hexadecimal
    fingerprint: str
    #: the article in it, or why there is none
    told: ArticleFacts | Fault
