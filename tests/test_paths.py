from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import paths


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Harbour opens", "harbour-opens"),
        ("Über  Öl & Gas", "uber-ol-gas"),
        ("It’s the keeper's", "its-the-keepers"),
        ("ميناء قديم", "ميناء-قديم"),
        ("港の朝", "港の朝"),
        ("हिन्दी लेख", "हिन्दी-लेख"),
        ("Straße nach Łódź, Ærø & Crème", "strasse-nach-lodz-aero-creme"),
        ("Чайка и йод", "чайка-и-йод"),
        ("!!!", ""),
    ],
)
def test_a_slug_keeps_the_letters_of_any_script(text: str, slug: str) -> None:
    """Letters, digits and the marks that belong to them stay; all else parts words."""
    assert paths.slugify(text) == slug


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_becomes_a_safe_folder(text: str) -> None:
    """A tag of any characters names just one folder, which every file system takes."""
    folder = paths.tag_path(text)
    name = folder.removeprefix("tags/").removesuffix("/")
    assert name
    assert "/" not in name
    assert not name.startswith(".")
    assert len(name.encode()) <= paths.LARGEST_NAME


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    """What was made a slug once is not changed again."""
    slug = paths.slugify(text)
    assert paths.slugify(slug) == slug


def test_a_long_title_is_cut_between_letters() -> None:
    """A name longer than a folder's may be is cut, and stays good UTF-8."""
    slug = paths.slugify("港" * 300)
    assert slug == "港" * (paths.LARGEST_NAME // 3)


def test_tags_that_differ_by_case_share_a_page() -> None:
    """One topic, however it is spelled."""
    assert paths.tag_path("Open Source") == paths.tag_path("open source")
    assert paths.tag_path("open-source") == paths.tag_path("open source")


def test_tags_without_letters_have_pages_of_their_own() -> None:
    """A tag that is only a sign is named by its code points."""
    assert paths.tag_path("⚓") == "tags/u2693/"
    assert paths.tag_path("⚓") != paths.tag_path("☂")
    assert paths.tag_path("") == "tags/untitled/"


def test_every_noun_has_its_folder() -> None:
    """The published tree is laid out by noun."""
    assert paths.entry_path("harbour") == "articles/harbour/"
    assert paths.newsletter_path("weekly") == "issues/weekly/"
    assert paths.issue_path("weekly", 12) == "issues/weekly/12/"
    assert paths.private_path("token") == "private/token/"
    assert paths.media_path("2026/pier.jpg") == "media/2026/pier.jpg"


@pytest.mark.parametrize(
    "text", ["It's 5 o'clock, AGAIN!", "a_b--c..d", "~", "x" * 300, "Don't\tPanic\n"]
)
def test_plain_words_have_the_slug_that_others_would(text: str) -> None:
    """The short way for ASCII comes to the same as the long one."""
    assert paths.slugify(text) == paths.slugify(f"{text}\u2026")


def test_each_list_has_its_folder() -> None:
    """Authors are named as tags are, and pages of a list by their number."""
    assert paths.author_path("Ada Quay") == "authors/ada-quay/"
    assert paths.year_path(2026) == "years/2026/"
    assert paths.numbered_path("tags/a/", 3) == "tags/a/page/3/"


def test_the_folders_of_a_file_are_told_from_the_nearest_on() -> None:
    """A file at the top lies in none."""
    assert [*paths.folders_of("a/b/c.html")] == ["a/b", "a"]
    assert not [*paths.folders_of("index.html")]
