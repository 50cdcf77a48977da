"""What the doctor says: one value for each thing that was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """Where the doctor looks, in the order in which it is told."""

    DNS = "DNS"
    RELAY = "Relay"
    SITE = "Site"
    MACHINE = "This machine"


class AdviceState(StrEnum):
    """How it stands."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    #: could not be looked at, or is for later
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What one thing is like, and what to do about it."""

    area: Area
    #: the thing itself, as `SPF of example.org`
    subject: str
    state: AdviceState
    fact: str
    #: "" where there is nothing to do
    remedy: str = ""
    #: the line of a DNS zone that mends it; "" where none does
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing to look at, from which each advice about it is made."""

    area: Area
    name: str

    def fine(self, fact: str, remedy: str = "") -> Advice:
        """It is as it should be."""
        return self._advice(AdviceState.OK, fact, remedy)

    def warn(self, fact: str, remedy: str, record: str = "") -> Advice:
        """It works, and could work better."""
        return self._advice(AdviceState.WARNING, fact, remedy, record)

    def fail(self, fact: str, remedy: str, record: str = "") -> Advice:
        """Letters get lost, or readers cannot leave, while it is so."""
        return self._advice(AdviceState.ERROR, fact, remedy, record)

    def skip(self, fact: str, remedy: str = "") -> Advice:
        """Nobody knows, or it does not matter yet."""
        return self._advice(AdviceState.SKIPPED, fact, remedy)

    def _advice(
        self, state: AdviceState, fact: str, remedy: str, record: str = ""
    ) -> Advice:
        return Advice(
            area=self.area,
            subject=self.name,
            state=state,
            fact=fact,
            remedy=remedy,
            record=record,
        )


def has_errors(advice: Iterable[Advice]) -> bool:
    """Whether something has to be mended."""
    return any(each.state is AdviceState.ERROR for each in advice)
