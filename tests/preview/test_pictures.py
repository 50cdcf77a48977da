"""Pictures of letters."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from builders import a_letter, a_png
from conftest import CHROMIUM
from digest.errors import ConfigError, ContentError, ThemeError
from digest.pipeline.issues.next_issue import NextIssue
from digest.preview.pictures import SHARPNESS, find_chromium, take_pictures
from previews import a_failed_issue, a_media_file, a_next_issue

SITE = "https://notes.example.org"
RED = b"\xff\x00\x00"
#: white by day and black by night, with a picture that fills its top
PAGE = """<!DOCTYPE html><html><head><style>
body { margin: 0; background: #ffffff; }
@media (prefers-color-scheme: dark) { body { background: #000000; } }
</style></head><body><script>document.body.style.background = "#00ff00"</script>
<img src="https://notes.example.org/media/a.png" alt="" width="50" height="50">
</body></html>"""


def taken(issues: Sequence[NextIssue], folder: Path) -> list[str]:
    """The names of the pictures of these issues."""
    pictures = take_pictures(issues, folder, site_url=SITE)
    return [path.relative_to(folder).as_posix() for path in pictures]


@pytest.mark.browser
def test_each_letter_is_taken_wide_and_narrow_by_day_and_by_night(
    tmp_path: Path,
) -> None:
    """With pictures that are not public yet, and without any script."""
    data = a_png(50, 50, RED)
    media = a_media_file("media/a.png", lambda _: data)
    issues = [
        a_next_issue(a_letter(html=PAGE), media=(media,)),
        a_failed_issue(ThemeError("no")),
    ]
    folder = tmp_path / "new" / "pictures"
    assert taken(issues, folder) == [
        "weekly-desktop-light.png",
        "weekly-desktop-dark.png",
        "weekly-phone-light.png",
        "weekly-phone-dark.png",
    ]
    for name, width, ground in (
        ("weekly-desktop-light.png", 700, (255, 255, 255)),
        ("weekly-phone-dark.png", 360, (0, 0, 0)),
    ):
        with Image.open(io.BytesIO((folder / name).read_bytes())) as picture:
            assert picture.width == width * SHARPNESS
            drawn = picture.convert("RGB")
            assert drawn.getpixel((20, 20)) == (255, 0, 0)
            assert drawn.getpixel((picture.width - 5, picture.height - 5)) == ground


@pytest.mark.browser
def test_a_picture_that_is_lost_leaves_its_place_empty(tmp_path: Path) -> None:
    """The letter is taken all the same."""

    def lost(_tools: object) -> bytes:
        raise ContentError("content/a.png", "is gone", remedy="bring it back")

    media = a_media_file("media/a.png", lost)
    issue = a_next_issue(a_letter(html=PAGE), media=(media,))
    assert len(taken([issue], tmp_path)) == 4


@pytest.mark.browser
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """By the picture that has no place."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match=r"weekly-desktop-light.png: cannot be writ"):
        taken([a_next_issue()], tmp_path / "file")


def test_the_environment_names_the_browser(tmp_path: Path) -> None:
    """Before any that is installed; and a name that starts nothing is told."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    with pytest.raises(ConfigError, match="is no program that can be started"):
        find_chromium({"DIGEST_CHROMIUM": str(program)})
    program.chmod(0o755)
    assert find_chromium({"DIGEST_CHROMIUM": str(program)}) == str(program)


def test_a_machine_without_a_browser_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Or where to say that it has one."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match=r"no Chromium is installed; .*DIGEST_"):
        find_chromium({})


@pytest.mark.browser
def test_an_installed_browser_is_found_by_its_name() -> None:
    """Whichever of them comes first."""
    assert find_chromium({}) == CHROMIUM


def test_who_has_no_playwright_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra that nothing else needs."""
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    monkeypatch.setenv("DIGEST_CHROMIUM", sys.executable)
    with pytest.raises(ConfigError, match=r"digest-publisher\[screenshots\]"):
        taken([a_next_issue()], tmp_path)
