"""What a check says: faults, the rules that find them, and findings that are both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

#: what a rule looks at: all articles, or all published feeds
Looked = TypeVar("Looked")
#: the rule of files that cannot be read, of which others may say more
UNREADABLE = "unreadable"


class Severity(StrEnum):
    """Whether readers meet something broken, or only something that could be better."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to mend, and how."""

    #: of the file in the folder that was looked at
    path: str
    #: from 1, as editors count
    line: int
    fact: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Looked]):
    """One question that is asked of every article, or of every feed."""

    name: str
    severity: Severity
    #: what it finds, in one line
    description: str
    #: why that matters
    reason: str
    find: Callable[[Looked], Iterator[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault with the rule that found it."""

    path: str
    line: int
    rule: str
    severity: Severity
    fact: str
    remedy: str
