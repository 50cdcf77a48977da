"""A hub and a program that listens, for every test of the room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from listening import HubScene, Listening, a_hub, listening


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubScene]:
    """A hub with two feeds, and nobody who listens."""
    with a_hub(tmp_path) as scene:
        yield scene


@pytest.fixture
def program() -> Iterator[Listening]:
    """A program that agrees to be told."""
    with listening() as found:
        yield found
