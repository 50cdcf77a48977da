"""A folder of articles as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.errors import ContentError
from entry_steps import put_raw, put_site, run


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A file with a raw article."""
    return put_raw(tmp_path)


def test_a_batch_writes_a_file_for_each_file(raw: Path, tmp_path: Path) -> None:
    """One that cannot be read never stops the others."""
    (raw.parent / "broken.txt").write_bytes(b"\0\1\2")
    target = tmp_path / "out" / "told"
    result = run("--json", "--batch", raw.parent, target)
    assert result.exit_code == 1
    assert "left out: broken.txt" in result.stderr
    names = sorted(path.name for path in target.iterdir())
    assert names == ["broken.json", "harbour.json"]
    assert json.loads((target / "harbour.json").read_text())["author"] == "Ben Mole"
    assert "error" in json.loads((target / "broken.json").read_text())


def test_a_batch_never_writes_two_answers_into_one_file(tmp_path: Path) -> None:
    """Files that differ in their ending alone are told apart by it."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name in ("a.md", "a.txt", "a.md.txt", "b.md"):
        (source / name).write_text(f"# {name}\n\nThe harbour is open again.\n")
    assert run("--batch", source, target).exit_code == 0
    names = sorted(path.name for path in target.iterdir())
    assert names == ["a.md.json", "a.md.txt.json", "a.txt.json", "b.json"]
    assert json.loads((target / "a.md.json").read_text())["title"] == "a.md"


def test_a_batch_without_problems_ends_well(raw: Path, tmp_path: Path) -> None:
    """Exit code 0 means that all of it was read."""
    assert run("--batch", raw.parent, tmp_path / "out").exit_code == 0


def test_a_batch_of_no_folder_is_told(tmp_path: Path) -> None:
    """With how to do it."""
    with pytest.raises(ContentError, match="is no folder; give --batch IN OUT"):
        run("--batch", tmp_path / "none", tmp_path / "out")


def test_a_batch_tells_which_rules_hold(tmp_path: Path) -> None:
    """As for one file."""
    site = put_site(tmp_path, '[content]\nkeep = ["advertisement"]\n')
    put_raw(site / "content")
    assert run("--batch", site / "content", tmp_path / "out", site=site).exit_code == 0
    answer = json.loads((tmp_path / "out" / "harbour.json").read_text())
    assert "Advertisement" in answer["body_text"]
