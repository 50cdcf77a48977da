"""Every test of the contract runs over each kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store.protocols import Store
from digest.store.sqlite import open_memory, open_sqlite


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    is_on_disk = request.param == "disk"
    opened = open_sqlite(tmp_path / "digest.sqlite") if is_on_disk else open_memory()
    yield opened
    opened.close()
