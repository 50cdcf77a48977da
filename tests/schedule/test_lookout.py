"""What the owner does to the site's files, as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.config import load_config
from digest.schedule import lookout
from digest.schedule.log import open_log
from digest.schedule.lookout import Lookout
from onlooker import LogBook
from publications import write_publication


class Told:
    """What the lookout told so far."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.settings = 0

    def add(self, paths: tuple[str, ...]) -> None:
        """Articles or templates changed."""
        self.files.update(paths)

    def count(self) -> None:
        """digest.toml changed."""
        self.settings += 1


def told_of(
    root: Path,
    *steps: tuple[Callable[[], object], Callable[[Told], bool]],
) -> Told:
    """What is told while each step is taken, again and again until it is noticed."""

    async def play() -> Told:
        told, stopping = Told(), asyncio.Event()
        looking = Lookout(load_config(root), open_log(), stopping)
        watching = asyncio.create_task(
            looking.watch(articles=told.add, settings=told.count)
        )
        for act, is_noticed in steps:
            async with asyncio.timeout(10):
                while not is_noticed(told):
                    # the watch begins at a moment that nobody tells
                    act()
                    await asyncio.sleep(0.1)
        stopping.set()
        await watching
        return told

    return asyncio.run(play())


def test_articles_and_templates_are_told_by_their_path(tmp_path: Path) -> None:
    """As the owner would write it."""
    (tmp_path / "templates" / "site").mkdir(parents=True)
    root = write_publication(tmp_path)
    article, template = "content/pier.md", "templates/site/style.css"
    told = told_of(
        root,
        (lambda: (root / article).write_text("x"), lambda t: article in t.files),
        (lambda: (root / template).write_text("x"), lambda t: template in t.files),
    )
    assert told.files == {article, template}
    assert told.settings == 0


def test_what_digest_writes_itself_is_no_news(tmp_path: Path) -> None:
    """Articles beside digest.toml: the state lies among them, and is no change."""
    root = write_publication(tmp_path / "site")
    settings = root / "digest.toml"
    folders = '\n[content]\nfolder = "."\n\n[feeds]\nfolder = "../tree"\n'
    settings.write_text(settings.read_text() + folders)
    for folder in (root / ".digest", tmp_path / "tree"):
        folder.mkdir()

    def write() -> None:
        (root / ".digest" / "digest.sqlite-wal").write_text("x")
        (tmp_path / "tree" / "atom.xml").write_text("x")
        # last, so that what stands above had its time
        (root / "pier.md").write_text("x")

    told = told_of(root, (write, lambda t: "pier.md" in t.files))
    assert told.files == {"pier.md"}
    assert told.settings == 0


def test_new_settings_are_told(tmp_path: Path) -> None:
    """And not any other file beside them."""
    root = write_publication(tmp_path)
    settings = root / "digest.toml"

    def write() -> None:
        (root / "notes.txt").write_text("x")
        settings.write_text(settings.read_text())

    assert told_of(root, (write, lambda t: t.settings > 0)).files == set()


@pytest.mark.parametrize("name", ["templates", "content"])
def test_a_folder_that_comes_or_goes_is_one_of_the_settings(
    tmp_path: Path, name: str
) -> None:
    """The owner's first own template needs no restart by hand."""
    root = write_publication(tmp_path)

    def come_or_go() -> None:
        folder = root / name
        folder.rmdir() if folder.exists() else folder.mkdir()

    told_of(root, (come_or_go, lambda t: t.settings > 0))


def test_folders_that_cannot_be_watched_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends in order; the timer sees every change in the end."""

    def refuse(*folders: Path, **values: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(lookout, "watch_folders", refuse)
    told_of(write_publication(tmp_path))
    faults = [event["fault"] for event in LogBook(capsys).events("watch")]
    assert len(faults) == 2
    assert "inotify watch limit reached" in faults[0]
