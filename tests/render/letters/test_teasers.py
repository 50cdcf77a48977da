from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_site, an_entry
from digest.deliveries import Placeholder
from digest.images import Image, Rendition
from digest.model import Entry, Origin
from digest.render.letters.pictures import LetterPicture
from digest.render.letters.teasers import Teaser, make_teaser
from digest.words import Words, words_for

ENGLISH = words_for("en")


def a_teaser(entry: Entry, words: Words = ENGLISH, longest: int = 500) -> Teaser:
    """The entry as a letter in English shows it."""
    return make_teaser(entry, a_site(), words, longest=longest, column=520)


def picture_of(image: Image, credit: str = "") -> LetterPicture | None:
    """What becomes of an entry's image."""
    return a_teaser(an_entry(image=image, credit=credit)).picture


def test_a_teaser_says_who_when_and_how_long() -> None:
    """Date and time do not break at the end of a line."""
    entry = an_entry(authors=("Ada Quay", "Ben Strand"), reading_minutes=4)
    byline = a_teaser(entry).byline.replace("\N{NO-BREAK SPACE}", "_")
    assert byline == "Ada Quay, Ben Strand · 10_November_2026 · 4_min_read"


def test_a_first_sight_is_no_date() -> None:
    """When a file was first seen says nothing of when it was written."""
    assert "2026" not in a_teaser(an_entry(is_dated=False)).byline


def test_the_publication_is_not_named_as_its_own_author() -> None:
    """It stands at the top of the letter."""
    byline = a_teaser(an_entry(authors=("North Shore Notes",))).byline
    assert byline.startswith("10")


def test_names_in_another_direction_do_not_take_the_date_along() -> None:
    """A mark ends them (Unicode Annex 9)."""
    latin_in_arabic = a_teaser(an_entry(), words_for("ar")).byline
    assert latin_in_arabic.startswith("Ada Quay\N{RIGHT-TO-LEFT MARK} · 10")
    arabic_in_latin = a_teaser(an_entry(authors=("سعاد",))).byline
    assert arabic_in_latin.startswith("سعاد\N{LEFT-TO-RIGHT MARK} · 10")


def test_a_summary_that_repeats_the_title_is_left_out() -> None:
    """Twice the same is noise."""
    assert a_teaser(an_entry(title="Quay", slug="q", summary="Quay")).summary == ""


def test_an_entry_without_a_title_shows_its_address() -> None:
    """A link must have words."""
    entry = an_entry(title=" \n", slug="q")
    assert a_teaser(entry).title == "https://notes.example.org/articles/q/"


@pytest.mark.parametrize(
    "url",
    [
        "http://notes.example.org/q.jpg",
        "//notes.example.org/q.jpg",
        "media/q.jpg",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "https://notes.example.org/q r.jpg",
        "https://",
        "https:///q.jpg",
        "",
        Placeholder.UNSUBSCRIBE_URL,
    ],
)
def test_a_picture_that_cannot_be_fetched_safely_is_left_out(url: str) -> None:
    """Only https: a mail program shows a broken frame for all else, or worse."""
    assert picture_of(Image(url=url)) is None


@pytest.mark.parametrize("suffix", ["svg", "webp", "AVIF", "svg?x=1"])
def test_a_picture_that_the_word_engine_does_not_draw_is_left_out(suffix: str) -> None:
    """PNG, JPEG and GIF are drawn everywhere."""
    assert picture_of(Image(url=f"https://notes.example.org/q.{suffix}")) is None


def test_an_icon_or_a_pixel_is_no_picture() -> None:
    """Nothing in a letter looks like a tracking pixel."""
    url = "https://notes.example.org/q.gif"
    assert picture_of(Image(url=url, width=1, height=1)) is None
    assert picture_of(Image(url=url, width=600, height=2)) is None


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [
        (1200, 600, (520, 260)),
        (300, 200, (300, 200)),
        (None, None, (520, 0)),
        (1200, None, (520, 0)),
        (None, 600, (520, 0)),
    ],
)
def test_a_picture_fits_the_column(
    width: int | None, height: int | None, shown: tuple[int, int]
) -> None:
    """Smaller in proportion, never larger than it is; no height is made up."""
    url = "https://notes.example.org/q.jpg"
    picture = picture_of(Image(url=url, width=width, height=height))
    assert picture is not None
    assert (picture.width, picture.height) == shown


def test_a_picture_has_the_credit_of_the_image_or_else_of_the_entry() -> None:
    """A credit is never lost."""
    url = "https://notes.example.org/q.jpg"
    own = picture_of(Image(url=url, credit="Photo: Lena"), credit="Photo: Max")
    other = picture_of(Image(url=url), credit="Photo: Max")
    assert own is not None
    assert other is not None
    assert (own.credit, other.credit) == ("Photo: Lena", "Photo: Max")


def test_a_picture_on_another_site_stays_out_of_its_teaser() -> None:
    """That site would learn who reads the letter; a copy of ours tells nobody."""
    origin = Origin(name="The Ferries", url="https://ferries.example.org")
    image = Image(url="https://ferries.example.org/pier.jpg", width=800, height=600)
    assert a_teaser(an_entry(image=image, origin=origin)).picture is None
    copy = Rendition(url="https://notes.example.org/pier.jpg", width=800, height=600)
    ours = replace(image, url=copy.url, renditions=(copy,))
    assert a_teaser(an_entry(image=ours, origin=origin)).picture is not None
    assert picture_of(image) is not None
