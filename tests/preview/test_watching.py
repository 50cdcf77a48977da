"""Which files of a site are watched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from digest.config import load_config
from digest.preview import watching
from digest.preview.watching import Watching
from publications import write_publication
from waiting import PATIENCE


async def woken_by(woken: asyncio.Event, act: Callable[[], object]) -> None:
    """Act again and again: the watch begins at a moment that nobody tells."""
    woken.clear()
    async with asyncio.timeout(PATIENCE):
        while not woken.is_set():
            act()
            await asyncio.sleep(0.05)


def test_articles_templates_and_settings_wake(tmp_path: Path) -> None:
    """A folder of templates that comes later, too; other files beside them do not."""
    root = write_publication(tmp_path)

    async def play() -> None:
        woken = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            watch = Watching(group, woken.set)
            config = load_config(root)
            watch.aim(config)
            for name in ("content/pier.md", "digest.toml"):
                path = root / name
                text = path.read_text() if path.exists() else "x"
                await woken_by(woken, partial(path.write_text, text))
            await woken_by(woken, (root / "templates").mkdir)
            watch.aim(config)
            style = root / "templates" / "style.css"
            await woken_by(woken, lambda: style.write_text("x"))
            assert not watch.is_blind
            watch.close()

    asyncio.run(play())


def test_the_folders_of_new_settings_are_watched_instead(tmp_path: Path) -> None:
    """The former ones are let go."""
    root = write_publication(tmp_path)
    (root / "articles").mkdir()

    async def play() -> None:
        woken = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            watch = Watching(group, woken.set)
            config = load_config(root)
            watch.aim(config)
            watch.aim(
                replace(config, content=replace(config.content, folder="articles"))
            )
            pier = root / "articles" / "pier.md"
            await woken_by(woken, lambda: pier.write_text("x"))
            watch.close()

    asyncio.run(play())


def test_what_a_daemon_writes_beside_us_is_no_news(tmp_path: Path) -> None:
    """Its state and the tree, wherever they are."""
    root = write_publication(tmp_path / "site")
    settings = root / "digest.toml"
    folders = '\n[content]\nfolder = "."\n\n[feeds]\nfolder = "../tree"\n'
    settings.write_text(settings.read_text() + folders)
    for folder in (root / ".digest", tmp_path / "tree"):
        folder.mkdir()

    async def play() -> list[str]:
        woken, heard = asyncio.Event(), list[str]()

        def hear() -> None:
            heard.append("news")
            woken.set()

        async with asyncio.TaskGroup() as group:
            watch = Watching(group, hear)
            watch.aim(load_config(root))
            await woken_by(woken, lambda: (root / "pier.md").write_text("x"))
            # what was written before has come by then
            await asyncio.sleep(0.5)
            heard.clear()
            (root / ".digest" / "digest.sqlite").write_text("x")
            (tmp_path / "tree" / "atom.xml").write_text("x")
            await asyncio.sleep(0.5)
            watch.close()
        return heard

    assert asyncio.run(play()) == []


def test_a_system_that_cannot_watch_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever keeps the watch looks more often then."""

    def refuse(*folders: Path, **values: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching, "watch_folders", refuse)

    async def play() -> bool:
        async with asyncio.TaskGroup() as group:
            watch = Watching(group, lambda: None)
            watch.aim(load_config(write_publication(tmp_path)))
        return watch.is_blind

    assert asyncio.run(play())
