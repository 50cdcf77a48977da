"""Texts packed beside themselves in the published tree."""

from __future__ import annotations

import gzip
from dataclasses import replace
from functools import partial
from pathlib import Path

import brotli

from digest import paths
from digest.documents import Need, Target
from digest.pipeline.packing import with_packed
from digest.schedule import jobs
from digest.wiring import Press
from publications import NINE, Clock, a_press, an_article_text, write_publication

OPENED = {".gz": gzip.decompress, ".br": brotli.decompress}
TEXT = b"The harbour is open again. " * 40


def made(data: bytes | Path, _: object) -> bytes | Path:
    """A recipe's work, whatever the tools."""
    return data


def a_target(
    path: str, kind: str = "text/html", data: bytes | Path = TEXT
) -> Target[None]:
    """A target that gives these bytes."""
    needs = (Need("content/harbour.md", "1"),)
    recipe = partial(made, data)
    return Target(path=path, media_type=kind, needs=needs, recipe=recipe)


def packing(press: Press, *, is_on: bool) -> Press:
    """The press with texts packed, or not."""
    feeds = replace(press.config.feeds, compressed=is_on)
    return replace(press, config=replace(press.config, feeds=feeds))


def test_each_text_has_its_packed_forms_behind_it() -> None:
    """Made of the same needs, so that they are made anew together."""
    page = a_target("index.html")
    plain, *packed = with_packed([page])
    assert plain is page
    assert [each.path for each in packed] == ["index.html.br", "index.html.gz"]
    assert all(each.needs == page.needs for each in packed)
    for each in packed:
        data = each.recipe(None)
        assert isinstance(data, bytes)
        assert OPENED[each.path[-3:]](data) == TEXT


def test_a_text_that_lies_in_a_file_is_packed_too(tmp_path: Path) -> None:
    """As a style sheet among the media."""
    file = tmp_path / "notes.txt"
    file.write_bytes(TEXT)
    _, packed, _ = with_packed([a_target("media/notes.txt", "text/plain", file)])
    data = packed.recipe(None)
    assert isinstance(data, bytes)
    assert brotli.decompress(data) == TEXT


def test_what_is_no_text_stays_alone() -> None:
    """A picture is packed already, and redirects are sent to nobody."""
    picture = a_target("media/ship.png", "image/png")
    redirects = a_target(paths.REDIRECTS, "text/plain")
    assert with_packed([picture, redirects]) == (picture, redirects)


def test_a_tree_is_packed_and_unpacked(tmp_path: Path) -> None:
    """Each packed form opens to the file beside it, and goes when nobody wants it."""
    root = write_publication(tmp_path, {"harbour.md": an_article_text()})
    with a_press(root, Clock(NINE)) as press:
        folder = press.config.feeds_folder
        jobs.rebuild(packing(press, is_on=True))
        for name in ("atom.xml", "rss.xml", "feed.json", "index.html", "style.css"):
            data = (folder / name).read_bytes()
            for suffix, opened in OPENED.items():
                assert opened((folder / f"{name}{suffix}").read_bytes()) == data
        again = jobs.rebuild(packing(press, is_on=True))
        assert not again.published.written
        jobs.rebuild(packing(press, is_on=False))
        assert not [*folder.rglob("*.gz"), *folder.rglob("*.br")]


def test_packed_feeds_come_last_too(tmp_path: Path) -> None:
    """Who is sent a packed feed finds the pages that it leads to."""
    root = write_publication(tmp_path, {"harbour.md": an_article_text()})
    with a_press(root, Clock(NINE)) as press:
        written = jobs.rebuild(packing(press, is_on=True)).published.written
    names = [path.rpartition("/")[2].split(".xml")[0] for path in written]
    first = min(names.index(name) for name in ("atom", "rss"))
    assert not [path for path in written[first:] if ".html" in path]
