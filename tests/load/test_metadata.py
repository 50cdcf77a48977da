"""Declared values in their types, whatever somebody declares."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ContentError
from digest.load.metadata import check_values
from digest.model import Origin

KEYS = ("title", "id", "date", "draft", "tags", "image", "enclosures", "canonical_url")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.just("url"), inner, max_size=1)
    ),
    max_leaves=5,
)


def fault(key: str, value: Any) -> str:
    """What is said of a wrong value."""
    with pytest.raises(ContentError) as caught:
        check_values("a.md", {key: value}, {key: 2})
    assert caught.value.line == 2
    return f"{caught.value.fact}; {caught.value.remedy}"


def nested(depth: int) -> list[Any]:
    """Lists in each other."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def endless() -> list[Any]:
    """A list that holds itself a million times, and is small all the same."""
    value: list[Any] = ["x"] * 9
    for _ in range(20):
        value = [value] * 9
    return value


@pytest.mark.parametrize("key", ["title", "date", "draft", "canonical_url", "language"])
@pytest.mark.parametrize("value", [nested(5000), endless(), {}, {"a": []}])
def test_a_list_is_named_and_never_written_out(key: str, value: Any) -> None:
    """To write it could take the memory of the machine."""
    assert fault(key, value).startswith(f"{key}: a ")


@pytest.mark.parametrize("key", ["date", "updated"])
@pytest.mark.parametrize("value", [[], {}, 5, True, "0 Jan 1", "1" * 99])
def test_what_is_no_date_is_told(key: str, value: Any) -> None:
    """Of whatever type it is."""
    assert "is no date" in fault(key, value)


@pytest.mark.parametrize("key", ["id", "slug", "title", "summary", "tags", "image"])
@pytest.mark.parametrize("sign", ["\0", "\a", "\x7f", "\x9b", "\ud800"])
def test_a_control_character_is_told(key: str, sign: str) -> None:
    """It could stand in no feed and act in a terminal."""
    assert "has a control character; remove it" in fault(key, f"a{sign}b")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("image", {"url": "a.png", "width": "9" * 5000}),
        ("image", {"url": "a.png", "height": "9" * 10}),
        ("enclosures", [{"url": "a.mp3", "length": "9" * 5000}]),
        ("enclosures", [{"url": "a.mp3", "length": -1}]),
    ],
)
def test_a_number_is_of_a_size_that_can_be(key: str, value: Any) -> None:
    """Python writes and reads none of more than 4300 digits."""
    assert "is no number; write" in fault(key, value)


def test_a_number_that_cannot_be_written_is_told() -> None:
    """TOML reads one of any length in hexadecimal."""
    assert "too long" in fault("title", 16**5000)


def test_a_film_may_have_more_than_a_gigabyte() -> None:
    """Its length has ten digits."""
    film = {"url": "https://example.org/a.mp4", "length": "1500000000"}
    found = check_values("a.md", {"enclosures": [film]}, {})
    assert [each.length for each in found.enclosures] == [1_500_000_000]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,a", "http://[x/a", "http://℀.com/"]
)
@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("canonical_url", lambda url: url),
        ("image", lambda url: url),
        ("image", lambda url: {"src": url}),
        ("enclosures", lambda url: [url]),
        ("enclosures", lambda url: [{"url": url}]),
    ],
)
def test_an_address_that_could_act_is_told(url: str, key: str, form: Any) -> None:
    """It would stand in every feed and page."""
    assert "web address" in fault(key, form(url))


def test_an_origin_has_a_name_and_a_place_and_perhaps_a_feed() -> None:
    """A site that is named is linked, too."""
    table = {"name": "Harbour Post", "url": "https://post.example.com/"}
    told = check_values("a.md", {"origin": table}, {}).origin
    assert told == Origin(name="Harbour Post", url="https://post.example.com/")
    feed = "https://post.example.com/feed.xml"
    told = check_values("a.md", {"origin": {**table, "feed": feed}}, {}).origin
    assert told is not None
    assert told.feed_url == feed
    assert "is no web address" in fault("origin", {**table, "feed": "feed.xml"})
    assert "needs a name and a url" in fault("origin", {"name": "Harbour Post"})
    assert "is no table" in fault("origin", "Harbour Post")
    assert check_values("a.md", {"origin": ""}, {}).origin is None


def test_an_opening_tells_where_it_goes_on() -> None:
    """Else readers would be left in the middle of it."""
    table = {"name": "Harbour Post", "url": "https://post.example.com/"}
    values = {"opening": "true", "canonical_url": "https://post.example.com/a"}
    assert check_values("a.md", {**values, "origin": table}, {}).is_opening
    assert not check_values("a.md", {"origin": table}, {}).is_opening
    with pytest.raises(ContentError, match="add a canonical_url and an origin"):
        check_values("a.md", values, {})
    assert "nobody knows where it goes on" in fault("opening", "true")


@pytest.mark.parametrize("url", ["/a", "a.html", "//example.org/a", "example.org"])
def test_a_canonical_url_is_whole(url: str) -> None:
    """It says where else the article stands."""
    assert "write https://HOST/PATH" in fault("canonical_url", url)


def test_an_article_has_fifty_tags_at_most() -> None:
    """Each makes a page and a feed."""
    tags = [f"tag {number}" for number in range(51)]
    assert check_values("a.md", {"tags": tags[:50]}, {}).tags == tuple(tags[:50])
    assert fault("tags", tags) == "tags: has 51 tags; use 50 at most"
    assert fault("tags", ",".join(tags)) == "tags: has 51 tags; use 50 at most"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(KEYS), VALUES)
def test_any_value_is_taken_or_told(key: str, value: Any) -> None:
    """Nothing but a ContentError comes of it."""
    with suppress(ContentError):
        check_values("a.md", {key: value}, {key: 2})


def test_old_addresses_begin_at_the_top_of_the_site() -> None:
    """A slug alone stands for the page that it had; each is told once."""
    aliases = [
        "/2019/old page.html".replace(" ", "-"),
        "old-slug",
        "/articles/old-slug/",
    ]
    assert check_values("a.md", {"aliases": aliases}, {}).aliases == (
        "/2019/old-page.html",
        "/articles/old-slug/",
    )
    assert check_values("a.md", {"aliases": "/a/, b"}, {}).aliases == (
        "/a/",
        "/articles/b/",
    )


@pytest.mark.parametrize(
    "alias",
    [
        *(
            "/",
            "//host/a",
            "/a//b",
            "https://old.example/a",
            "/../a",
            "/a/./b",
            "/a/..",
        ),
        *("/a b", "/a?b", "/a#b", "a/b", "Not A Slug", "/a\\b", '/a"b', "/<a>"),
    ],
)
def test_what_is_no_address_in_this_site_is_told(alias: str) -> None:
    """It could lead nowhere, or out of the published tree."""
    assert "is no address in this site; write /OLD/PATH/" in fault("aliases", [alias])


def test_an_answer_says_on_the_web_what_it_answers() -> None:
    """Its address is whole."""
    url = "https://post.example.com/a"
    assert check_values("a.md", {"in_reply_to": url}, {}).in_reply_to == url
    assert "is no web address" in fault("in_reply_to", "/a")


@pytest.mark.parametrize(("word", "is_private"), [("yes", True), ("", False)])
def test_an_article_may_be_for_subscribers_alone(word: str, is_private: bool) -> None:  # noqa: FBT001
    """Where the author says so."""
    assert check_values("a.md", {"private": word}, {}).is_private is is_private
    assert "write true or false" in fault("private", "perhaps")
