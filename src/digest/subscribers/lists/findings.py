"""What there is to tell about the lines of a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to tell about one line of a file."""

    #: from 1; 0 for the file as a whole
    line: int
    fact: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.fact}" if self.line else self.fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a record is no reader."""

    fact: str
    #: the record as it stands in the list, as far as one wants to see it
    text: str = ""
