"""A publication with an issue each hour, and the time at which its tests begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from publications import NINE, Clock, an_article_text, write_publication


@pytest.fixture
def clock() -> Clock:
    """Half past nine."""
    return Clock(NINE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with one article and an issue each hour."""
    return write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
