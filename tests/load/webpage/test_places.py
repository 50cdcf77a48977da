"""Where the words of a page stand in its source."""

from __future__ import annotations

from time import process_time

import pytest

from digest.load.sights import squeezed
from digest.load.webpage.places import PagePlaces

#: far more than it takes, and far less than it took
SECONDS = 5


def found(source: str, *texts: str) -> list[str]:
    """What stands in the source where each of the texts is found."""
    finder = PagePlaces(source).finder()
    spans = [finder.find(squeezed(text)) for text in texts]
    return [source[start:end] if start >= 0 else "" for start, end in spans]


def test_words_are_found_behind_tags_comments_and_scripts() -> None:
    """What no reader sees is passed over, in any case of letters."""
    source = (
        "<title>one</title><!-- one > --><p class='one'>&Auml;nd <b>one</b> two"
        "<SCRIPT>two</Script > three"
    )
    assert found(source, "Änd one", "two", "three") == [
        "&Auml;nd <b>one",
        "two",
        "three",
    ]


@pytest.mark.parametrize("opening", ["<!--", "<script>", "<svg><style>", "<", "<a "])
def test_what_is_not_closed_hides_nothing_behind_it(opening: str) -> None:
    """The words are still in the page."""
    assert found(f"<p>one {opening} two three", "two three") == ["two three"]


@pytest.mark.parametrize(
    "opening", ["<", "<!--", "<script>", "<script ", "<svg><style>", "<SVG >"]
)
def test_many_tags_without_an_end_cost_no_more_than_their_number(opening: str) -> None:
    """They took the square of it: for each, all the rest of the page was searched."""
    source = f"<p>one {opening * 300_000} two"
    start = process_time()
    assert found(source, "one") == ["one"]
    assert process_time() - start < SECONDS


def test_a_text_with_something_unread_in_it_is_found_by_its_ends() -> None:
    """A note that the page hides stands between the words of a sentence."""
    first, last = "The ships are back in the harbour", "and everybody came to see them."
    source = f"<p>{first} <i hidden>Ad: buy ropes</i> {last}</p><p>End</p>"
    assert found(source, f"{first} {last}") == [source[3 : source.index("</p>")][:-1]]
    assert found(source, f"{first} {'x' * 40}") == [""]


@pytest.mark.parametrize(
    ("source", "text", "place"),
    [
        ("<p>Caf&eacute; &amp; Bar</p>", "Café & Bar", "Caf&eacute; &amp; Bar"),
        (
            "<p>&quot;Sea&quot;, she said.</p>",
            "“Sea”, she said.",
            "Sea&quot;, she said",
        ),
        ("<p>Fish &lt;raw&gt;</p>", "Fish <raw>", "Fish &lt;raw"),
        ("<p>Straße</p>", "STRASSE", "Straße"),
        ("<p>船が<b>港</b>に</p>", "船が港に", "船が<b>港</b>に"),
        ("<p>a&#x41;b", "aAb", "a&#x41;b"),
        ("<p>snow\0man</p>", "snow man", "snow\0man"),
    ],
)
def test_letters_are_found_however_they_are_written(
    source: str, text: str, place: str
) -> None:
    """Entities, capitals and marks make no difference; whole words are told."""
    assert found(source, text) == [place]


def test_the_same_words_twice_are_two_places() -> None:
    """Each is found behind the one before."""
    finder = PagePlaces("<p>one</p><p>one</p>").finder()
    spans = [finder.find("one") for _ in range(3)]
    assert spans == [(3, 6), (13, 16), (-1, -1)]


def test_a_short_text_is_found_nearby_only() -> None:
    """Far away the same word may stand in another sentence."""
    far = f"<p>{'x ' * 2500}</p><p>end</p>"
    assert found(far, "end") == [""]
    assert found(far, "x " * 2500, "end")[1] == "end"


@pytest.mark.parametrize("source", ["", "<", "<p></p>", "<p>&nbsp;</p>", "<!-- one"])
def test_a_page_without_letters_has_no_places(source: str) -> None:
    """There is nothing to be found, and nothing breaks."""
    assert PagePlaces(source.replace("one", "")).finder().find("one") == (-1, -1)


def test_two_finders_go_their_own_ways() -> None:
    """One walks through what is read, the other through what is hidden."""
    places = PagePlaces("<p>one</p><p>two</p>")
    one, other = places.finder(), places.finder()
    assert one.find("two") == (13, 16)
    assert other.find("one") == (3, 6)
    assert one.find("one") == (-1, -1)
    assert one.find("") == (-1, -1)
