from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import ImportingError
from digest.imports.shelf import put_article, renew_article


def test_a_new_text_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """And nothing else is left beside it."""
    path = put_article(tmp_path, "sources/ferries/late.md", "It is late.\n")
    renew_article(tmp_path, path, "It is here.\n")
    assert (tmp_path / path).read_text() == "It is here.\n"
    assert [one.name for one in (tmp_path / "sources/ferries").iterdir()] == ["late.md"]


def test_what_cannot_be_written_is_told_and_leaves_no_draft(tmp_path: Path) -> None:
    """Such as a folder that bears the name."""
    (tmp_path / "late.md").mkdir()
    with pytest.raises(ImportingError, match=r"late\.md: cannot be written \("):
        renew_article(tmp_path, "late.md", "It is here.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["late.md"]


def test_nothing_is_written_outside_of_the_content_folder(tmp_path: Path) -> None:
    """Whatever a link in it leads to."""
    (tmp_path / "content").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "late.md").write_text("Mine.\n")
    (tmp_path / "content" / "sources").symlink_to(tmp_path / "outside")
    with pytest.raises(ImportingError, match="leads out of the content folder"):
        renew_article(tmp_path / "content", "sources/late.md", "It is here.\n")
    assert (tmp_path / "outside" / "late.md").read_text() == "Mine.\n"
