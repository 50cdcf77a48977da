"""The short way: what an application can answer without a task, from memory."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from digest.web.published.at_hand import Fields, Whole


@runtime_checkable
class ShortWay(Protocol):
    """An application that has a short way, too."""

    def at_once(
        self, peer: str, target: bytes, fields: Fields, *, is_head: bool
    ) -> Whole | None:
        """The whole answer to GET or HEAD; None where it takes the application."""
        ...

    def look(self) -> None:
        """Make ready what was published; to be called ten times a second or so."""
        ...
