"""A picture is developed once, and what was made of it is kept."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path
from shutil import rmtree

import pytest

from digest.config import PicturesSection
from digest.errors import ContentError
from digest.images import Picture, PictureFacts
from digest.pictures import darkroom as module
from digest.pictures import prints
from digest.pictures.darkroom import CODECS, SIGHTINGS, Darkroom
from digest.pictures.prints import make_picture
from photographs import a_photo, png_of, saved

SECTION = PicturesSection(widths=(20, 40))
PHOTO = saved(a_photo(64, 48))
BOMB = png_of(60_000, 60_000)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the cache is; nobody has made it yet."""
    return tmp_path / "cache" / "pictures"


@pytest.fixture
def developed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The bytes of every picture that is decoded in the test."""
    found: list[bytes] = []

    def watched(data: bytes, section: PicturesSection) -> Picture:
        found.append(data)
        return make_picture(data, section)

    monkeypatch.setattr(prints, "make_picture", watched)
    return found


def kept(folder: Path) -> list[Path]:
    """The files of the cache, but that of the sightings."""
    return [path for path in folder.iterdir() if path.name not in {SIGHTINGS, CODECS}]


def test_a_picture_is_decoded_once(folder: Path, developed: list[bytes]) -> None:
    """Another run finds it by its bytes, wherever they stand by then."""
    first = Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    second = Darkroom(SECTION, folder).develop("news/quay.jpg", "2", PHOTO)
    assert first == second
    assert [each.width for each in first.prints] == [20, 40]
    assert len(developed) == 1


def test_a_picture_need_not_even_be_read_again(folder: Path) -> None:
    """The stamp of its file is enough."""
    first = Darkroom(SECTION, folder)
    assert first.recall("pier.jpg", "1") is None
    picture = first.develop("pier.jpg", "1", PHOTO)
    first.tidy()
    second = Darkroom(SECTION, folder)
    assert second.recall("pier.jpg", "1") == picture
    assert second.recall("pier.jpg", "2") is None


def test_other_settings_make_other_prints(folder: Path, developed: list[bytes]) -> None:
    """Nothing old is taken for what is asked for now."""
    Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    section = PicturesSection(widths=(30,))
    picture = Darkroom(section, folder).develop("pier.jpg", "1", PHOTO)
    assert [each.width for each in picture.prints] == [30]
    assert len(developed) == 2


def test_a_new_program_develops_anew(
    folder: Path, developed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may know better."""
    Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    monkeypatch.setattr(module, "codec_names", lambda _: "new ones")
    Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    assert len(developed) == 2


def test_a_fault_is_kept_as_well(folder: Path, developed: list[bytes]) -> None:
    """A broken picture is not tried again at each build."""
    for _ in range(2):
        darkroom = Darkroom(SECTION, folder)
        with pytest.raises(ContentError, match="has 60000 x 60000 pixels"):
            darkroom.develop("bomb.png", "1", BOMB)
        darkroom.tidy()
    with pytest.raises(ContentError, match="more than 60000000 in all; make it"):
        Darkroom(SECTION, folder).recall("bomb.png", "1")
    assert len(developed) == 1


def test_what_is_in_use_no_more_is_tidied_away(folder: Path) -> None:
    """Also what a killed process left."""
    first = Darkroom(SECTION, folder)
    first.develop("pier.jpg", "1", PHOTO)
    first.develop("quay.jpg", "1", saved(a_photo(30, 30)))
    first.tidy()
    (folder / "0123456789abcdef.new").write_bytes(b"half")
    second = Darkroom(SECTION, folder)
    second.recall("pier.jpg", "1")
    second.tidy()
    assert len(kept(folder)) == 1
    assert Darkroom(SECTION, folder).recall("pier.jpg", "1") is not None


def prints_of(folder: Path, picture: PictureFacts) -> list[bytes]:
    """The bytes of each print, asked for by copies of the recipes."""
    darkroom = Darkroom(SECTION, folder)
    recipes = [
        darkroom.recipe("pier.jpg", picture, number, partial(bytes, PHOTO))
        for number in range(len(picture.prints))
    ]
    copies = pickle.loads(pickle.dumps(recipes))  # noqa: S301  our own
    return [recipe(None) for recipe in copies]


def test_a_recipe_gives_the_bytes_of_a_print(folder: Path) -> None:
    """They are as long as was told, and in no process's memory before."""
    picture = Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    made = make_picture(PHOTO, SECTION)
    assert prints_of(folder, picture) == [each.data for each in made.prints]
    assert [each.length for each in picture.prints] == [
        len(each.data) for each in made.prints
    ]


def test_the_cache_can_be_deleted_at_any_time(
    folder: Path, developed: list[bytes]
) -> None:
    """Pictures are developed anew, once for all of their prints."""
    darkroom = Darkroom(SECTION, folder)
    picture = darkroom.develop("pier.jpg", "1", PHOTO)
    darkroom.tidy()
    before = prints_of(folder, picture)
    for path in kept(folder):
        path.unlink()
    assert Darkroom(SECTION, folder).recall("pier.jpg", "1") == picture
    assert prints_of(folder, picture) == before
    assert len(developed) == 2
    rmtree(folder)
    again = Darkroom(SECTION, folder)
    assert again.recall("pier.jpg", "1") is None
    assert again.develop("pier.jpg", "1", PHOTO) == picture


@pytest.mark.parametrize("cut", [0, 5, 60, 400])
def test_a_damaged_file_of_the_cache_is_made_anew(folder: Path, cut: int) -> None:
    """Readers never see half a picture."""
    picture = Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    (path,) = kept(folder)
    whole, before = path.read_bytes(), prints_of(folder, picture)
    for damaged in (whole[:cut], whole[:-1] + b"?", b"null\n", b'{"sum": 0}\n'):
        path.write_bytes(damaged)
        assert Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO) == picture
        assert prints_of(folder, picture) == before


def test_a_picture_that_changes_while_the_site_is_built_is_told(folder: Path) -> None:
    """Its widths were told by then, and would be those of another."""
    picture = Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    (path,) = kept(folder)
    path.unlink()
    read = partial(bytes, saved(a_photo(30, 30)))
    recipe = Darkroom(SECTION, folder).recipe("pier.jpg", picture, 0, read)
    with pytest.raises(ContentError, match=r"pier.jpg: was changed while .* was built"):
        recipe(None)


def test_a_disk_that_keeps_nothing_stops_nothing(tmp_path: Path) -> None:
    """It is only slower."""
    (tmp_path / "file").write_bytes(b"")
    darkroom = Darkroom(SECTION, tmp_path / "file" / "pictures")
    assert darkroom.develop("pier.jpg", "1", PHOTO).ending == ".jpg"
    darkroom.tidy()


def test_a_want_of_memory_is_told_and_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run may have more."""

    def exhaust(data: bytes, section: PicturesSection) -> Picture:
        raise MemoryError(len(data), section)

    with monkeypatch.context() as patched:
        patched.setattr(prints, "make_picture", exhaust)
        with pytest.raises(ContentError, match="needs more memory than there is"):
            Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO)
    assert Darkroom(SECTION, folder).develop("pier.jpg", "1", PHOTO).ending == ".jpg"


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("pier.jpg", b"", True),
        ("PIER.JPEG", b"broken", True),
        ("pier.svg", SVG, True),
        ("pier", PHOTO, True),
        ("pier.dat", saved(a_photo(9, 9), "WEBP"), True),
        ("pier.dat", saved(a_photo(9, 9), "AVIF"), True),
        ("talk.mp3", b"ID3", False),
        ("map.tiff", b"II*\0", False),
        ("notes.xml", SVG, False),
    ],
)
def test_a_picture_is_known_by_its_name_or_its_bytes(
    folder: Path, path: str, data: bytes, *, expected: bool
) -> None:
    """What browsers do not show may be downloaded, and is no picture here."""
    assert Darkroom(SECTION, folder).is_picture(path, data) is expected


def test_a_site_without_pictures_never_asks_for_the_programs(tmp_path: Path) -> None:
    """To ask them takes longer than to read fifty articles."""
    Darkroom(SECTION, tmp_path).tidy()
    assert not (tmp_path / CODECS).exists()
