"""R1: the same articles make the same bytes, whatever else is different."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from builders import NOW
from publications import an_article_text, tree_of

TOP = Path(__file__).parents[2]
BUILDS = 100 if os.environ.get("DIGEST_TEST_LONG") else 6
#: `digest build` at another time of day; the process reads no other clock than its own
BUILD = """
import sys, time_machine
from digest.cli import main
moment, *words = sys.argv[1:]
sys.argv = ["digest", *words]
if __name__ == "__main__":
    with time_machine.travel(moment, tick=True):
        main()
"""
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia")
LOCALES = ("C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """All that must not matter."""

    number: int

    @property
    def environment(self) -> dict[str, str]:
        """What the process finds around it."""
        return {
            **os.environ,
            "PYTHONHASHSEED": str(self.number * 7919 % 4_294_967_295),
            "TZ": ZONES[self.number % len(ZONES)],
            "LC_ALL": LOCALES[self.number % len(LOCALES)],
        }

    @property
    def moment(self) -> str:
        """Hours or years after the first build."""
        after = timedelta(hours=self.number**2 + 1, seconds=self.number)
        return (NOW + after).isoformat()

    @property
    def workers(self) -> int:
        """Processes that build."""
        return 1 + self.number % 3

    @property
    def kept(self) -> tuple[str, ...]:
        """What is left of the first build: all, all but the caches, or nothing."""
        return (("feeds", ".digest"), (".digest/digest.sqlite",), ())[self.number % 3]

    def __str__(self) -> str:
        """As it is named in the list of tests."""
        told = self.environment
        kept = "warm" if self.kept else "cold"
        return f"{told['TZ']} {told['LC_ALL']} {self.workers} workers {kept}"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of the repository and a dozen articles more, built once."""
    root = tmp_path_factory.mktemp("first")
    shutil.copytree(TOP / "content", root / "content")
    shutil.copy(TOP / "digest.toml", root)
    for number in range(1, 13):
        text = an_article_text(f"Fähre {number}", f"2026-10-{number:02}")
        (root / f"content/ferry-{number}.md").write_text(text)
    build(root, Circumstances(number=0))
    return root


def build(root: Path, around: Circumstances) -> str:
    """The hash of the whole tree that `digest build` makes."""
    words = ("--site", str(root), "build", "--jobs", str(around.workers))
    script = root / "build_at.py"
    script.write_text(BUILD)
    subprocess.run(  # noqa: S603
        [sys.executable, str(script), around.moment, *words],
        env=around.environment,
        check=True,
        capture_output=True,
    )
    return hash_of(root / "feeds")


def hash_of(folder: Path) -> str:
    """Of all names and all bytes."""
    told = hashlib.sha256()
    for path, data in sorted(tree_of(folder).items()):
        told.update(f"{path}\0{len(data)}\0".encode())
        told.update(data)
    return told.hexdigest()


def copies(first: Path, root: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """The articles, and of the first build what is kept."""
    for name in ("content", "digest.toml", *names):
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (first / name).is_dir():
            shutil.copytree(first / name, target)
        else:
            shutil.copy(first / name, target)
        yield target


@pytest.mark.parametrize(
    "around", [Circumstances(number=number) for number in range(1, BUILDS)], ids=str
)
def test_a_build_is_the_same_anywhere(
    around: Circumstances, first: Path, tmp_path: Path
) -> None:
    """Seed of hashes, zone, locale, clock, workers and caches."""
    assert list(copies(first, tmp_path, around.kept))
    assert build(tmp_path, around) == hash_of(first / "feeds")


def test_a_later_build_of_the_same_moves_no_file(first: Path) -> None:
    """R3: neither bytes nor times, so that validators of readers stay good."""

    def stamps() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_ino)
            for path in (first / "feeds").rglob("*")
        }

    before = stamps()
    build(first, Circumstances(number=40))
    assert stamps() == before
