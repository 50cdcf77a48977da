"""Pictures on their way from the content folder to every kind of reader."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builders import NOW
from digest.pictures import prints
from digest.schedule.jobs import deliver, publish, rebuild
from digest.store.protocols import NewSubscriber
from photographs import SECRET, a_photo, exif, png_of, saved
from publications import Clock, a_press, an_article_text, tree_of, write_publication

ARTICLE = """\
---
title: Harbour opens
date: 2026-11-10
image:
  url: images/lead.jpg
  alt: Ships at the quay
---

The harbour is open again. Ships have been waiting outside since Tuesday.

![The pier at noon](images/pier.jpg)

[The chart, large](images/pier.jpg)
"""
MEDIA = "https://notes.example.org/media/images"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with two photographs: one lies on its side, and tells where."""
    root = write_publication(tmp_path / "site", {"harbour.md": ARTICLE})
    images = root / "content" / "images"
    images.mkdir()
    (images / "lead.jpg").write_bytes(saved(a_photo(1500, 750)))
    (images / "pier.jpg").write_bytes(saved(a_photo(500, 1000), exif=exif(6)))
    return root


@pytest.fixture
def clock() -> Clock:
    """A morning."""
    return Clock(NOW)


def test_every_rendition_is_in_the_tree_and_tells_nothing(
    site: Path, clock: Clock
) -> None:
    """Upright, in each width that is narrower, and without the camera's notes."""
    with a_press(site, clock) as press:
        publication = rebuild(press)
    assert publication.problems == ()
    media = {
        path.removeprefix("media/images/"): data
        for path, data in tree_of(site / "feeds").items()
        if path.startswith("media/")
    }
    sizes = {name: Image.open(BytesIO(data)).size for name, data in media.items()}
    assert sizes == {
        "lead-480.jpg": (480, 240),
        "lead-800.jpg": (800, 400),
        "lead-1200.jpg": (1200, 600),
        "lead.jpg": (1500, 750),
        "pier-480.jpg": (480, 240),
        "pier-800.jpg": (800, 400),
        "pier.jpg": (1000, 500),
    }
    assert not any(SECRET in data for data in media.values())


def test_feeds_name_one_width_and_its_size(site: Path, clock: Clock) -> None:
    """No feed reader need guess."""
    with a_press(site, clock) as press:
        rebuild(press)
    (item,) = json.loads((site / "feeds" / "feed.json").read_text())["items"]
    assert item["image"] == f"{MEDIA}/lead-1200.jpg"
    assert (
        f'<img src="{MEDIA}/pier.jpg" alt="The pier at noon" width="1000" height="500">'
    ) in item["content_html"]
    assert "srcset" not in item["content_html"]
    atom = (site / "feeds" / "atom.xml").read_text()
    assert f'thumbnail url="{MEDIA}/lead-1200.jpg" width="1200" height="600"' in atom


def test_pages_offer_every_width(site: Path, clock: Clock) -> None:
    """The lead picture at once, the others as they come into view."""
    with a_press(site, clock) as press:
        rebuild(press)
    page = (site / "feeds" / "articles" / "harbour" / "index.html").read_text()
    lead, pier = re.findall(r"<img[^>]+>", page)
    for tag, name in ((lead, "lead"), (pier, "pier")):
        assert f"../../media/images/{name}-480.jpg 480w" in tag
        assert "width=" in tag
        assert "height=" in tag
    assert "loading" not in lead
    assert 'loading="lazy"' in pier
    assert f'<meta property="og:image" content="{MEDIA}/lead-1200.jpg">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    assert '<meta property="og:image:height" content="600">' in page
    front = (site / "feeds" / "index.html").read_text()
    assert "./media/images/lead-800.jpg 800w" in front


def test_a_letter_has_the_width_that_suits_it(site: Path, clock: Clock) -> None:
    """Sharp on a dense screen, and no heavier."""
    with a_press(site, clock) as press:
        readers = [NewSubscriber(address="ann@example.net")]
        press.store.import_subscribers(
            readers, ["weekly"], consent="owner", now=clock()
        )
        publish(press)
        clock.now += timedelta(hours=1)
        publish(press)
        deliver(press, lambda: False)
        letter = press.store.letter("weekly", 1)
    (tag,) = re.findall(r"<img[^>]+>", letter.html)
    assert f'src="{MEDIA}/lead-1200.jpg"' in tag
    assert 'width="520"' in tag
    assert 'height="260"' in tag


def negatives(site: Path) -> list[Path]:
    """What is kept of the pictures, without what tells of them."""
    cache = site / ".digest" / "cache" / "pictures"
    return [path for path in cache.iterdir() if path.suffix != ".json"]


def test_an_unchanged_picture_is_decoded_once(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by the second build, nor by one after it has moved."""
    with a_press(site, clock) as press:
        rebuild(press)
        before = tree_of(site / "feeds")

        def refuse(*_: object) -> None:
            raise AssertionError

        monkeypatch.setattr(prints, "make_picture", refuse)
        assert rebuild(press).published.written == ()
        content = site / "content"
        (content / "images" / "pier.jpg").rename(content / "images" / "mole.jpg")
        text = ARTICLE.replace("pier.jpg", "mole.jpg")
        (content / "harbour.md").write_text(text)
        rebuild(press)
    moved = tree_of(site / "feeds")
    assert moved["media/images/mole.jpg"] == before["media/images/pier.jpg"]
    assert "media/images/pier.jpg" not in moved


def test_without_the_cache_the_same_bytes_are_made(site: Path, clock: Clock) -> None:
    """It can be deleted at any time."""
    with a_press(site, clock) as press:
        rebuild(press)
        cache = site / ".digest" / "cache" / "pictures"
        assert len(negatives(site)) == 2
        for path in cache.iterdir():
            path.unlink()
        assert rebuild(press).published.written == ()


def test_a_picture_that_changes_is_made_anew(site: Path, clock: Clock) -> None:
    """And what was kept of the old one is gone."""
    with a_press(site, clock) as press:
        rebuild(press)
        (site / "content/images/pier.jpg").write_bytes(saved(a_photo(300, 200)))
        rebuild(press)
    tree = tree_of(site / "feeds")
    assert Image.open(BytesIO(tree["media/images/pier.jpg"])).size == (300, 200)
    assert "media/images/pier-480.jpg" not in tree
    assert len(negatives(site)) == 2


def test_a_bomb_stops_no_article(site: Path, clock: Clock) -> None:
    """It is told with a remedy; its words stand where it was meant to be."""
    (site / "content/images/pier.jpg").write_bytes(png_of(60_000, 60_000))
    (site / "content/images/lead.jpg").write_bytes(b"half a")
    (site / "content" / "quiet.md").write_text(an_article_text("Quiet week"))
    with a_press(site, clock) as press:
        publication = rebuild(press)
    assert publication.entries == 2
    assert [str(problem) for problem in publication.problems] == [
        (
            "harbour.md: refers to images/lead.jpg, which is no picture, or a broken "
            "one; save it as JPEG or PNG once more"
        ),
        (
            "harbour.md: refers to images/pier.jpg, which has 60000 x 60000 pixels, "
            "more than 60000000 in all; make it smaller, or raise [pictures] "
            "most_pixels"
        ),
    ]
    page = (site / "feeds" / "articles" / "harbour" / "index.html").read_text()
    assert "<img" not in page
    assert "<p>The pier at noon</p>" in page
    assert "og:image" not in page
    assert not (site / "feeds" / "media").exists()
