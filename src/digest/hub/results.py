"""What came of telling hubs and listeners, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """How an errand ended."""

    GRANTED = "granted"
    LEFT = "left"
    DECLINED = "declined"
    DENIED = "denied"
    TOLD = "told"
    NOT_TOLD = "not told"
    GONE = "gone"
    PINGED = "pinged"
    NOT_PINGED = "not pinged"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What came of all errands of one run."""

    counts: Mapping[Result, int]
    #: of hubs elsewhere
    faults: tuple[str, ...]
