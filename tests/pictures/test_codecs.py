"""What prints depend on is asked once."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.pictures import codecs
from digest.pictures.codecs import codec_names


def test_the_programs_are_named_with_their_versions(tmp_path: Path) -> None:
    """So that a new one makes new prints."""
    names = codec_names(tmp_path / "codecs.json")
    assert all(name in names for name in codecs.CODECS)


def test_they_are_asked_once_for_each_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is installed anew is another edition."""
    file = tmp_path / "cache" / "codecs.json"
    names = codec_names(file)
    monkeypatch.setattr(codecs, "_asked", lambda: "others")
    assert codec_names(file) == names
    monkeypatch.setattr(codecs, "edition", lambda: "another")
    assert codec_names(file) == "others"


@pytest.mark.parametrize("content", [b"", b"[", b"{}", b"[]", b"null"])
def test_a_damaged_file_is_written_anew(tmp_path: Path, content: bytes) -> None:
    """It holds nothing that cannot be asked again."""
    file = tmp_path / "codecs.json"
    file.write_bytes(content)
    assert codec_names(file) == codecs._asked()


def test_a_disk_that_keeps_nothing_stops_nothing(tmp_path: Path) -> None:
    """It is only slower."""
    (tmp_path / "file").write_bytes(b"")
    assert codec_names(tmp_path / "file" / "codecs.json")
