"""Files that articles refer to go with them."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from builders import a_png, a_site
from digest.config import ContentSection
from digest.documents import Target
from digest.errors import ContentError
from digest.images import PictureFacts, PrintFacts, Rendition
from digest.load.folder import Loaded, read_folder
from digest.load.snapshots import Snapshots

TEXT = "The harbour is open again after the storm, and the ships are back at last."


def put(root: Path, **files: str | bytes) -> None:
    """Write files; `news__a_md` is news/a.md."""
    for name, content in files.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        path = root / f"{stem}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read(root: Path, **section: object) -> Loaded:
    """The folder with these settings."""
    return read_folder(root, ContentSection(**section), a_site())  # type: ignore[arg-type]


def data_of(target: Target[Any]) -> bytes:
    """The bytes of the document, made by a copy of its recipe."""
    copy = pickle.loads(pickle.dumps(target))  # noqa: S301  our own
    made = copy.recipe(None)
    return made.read_bytes() if isinstance(made, Path) else bytes(made)


def told(loaded: Loaded) -> list[str]:
    """The problems as people read them."""
    return [str(problem) for problem in loaded.problems]


def paths(loaded: Loaded) -> list[str]:
    """The paths of the articles."""
    return [article.path for article in loaded.articles]


def test_what_articles_refer_to_is_media(tmp_path: Path) -> None:
    """Pictures, links, the lead picture and enclosures, each file once."""
    put(
        tmp_path,
        news__a_md="---\nimage: ../lead.jpg\nenclosures: [talk.mp3]\n---\n"
        f"{TEXT} ![x](pic%20one.png) [pdf](/root.pdf) [notes](notes.pdf#page=2)\n",
        b_md=f"{TEXT} ![x](lead.jpg)",
        lead_jpg=b"L",
        news__notes_pdf=b"N",
        news__talk_mp3=b"12345",
        unused_png=b"U",
    )
    (tmp_path / "news" / "pic one.png").write_bytes(b"P")
    loaded = read(tmp_path)
    assert [(d.path, d.media_type, data_of(d)) for d in loaded.media] == [
        ("media/lead.jpg", "image/jpeg", b"L"),
        ("media/news/notes.pdf", "application/pdf", b"N"),
        ("media/news/pic one.png", "image/png", b"P"),
        ("media/news/talk.mp3", "audio/mpeg", b"12345"),
    ]
    assert loaded.articles[1].enclosures[0].length == 5
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("missing.png", "is not in the content folder; add the file or mend the link"),
        ("../secret.png", "leads out of the content folder; copy it inside"),
        ("%2e%2e/secret.png", "leads out of the content folder; copy it inside"),
        (".hidden.png", "is hidden; rename it"),
        ("linked.png", "leads out of the content folder; copy the file into it"),
    ],
)
def test_media_that_cannot_be_had_are_told_and_the_article_stays(
    tmp_path: Path, url: str, reason: str
) -> None:
    """A missing picture is no reason to publish nothing."""
    put(tmp_path, secret_png=b"S", content__a_md=f"{TEXT} ![x]({url})")
    (tmp_path / "content" / ".hidden.png").write_bytes(b"H")
    (tmp_path / "content" / "linked.png").symlink_to(tmp_path / "secret.png")
    loaded = read(tmp_path / "content")
    assert paths(loaded) == ["a.md"]
    assert told(loaded) == [f"a.md: refers to {url}, which {reason}"]
    assert loaded.media == ()


def test_another_article_is_no_media_and_has_to_be_there(tmp_path: Path) -> None:
    """Its link becomes one to its page."""
    put(tmp_path, a_md=f"{TEXT} [b](b.md) [c](c.md)", b_md=TEXT)
    loaded = read(tmp_path)
    assert loaded.media == ()
    assert told(loaded) == [
        (
            "a.md: refers to c.md, which is not in the content folder; "
            "add the file or mend the link"
        )
    ]


def test_the_files_of_a_draft_are_not_published(tmp_path: Path) -> None:
    """A picture can tell as much as a text."""
    put(tmp_path, a_md=f"---\ndraft: true\n---\n{TEXT} ![x](x.png)", x_png=b"X")
    loaded = read(tmp_path)
    assert loaded.articles[0].is_draft
    assert loaded.media == ()


def test_media_that_are_too_large_are_told_and_the_article_stays(
    tmp_path: Path,
) -> None:
    """They have a limit of their own: recordings are larger than articles."""
    front = "---\nenclosures: [talk.mp3]\n---\n"
    put(tmp_path, a_md=f"{front}{TEXT} ![x](x.png)", talk_mp3=b"1" * 201, x_png=b"X")
    loaded = read(tmp_path, largest_media=200)
    assert paths(loaded) == ["a.md"]
    assert [document.path for document in loaded.media] == ["media/x.png"]
    assert told(loaded) == [
        (
            "a.md: refers to talk.mp3, which has 201 bytes, more than 200; "
            "make it smaller, or raise [content] largest_media"
        )
    ]


def test_media_may_be_larger_than_articles(tmp_path: Path) -> None:
    """The limit of articles is none of theirs."""
    put(tmp_path, a_md=f"{TEXT} ![x](x.png)", x_png=b"1" * 201)
    assert told(read(tmp_path, largest_file=200)) == []


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("a\nb.png", "its name has characters that nobody can read or see; rename it"),
        ("a" * 197 + ".png", "has a name of more than 200 bytes; shorten it"),
        ("ä" * 99 + ".png", "has a name of more than 200 bytes; shorten it"),
    ],
)
def test_media_whose_names_cannot_be_published_are_told_in_one_line(
    tmp_path: Path, name: str, fact: str
) -> None:
    """The article stays."""
    (tmp_path / name).write_bytes(b"X")
    put(tmp_path, a_md=f"{TEXT} ![x]({quote(name)})")
    loaded = read(tmp_path)
    assert loaded.media == ()
    assert paths(loaded) == ["a.md"]
    assert told(loaded) == [
        f"a.md: refers to {quote(name)[:200]}, which {fact}",
    ]


def test_the_longest_name_of_media_is_published(tmp_path: Path) -> None:
    """Two hundred bytes are enough for everybody."""
    (tmp_path / ("a" * 196 + ".png")).write_bytes(b"X")
    put(tmp_path, a_md=f"{TEXT} ![x]({'a' * 196}.png)")
    assert told(read(tmp_path)) == []


class OneWidth:
    """A darkroom whose pictures are of one width, and in which `broken` is broken."""

    def __init__(self) -> None:
        self.developed: list[str] = []

    def is_picture(self, path: str, data: bytes) -> bool:
        """By its name."""
        return bool(data) and path.endswith((".jpg", ".webp"))

    def recall(self, path: str, stamp: str) -> PictureFacts | None:
        """One that it has seen already."""
        return a_picture("known", 5) if "known" in path and stamp else None

    def develop(self, path: str, stamp: str, data: bytes) -> PictureFacts:
        """As told by the name."""
        assert stamp
        self.developed.append(path)
        if "broken" in path:
            raise ContentError(path, "is broken; save it as JPEG once more")
        return a_picture("developed", len(b"developed " + data))

    def recipe(
        self, path: str, picture: PictureFacts, number: int, read: Callable[[], bytes]
    ) -> Callable[[Any], bytes]:
        """What its digest says, and the file."""
        assert path
        assert number == 0
        return partial(developed, picture.digest, read)


def developed(name: str, read: Callable[[], bytes], _tools: object) -> bytes:
    """The bytes of a print."""
    return name.encode() + b" " + read()


def a_picture(digest: str, length: int) -> PictureFacts:
    """A picture with one print of so many bytes."""
    only = PrintFacts(width=9, height=6, length=length)
    return PictureFacts(ending=".jpg", digest=digest, prints=(only,))


def develop(root: Path) -> tuple[Loaded, OneWidth]:
    """The folder, with a darkroom at hand."""
    darkroom = OneWidth()
    section = ContentSection()
    return read_folder(root, section, a_site(), darkroom=darkroom), darkroom


def test_pictures_go_through_the_darkroom(tmp_path: Path) -> None:
    """Shown or linked, and each once; what is no picture goes as it is."""
    put(
        tmp_path,
        a_md=f"---\nimage: c.webp\n---\n{TEXT} ![x](a.jpg) [y](b.jpg) [z](z.pdf)",
        b_md=f"{TEXT} [x](a.jpg) ![x](a.jpg) ![y](known.jpg)",
        **dict.fromkeys(("a_jpg", "b_jpg", "c_webp", "known_jpg"), b"P"),
        z_pdf=b"Z",
    )
    loaded, darkroom = develop(tmp_path)
    assert {each.path: data_of(each) for each in loaded.media} == {
        "media/a.jpg": b"developed P",
        "media/b.jpg": b"developed P",
        "media/c.jpg": b"developed P",
        "media/known.jpg": b"known P",
        "media/z.pdf": b"Z",
    }
    assert sorted(darkroom.developed) == ["a.jpg", "b.jpg", "c.webp"]
    assert loaded.problems == ()
    assert loaded.pictures["c.webp"] == (
        Rendition(url="media/c.jpg", width=9, height=6),
    )


def test_a_picture_that_cannot_be_published_stops_nothing(tmp_path: Path) -> None:
    """It is told with each article that shows it, and no file of it goes out."""
    put(
        tmp_path,
        a_md=f"{TEXT} ![x](broken.jpg) ![y](y.jpg) [x](broken.jpg)",
        b_md=f"{TEXT} ![x](broken.jpg) ![m](missing.jpg)",
        broken_jpg=b"B",
        y_jpg=b"Y",
    )
    loaded, _ = develop(tmp_path)
    assert paths(loaded) == ["a.md", "b.md"]
    assert [each.path for each in loaded.media] == ["media/y.jpg"]
    assert told(loaded) == [
        "a.md: refers to broken.jpg, which is broken; save it as JPEG once more",
        "b.md: refers to broken.jpg, which is broken; save it as JPEG once more",
        (
            "b.md: refers to missing.jpg, which is not in the content folder; "
            "add the file or mend the link"
        ),
    ]
    assert loaded.pictures["broken.jpg"] == loaded.pictures["missing.jpg"] == ()


def test_what_is_shown_as_a_picture_has_to_be_one(tmp_path: Path) -> None:
    """Whatever its name; the same file may be downloaded."""
    put(tmp_path, a_md=f"{TEXT} ![x](x.broken) [x](x.broken) [y](y.broken)")
    for name in ("x", "y"):
        (tmp_path / f"{name}.broken").write_bytes(b"T")
    loaded, darkroom = develop(tmp_path)
    assert darkroom.developed == ["x.broken"]
    assert [each.path for each in loaded.media] == ["media/y.broken"]


def test_a_picture_as_enclosure_is_measured_as_it_is_published(tmp_path: Path) -> None:
    """Its length and its type are those of what a reader downloads."""
    put(tmp_path, a_md=f"---\nenclosures: [x.webp]\n---\n{TEXT}", x_webp=b"123")
    (article,) = develop(tmp_path)[0].articles
    (enclosure,) = article.enclosures
    assert (enclosure.length, enclosure.media_type) == (13, "image/jpeg")


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    """Also where its time was set back, and its size is the same."""
    path = tmp_path / "x.png"
    path.write_bytes(b"1")
    snapshots = Snapshots(tmp_path, ContentSection())
    before, status = snapshots.stamp("x.png"), path.stat()
    assert snapshots.stamp("x.png") == before
    time.sleep(0.02)
    path.write_bytes(b"2")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert snapshots.stamp("x.png") != before


def test_a_picture_that_no_article_shows_can_be_the_cover(tmp_path: Path) -> None:
    """One that is missing is told; one of another site is not ours to publish."""
    put(tmp_path, a_md=TEXT, cover_png=a_png())

    def found(cover: str) -> Loaded:
        return read_folder(tmp_path, ContentSection(), a_site(), shown=[cover])

    assert [each.path for each in found("cover.png").media] == ["media/cover.png"]
    assert [each.path for each in found("lost.png").problems] == ["lost.png"]
    elsewhere = found("https://elsewhere.example.com/cover.png")
    assert (elsewhere.media, elsewhere.problems) == ((), ())
