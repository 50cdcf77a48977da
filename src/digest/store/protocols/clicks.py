"""What is asked of the store about counted links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClicks:
    """A link of an issue, and how often it was followed, by whomever."""

    number: int
    url: str
    clicks: int


class ClickStore(Protocol):
    """Counts without names, asked by the site's redirects and by issues."""

    def follow_link(
        self, newsletter: str, issue: int, number: int, *, counts: bool
    ) -> str | None:
        """Where the link was frozen to lead, counted or not; None where it is none."""
        ...

    def link_clicks(self, newsletter: str, issue: int) -> tuple[LinkClicks, ...]:
        """The counted links of an issue, in their order."""
        ...
