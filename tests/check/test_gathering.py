"""The content folder as a check takes it: articles, files, pictures, problems."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from builders import NOW, a_site
from checking import SOUND
from digest.check.collection import Collection
from digest.check.gathering import read_collection
from digest.check.inspection import inspect
from digest.config import ContentSection
from digest.errors import ContentError


def a_picture(width: int = 800) -> bytes:
    """A red PNG."""
    file = BytesIO()
    Image.new("RGB", (width, 10), "red").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with an article, a draft and their pictures."""
    folder = tmp_path / "content"
    (folder / "images").mkdir(parents=True)
    (folder / "images/quay.png").write_bytes(a_picture())
    (folder / "images/pier.png").write_bytes(a_picture(300))
    (folder / "open.md").write_text(f"# Open\n\n{SOUND}\n![a quay](images/quay.png)\n")
    (folder / "draft.md").write_text(
        f"---\ndraft: true\n---\n# Draft\n\n{SOUND}\n![a pier](images/pier.png)\n"
    )
    return folder


def gathered(folder: Path, **changes: Any) -> Collection:
    """What a check takes of the folder."""
    values = {"most_pixels": 1_000_000, "now": NOW, **changes}
    return read_collection(folder, ContentSection(), a_site(), **values)


def rules_of(folder: Path, **changes: Any) -> list[tuple[str, int, str]]:
    """Path, line and rule of what is found in it."""
    findings = inspect(gathered(folder, **changes))
    return [(each.path, each.line, each.rule) for each in findings]


def test_articles_files_and_pictures_are_taken(content: Path) -> None:
    """Those of drafts too: they are looked at before they are published."""
    collection = gathered(content)
    assert [study.path for study in collection.studies] == ["draft.md", "open.md"]
    assert collection.files == {
        *("open.md", "draft.md", "images/quay.png", "images/pier.png")
    }
    widths = {path: each.width for path, each in collection.pictures.items()}
    assert widths == {"images/quay.png": 800, "images/pier.png": 300}
    assert rules_of(content) == [("draft.md", 8, "small-picture")]


def test_a_file_that_is_no_picture_is_told(content: Path) -> None:
    """And one with more pixels than are ever decoded."""
    (content / "images/quay.png").write_bytes(b"\0 no picture")
    assert ("open.md", 5, "unusable-picture") in rules_of(content)
    (content / "images/quay.png").write_bytes(a_picture(2000))
    assert ("open.md", 5, "unusable-picture") in rules_of(content, most_pixels=10_000)


def test_what_cannot_be_read_is_a_problem_and_stops_nothing(content: Path) -> None:
    """Each article and file by itself."""
    (content / "broken.txt").write_bytes(b"\0\1\2")
    (content / "shut.md").write_text(f"# Shut\n\n{SOUND}\n![a](images/none.png)\n")
    assert rules_of(content) == [
        ("broken.txt", 1, "unreadable"),
        ("draft.md", 8, "small-picture"),
        ("shut.md", 5, "broken-link"),
    ]


def test_the_loaders_own_word_has_a_line_too(content: Path) -> None:
    """It knows of files that are there, and cannot be published."""
    (content / "images/.quay.png").write_bytes(a_picture())
    (content / "shut.md").write_text(f"# Shut\n\n{SOUND}\n![a](images/.quay.png)\n")
    assert ("shut.md", 5, "unreadable") in rules_of(content)


def test_an_article_that_is_taken_away_meanwhile_is_a_problem(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two looks at a folder anything can happen."""

    def gone(path: str, data: bytes) -> None:
        raise ContentError(path, "is being written; it is read again")

    monkeypatch.setattr("digest.check.gathering.read_manuscript", gone)
    collection = gathered(content)
    assert collection.studies == ()
    assert len(collection.problems) == 2


def test_a_file_behind_a_link_is_there(content: Path) -> None:
    """And so is a folder."""
    (content / "deep").mkdir()
    os.replace(content / "images/quay.png", content / "deep/quay.png")  # noqa: PTH105
    (content / "images/quay.png").symlink_to(content / "deep/quay.png")
    (content / "linked").symlink_to(content / "deep")
    (content / "shut.md").write_text(
        f"# Shut\n\n{SOUND}\n![a quay](linked/quay.png) [a list](deep)\n"
    )
    assert "broken-link" not in [rule for _, _, rule in rules_of(content)]


@pytest.mark.parametrize("url", ["a%00b.png", "x" * 300 + ".png", "../../../etc/x.png"])
def test_what_can_be_no_file_is_not_there(content: Path, url: str) -> None:
    """Whatever the system says of such a name."""
    (content / "shut.md").write_text(f"# Shut\n\n{SOUND}\n![a quay]({url})\n")
    assert ("shut.md", 5, "broken-link") in rules_of(content)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """This is not the same as one without articles."""
    with pytest.raises(ContentError, match="cannot be read"):
        gathered(tmp_path / "none")
