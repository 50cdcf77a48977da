"""After a publish: what readers asked for before is packed before they come."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from digest.documents import Target
from digest.publish import Effort, Tree, publish_targets
from digest.web.published import warming
from digest.web.published.tree import PublishedTree
from digest.web.published.warming import Warming

NAMES = ("atom.xml", "index.html", "style.css")


def made(text: str, _: None) -> bytes:
    """A recipe's work."""
    return text.encode() * 200


def publish(root: Path, text: str) -> None:
    """Publish three files of this text."""
    tree = Tree(
        folder=root / "feeds",
        lock=root / "lock",
        ledger=root / "ledger",
        former_manifest=root / "former",
    )
    targets: list[Target[None]] = [
        Target(path=name, media_type="text/html", needs=(), recipe=partial(made, text))
        for name in NAMES
    ]
    publish_targets(tree, targets, lambda: None, Effort(jobs=1))


async def ask(tree: PublishedTree, name: str, coding: str) -> None:
    """Ask for a file in an encoding, as a reader does."""
    file = tree.file(name)
    assert file
    await file._file.variant(coding)


async def ready(tree: PublishedTree, name: str) -> frozenset[str]:
    """The encodings in which the file can be sent at once."""
    await asyncio.sleep(0)
    file = tree.file(name)
    assert file
    return file.codings


async def warm(guard: Warming) -> None:
    """Look, and wait until what began is done."""
    guard.look()
    if guard._task:
        await guard._task


def test_what_was_asked_for_is_ready_again(tmp_path: Path) -> None:
    """In the encodings that readers took, and no others."""
    publish(tmp_path, "old")
    tree = PublishedTree(tmp_path / "feeds", max_age=900)
    guard = Warming(tree)

    async def main() -> None:
        await ask(tree, "atom.xml", "br")
        await ask(tree, "index.html", "gzip")
        publish(tmp_path, "new")
        await asyncio.sleep(0)
        await warm(guard)
        assert await ready(tree, "atom.xml") == {"br", "gzip"}
        assert await ready(tree, "index.html") == {"gzip"}
        assert await ready(tree, "style.css") == frozenset()

    asyncio.run(main())


def test_without_a_publish_there_is_nothing_to_do(tmp_path: Path) -> None:
    """A look costs a look at the folder."""
    publish(tmp_path, "old")
    guard = Warming(PublishedTree(tmp_path / "feeds", max_age=900))

    async def main() -> None:
        guard.look()
        assert guard._task is None

    asyncio.run(main())


def test_a_reader_who_comes_first_loses_nothing(tmp_path: Path) -> None:
    """What they found plain is packed for the others all the same."""
    publish(tmp_path, "old")
    tree = PublishedTree(tmp_path / "feeds", max_age=900)
    guard = Warming(tree)

    async def main() -> None:
        await ask(tree, "atom.xml", "br")
        publish(tmp_path, "new")
        await asyncio.sleep(0)
        await ask(tree, "atom.xml", "identity")
        await warm(guard)
        assert await ready(tree, "atom.xml") == {"br", "gzip", "identity"}

    asyncio.run(main())


def test_only_so_many_files_are_made_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were asked for last: a new template keeps nobody busy for long."""
    monkeypatch.setattr(warming, "MOST_FILES", 1)
    publish(tmp_path, "old")
    tree = PublishedTree(tmp_path / "feeds", max_age=900)
    guard = Warming(tree)

    async def main() -> None:
        await ask(tree, "index.html", "br")
        await ask(tree, "atom.xml", "br")
        publish(tmp_path, "new")
        await asyncio.sleep(0)
        await warm(guard)
        assert await ready(tree, "atom.xml") == {"br", "gzip"}
        assert await ready(tree, "index.html") == frozenset()

    asyncio.run(main())
