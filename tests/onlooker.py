"""Who is told what the daemon does, and what stands in its log."""

from __future__ import annotations

import json
from typing import Any

import pytest

from digest.hub.results import Pushed
from digest.mail.deliver import Delivered
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import Publication
from digest.sources.polled import Polled


class Onlooker:
    """Remembers what the daemon told."""

    def __init__(self) -> None:
        self.publications: list[Publication] = []
        self.deliveries: list[Delivered] = []
        self.changes: list[tuple[str, ...]] = []
        self.polls: list[Polled] = []
        self.pushes: list[Pushed] = []
        self.mirrored_trees: list[Mirrored] = []

    def published(self, publication: Publication) -> None:
        """Keep it."""
        self.publications.append(publication)

    def delivered(self, delivered: Delivered) -> None:
        """Keep it."""
        self.deliveries.append(delivered)

    def polled(self, polled: Polled) -> None:
        """Keep it."""
        self.polls.append(polled)

    def pushed(self, pushed: Pushed) -> None:
        """Keep it."""
        self.pushes.append(pushed)

    def mirrored(self, mirrored: Mirrored) -> None:
        """Keep it."""
        self.mirrored_trees.append(mirrored)

    def changed(self, paths: tuple[str, ...]) -> None:
        """Keep it."""
        self.changes.append(paths)


class LogBook:
    """The events that were logged so far, each as a dictionary."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._lines: list[str] = []

    def events(self, name: str) -> list[dict[str, Any]]:
        """Those of this name."""
        self._lines += self._capsys.readouterr().err.splitlines()
        found = [json.loads(line) for line in self._lines]
        return [event for event in found if event["event"] == name]
