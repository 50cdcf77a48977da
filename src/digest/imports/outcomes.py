"""What became of one thing that was to be imported."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.model import Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A new article; in a dry run what it would be."""

    #: in the content folder
    path: str
    title: str
    text: str = field(repr=False)
    #: in the content folder; "" where it is not kept
    original: str = ""
    #: what of the original is not in the article
    cuts: tuple[Cut, ...] = ()
    #: where its pictures stand in the content folder
    pictures: tuple[str, ...] = ()
    #: what could not be brought along, a line for each
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that was imported before, and stands there still."""

    url: str
    #: in the content folder
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Nothing: why, and what to do about it."""

    fact: str


Outcome = Imported | Known | Failed
