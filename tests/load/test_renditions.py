"""Prints find their places beside each other, and on nothing else."""

from __future__ import annotations

from digest.images import PictureFacts, PrintFacts
from digest.load.renditions import place_pictures


def a_picture(*widths: int, ending: str = ".jpg") -> PictureFacts:
    """A picture in these widths."""
    prints = tuple(PrintFacts(width=each, height=each, length=1) for each in widths)
    return PictureFacts(ending=ending, digest="1", prints=prints)


def places(pictures: dict[str, PictureFacts], *others: str) -> dict[str, list[str]]:
    """The paths of the prints, below media/, by path of the picture."""
    return {
        path: [place.removeprefix("media/") for place in placed.paths]
        for path, placed in place_pictures(pictures, others).items()
    }


def test_the_largest_stands_where_its_file_did() -> None:
    """The others have their width in the name."""
    placed = place_pictures({"news/pier.JPG": a_picture(480, 800, 1000)}, ())
    (picture,) = placed.values()
    assert [(each.url, each.width) for each in picture.renditions] == [
        ("media/news/pier-480.JPG", 480),
        ("media/news/pier-800.JPG", 800),
        ("media/news/pier.JPG", 1000),
    ]
    assert picture.paths == tuple(each.url for each in picture.renditions)


def test_urls_are_encoded() -> None:
    """Blanks and letters of all scripts are in names."""
    (placed,) = place_pictures({"Fähre 1.jpg": a_picture(9)}, ()).values()
    assert placed.renditions[0].url == "media/F%C3%A4hre%201.jpg"


def test_a_file_that_became_another_format_says_so() -> None:
    """The web goes by the ending."""
    assert places({"pier.webp": a_picture(480, 800)}) == {
        "pier.webp": ["pier-480.jpg", "pier.jpg"]
    }
    assert places({"pier": a_picture(480, ending=".png")}) == {"pier": ["pier.png"]}


def test_an_ending_that_lies_is_mended() -> None:
    """It was a JPEG all the time."""
    assert places({"pier.png": a_picture(480)}) == {"pier.png": ["pier.jpg"]}


def test_no_print_stands_where_another_file_does() -> None:
    """What is in the content folder has its own name first."""
    pictures = {
        "a.jpg": a_picture(480, 800),
        "a.webp": a_picture(480, 800),
        "a-480.jpg": a_picture(100),
        "b.png": a_picture(480, 800, ending=".png"),
    }
    assert places(pictures, "b-480.png", "a-2.jpg") == {
        "a-480.jpg": ["a-480.jpg"],
        "a.jpg": ["a-480-2.jpg", "a.jpg"],
        "a.webp": ["a-480-3.jpg", "a-3.jpg"],
        "b.png": ["b-480-2.png", "b.png"],
    }


def test_letters_of_both_sizes_are_one_to_some_file_systems() -> None:
    """So a copy of the tree elsewhere loses nothing."""
    pictures = {"Pier.webp": a_picture(9), "pier.jpg": a_picture(9)}
    assert places(pictures)["Pier.webp"] == ["Pier-2.jpg"]


def test_places_do_not_depend_on_the_order() -> None:
    """Two machines make the same tree."""
    pictures = {"a.webp": a_picture(9), "a.avif": a_picture(9)}
    assert places(pictures) == places(dict(reversed(pictures.items())))
