"""Pictures beside an article: looked at, named, and told where they stay away."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import a_png
from digest.errors import FetchError
from digest.imports import pictures
from digest.imports.pictures import PictureShelf
from digest.imports.shelf import ContentShelf
from digest.load.embedded import Embedded


def gives(data: bytes) -> Callable[[str], bytes]:
    """A web on which every address has these bytes."""
    return lambda _: data


def a_shelf(
    content: Path,
    fetch: Callable[[str], bytes],
    into: str = "",
    source_folder: Path | None = None,
) -> PictureShelf:
    """The shelf of the article `boats`."""
    shelf = ContentShelf(content, fetch)
    return PictureShelf(shelf, "boats", into=into, source_folder=source_folder)


def test_a_picture_is_named_by_its_address_and_its_bytes(tmp_path: Path) -> None:
    """Never by the ending that it calls itself."""
    shelf = a_shelf(tmp_path, gives(a_png()), into="news")
    url = "https://bay.example.org/x/Zwei%20B%C3%B6te.jpg?w=3#x"
    assert shelf.place_url(url) == "images/boats/zwei-bote.png"
    assert (tmp_path / "news/images/boats/zwei-bote.png").read_bytes() == a_png()
    assert shelf.paths == ["news/images/boats/zwei-bote.png"]


def test_a_picture_is_fetched_once_and_kept_once(tmp_path: Path) -> None:
    """By its address, and by its bytes."""
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return a_png()

    shelf = a_shelf(tmp_path, fetch)
    one, two = "https://x.example/a.png", "https://x.example/b.png"
    addresses = [shelf.place_url(url) for url in (one, two, one)]
    assert asked == [one, two]
    assert set(addresses) == {"images/boats/a.png"}


def a_bomb() -> bytes:
    """A small file that says it is a picture of 3,600 million pixels."""
    png = a_png()
    head = b"IHDR" + struct.pack(">II", 60_000, 60_000) + png[24:29]
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]


def refuse(url: str) -> bytes:
    """A web that is away."""
    raise FetchError(f"{url}: could not be reached; try later")


@pytest.mark.parametrize(
    ("fetch", "fact"),
    [
        (refuse, "could not be reached"),
        (gives(b"<html>no</html>"), ""),
        (gives(a_bomb()), "pixels"),
        (gives(b""), ""),
    ],
)
def test_a_picture_that_cannot_be_had_stays_where_it_is(
    tmp_path: Path, fetch: Callable[[str], bytes], fact: str
) -> None:
    """And that is told, once."""
    shelf = a_shelf(tmp_path, fetch)
    url = "https://x.example/a.png"
    assert [shelf.place_url(url), shelf.place_url(url)] == [url, url]
    (note,) = shelf.notes
    assert note.startswith(f"picture {url}: ")
    assert note.count(url) == 1
    assert fact in note
    assert not shelf.paths


def test_a_picture_beside_a_file_is_brought_along(tmp_path: Path) -> None:
    """But none from anywhere else on the machine."""
    folder = tmp_path / "from"
    (folder / "pics").mkdir(parents=True)
    (folder / "pics/a b.png").write_bytes(a_png())
    (tmp_path / "secret.png").write_bytes(a_png(colour=b"abc"))
    (folder / "out.png").symlink_to(tmp_path / "secret.png")
    shelf = a_shelf(tmp_path / "content", refuse, source_folder=folder)
    assert shelf.place_url("pics/a%20b.png") == "images/boats/a-b.png"
    for url in ("../secret.png", "out.png", "/etc/hosts", "gone.png", "http://[x"):
        assert shelf.place_url(url) == url
    assert len(shelf.notes) == 5


def test_a_picture_without_an_address_on_the_web_is_told(tmp_path: Path) -> None:
    """What came by standard input has no folder."""
    shelf = a_shelf(tmp_path, refuse)
    assert shelf.place_url("a.png") == "a.png"
    assert "add it by hand" in shelf.notes[0]


def test_a_picture_within_a_file_is_put_beside_it(tmp_path: Path) -> None:
    """Or is left out, if it is none."""
    shelf = a_shelf(tmp_path, refuse)
    good = Embedded(name="../B.png", media_type="image/png", data=a_png())
    bad = Embedded(name="", media_type="image/png", data=b"words")
    assert shelf.place_embedded(good) == "images/boats/b.png"
    assert shelf.place_embedded(bad) == ""


def test_too_many_and_too_large_stay_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In number, in bytes, and in all."""
    for name, limit in {
        "MOST_PICTURES": 0,
        "LARGEST_SUM": 5,
        "LARGEST_PICTURE": 5,
    }.items():
        monkeypatch.setattr(pictures, name, limit)
        shelf = a_shelf(tmp_path, gives(a_png()))
        assert shelf.place_url("https://x.example/a.png").startswith("https")
        assert shelf.notes
        monkeypatch.undo()
