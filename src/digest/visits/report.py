"""What a log tells of each feed reader, in figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentReport:
    """How one feed reader, in all its copies, asks for the feeds."""

    name: str
    #: those it says that it asks for; 0 where it says nothing
    subscribers: int
    requests: int
    #: between two requests of one copy for one feed, in seconds; None for a single one
    interval: int | None
    #: requests that said what the reader has
    conditional: int
    #: whether they may be more, as the log does not tell it
    is_at_least: bool
    #: answers 304
    unchanged: int
    #: answers 404 and 410
    missing: int
    #: of all answers
    octets: int

    @property
    def conditional_share(self) -> float:
        """Of all requests, from 0 to 1."""
        return self.conditional / self.requests

    @property
    def unchanged_share(self) -> float:
        """Of all answers, from 0 to 1."""
        return self.unchanged / self.requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the logs tell of all feed readers."""

    #: who asks most comes first
    agents: tuple[AgentReport, ...]
    #: lines that tell a request, of a feed or not
    lines: int
    #: lines that are none of a log
    broken: int
