"""A page is what a reader would meet, with what is wrong in its form."""

from __future__ import annotations

import pytest

from digest.check.letters.page import read_page


def slips(html: str) -> list[str]:
    """What is wrong in the form of the document."""
    return [slip.fact for slip in read_page(html).slips]


def test_words_of_links_and_headings_hold_those_of_their_pictures() -> None:
    """In one line, with what stands in elements within them."""
    page = read_page(
        "<body><h2><a href=x>The\n <b>quay</b><br>now<img alt=' map'></a></h2>"
    )
    assert [each.words for each in page.headings] == ["The quay now map"]
    assert [each.words for each in page.links] == ["The quay now map"]


def test_texts_are_those_of_the_body() -> None:
    """Titles, styles and scripts are no texts."""
    page = read_page(
        "<head>a<title>b</title><style>c</style></head><body>d<script>e</script>"
        "<style>f</style>"
    )
    assert [run.text for run in page.runs] == ["d"]
    assert page.title == "b"
    assert [sheet.text for sheet in page.sheets] == ["c", "f"]


def test_hidden_texts_are_not_seen() -> None:
    """Nor are blanks."""
    page = read_page("<body><p hidden>a</p> <p>b</p>")
    assert [run.text for run in page.seen] == ["b"]


def test_an_element_knows_where_it_stands() -> None:
    """Its lineage, and whether it is of an author's body."""
    page = read_page("<body><p class='a b-p'><b>x</b></p><i>y</i>")
    b, i = page.runs[0].element, page.runs[1].element
    assert [each.tag for each in b.lineage] == ["b", "p", "body"]
    assert (b.is_of_body, i.is_of_body) == (True, False)
    assert b.is_within("p", "h1")
    assert not i.is_within("p", "h1")


@pytest.mark.parametrize(
    ("html", "facts"),
    [
        ("<p>a</p>", []),
        ("<p>a<br></br>", ["<p> is not closed"]),
        ("<p><b>a</p>", ["<b> is not closed"]),
        ("a</p>", ["</p> closes nothing"]),
        ("<p id=a id=b></p>", ["<p> has the attribute id twice"]),
        ("<a><a></a></a>", ["<a> stands inside <a>"]),
        ("<h1><h2></h2></h1>", ["<h2> stands inside <h1>"]),
        ("<!-- a", ["'<!-- a' does not end"]),
        ("<![endif]-->", ["an [endif] stands outside of a comment"]),
    ],
)
def test_what_does_not_fit_is_a_slip(html: str, facts: list[str]) -> None:
    """With the line on which it stands."""
    assert slips(html) == facts


def test_a_page_nested_too_deep_is_read_so_far() -> None:
    """And that is told."""
    page = read_page("<body>" + "<i>" * 300 + "a")
    assert page.slips[0].fact == "nests more than 200 elements"
    assert page.runs == ()
