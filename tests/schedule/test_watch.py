"""Which files change, as they do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from digest.schedule import watch
from digest.schedule.watch import Changed, watch_folders


def changes_of(folder: Path, *, is_deep: bool = True) -> set[Changed]:
    """What is told while files of every kind come, go and are written to."""
    (folder / "own").mkdir()
    (folder / "deep").mkdir()
    (folder / "old.md").write_text("old")
    (folder / "gone.md").write_text("gone")

    async def look() -> set[Changed]:
        stopping = asyncio.Event()
        found: set[Changed] = set()

        async def collect() -> None:
            async for changes in watch_folders(
                [folder],
                ignored=[folder / "own"],
                stopping=stopping,
                is_deep=is_deep,
            ):
                found.update(changes)

        async def is_told(name: str) -> None:
            while name not in {change.path.name for change in found}:
                # the watch begins at a moment that nobody tells
                await asyncio.to_thread((folder / name).write_text, "x")
                await asyncio.sleep(0.05)

        collecting = asyncio.create_task(collect())
        await asyncio.wait_for(is_told("begin"), 10)
        (folder / "own" / "state.db").write_text("state")
        (folder / "old.md").write_text("changed")
        (folder / "new.md").write_text("new")
        (folder / "gone.md").unlink()
        (folder / ".new.md.swp").write_text("half saved")
        (folder / ".digest-0123456789abcdef.new").write_text("without a name yet")
        (folder / "deep" / "deep.md").write_text("deep")
        # what is told at all is told before what came after it
        await asyncio.wait_for(is_told("end"), 10)
        stopping.set()
        await asyncio.wait_for(collecting, 5)
        return {one for one in found if one.path.name not in {"begin", "end"}}

    return asyncio.run(look())


def test_what_comes_goes_and_is_written_is_told(tmp_path: Path) -> None:
    """But not what is ours, nor what an editor keeps beside a file."""
    changes = changes_of(tmp_path)
    names = {change.path.relative_to(tmp_path).as_posix() for change in changes}
    assert names == {"old.md", "new.md", "gone.md", "deep/deep.md"}
    moved = {change.path.name for change in changes if change.is_moved}
    assert moved >= {"new.md", "gone.md"}
    assert "old.md" not in moved


def test_a_look_at_the_top_does_not_go_down(tmp_path: Path) -> None:
    """For a folder with much beside what is looked for."""
    changes = changes_of(tmp_path, is_deep=False)
    assert {change.path.name for change in changes} == {"old.md", "new.md", "gone.md"}


def test_no_folder_is_no_watch() -> None:
    """It ends at once, whatever the event."""

    async def look() -> list[tuple[Changed, ...]]:
        watching = watch_folders([], ignored=[], stopping=asyncio.Event())
        return [changes async for changes in watching]

    assert asyncio.run(look()) == []


def test_a_fault_of_the_watcher_is_one_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The caller needs to know one kind of error only."""

    async def fail(*folders: Path, **values: object) -> AsyncIterator[object]:
        yield set()
        raise RuntimeError("out of watches")

    monkeypatch.setattr(watch, "awatch", fail)

    async def look() -> None:
        async for _ in watch_folders([tmp_path], ignored=[], stopping=asyncio.Event()):
            pass

    with pytest.raises(OSError, match="out of watches"):
        asyncio.run(look())
