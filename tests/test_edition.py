"""Which digest this is: the same until one of its files changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digest import edition as module
from digest.edition import edition


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one module, one template and one library folder."""
    for name in ("src/digest/a.py", "templates/site/b.html", "x-packages/c/d.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "src/digest/edition.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "x-packages")])
    return tmp_path


def now() -> str:
    """The edition as another process would find it."""
    return edition.__wrapped__()


def test_it_stays_as_long_as_the_program_does(house: Path) -> None:
    """Compiled and hidden files do not count."""
    before = now()
    (house / "src/digest/__pycache__").mkdir()
    (house / "src/digest/__pycache__/a.pyc").write_text("2")
    (house / "src/digest/.a.py.swp").write_text("2")
    assert now() == before


@pytest.mark.parametrize(
    "name", ["src/digest/a.py", "templates/site/b.html", "src/digest/sub/new.py"]
)
def test_a_changed_file_makes_another(house: Path, name: str) -> None:
    """A module or a template, edited or new."""
    before = now()
    (house / name).parent.mkdir(exist_ok=True)
    (house / name).write_text("22")
    assert now() != before


def test_a_library_that_is_installed_makes_another(house: Path) -> None:
    """Its folder gets another time then."""
    before = now()
    os.utime(house / "x-packages", (1, 1))
    assert now() != before


def test_a_house_without_templates_or_libraries_has_one(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a wheel, whose templates lie in the package."""
    (house / "templates/site/b.html").unlink()
    (house / "templates/site").rmdir()
    (house / "templates").rmdir()
    monkeypatch.setattr(sys, "path", [str(house / "gone-packages")])
    assert now()
