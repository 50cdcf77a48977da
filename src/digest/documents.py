"""The files of the published tree: what each depends on, and how it is made.

A target says so before anything is made: so that what is up to date can stay as it is,
and whoever asks is told why a document was made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

#: what recipes work with; the same for all targets of one build
Tools = TypeVar("Tools")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of the published tree."""

    #: relative to the published folder, with forward slashes
    path: str
    media_type: str
    data: bytes = field(repr=False)


class Need(NamedTuple):
    """One thing that a document depends on."""

    #: for people: `content/pier.md`, `templates/site/entry.html`, `[site]`
    name: str
    #: differs when the thing does
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Generic[Tools]):
    """A document that is to be there after a build."""

    #: relative to the published folder, with forward slashes
    path: str
    media_type: str
    #: everything that the bytes depend on, but the program itself; in a fixed order
    needs: tuple[Need, ...]
    #: makes the bytes, or names the file that has them; to be pickled, so that another
    #: process can do it
    recipe: Callable[[Tools], bytes | Path]
