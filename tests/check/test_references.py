"""Every link and picture of an article is found, with the line that it is on."""

from __future__ import annotations

import pytest

from checking import a_study
from digest.check.references import (
    Reference,
    ReferenceKind,
    line_of,
    picture_tag,
    place_of,
)


def references_of(text: str, path: str = "harbour.md") -> tuple[Reference, ...]:
    """Those of an article with this text."""
    return a_study(path, text).references


def lines_of(text: str, path: str = "harbour.md") -> list[tuple[str, int]]:
    """The URL and the line of each."""
    study = a_study(path, text)
    return [(each.url, line_of(each, study.manuscript)) for each in study.references]


def test_links_and_pictures_are_told_apart() -> None:
    """With what a screen reader says of each."""
    text = "Open.\n\nSee [the *tide*](tide.md) and ![a quay](quay.jpg).\n"
    link, picture = references_of(text)
    assert (link.kind, link.url, link.words) == (
        ReferenceKind.LINK,
        "tide.md",
        "the tide",
    )
    assert (picture.kind, picture.url) == (ReferenceKind.PICTURE, "quay.jpg")
    assert (picture.words, picture.is_picture) == ("a quay", True)


def test_a_link_says_the_alt_of_a_picture_in_it_or_its_label() -> None:
    """What is written there is not all that is heard."""
    link, _ = references_of("Open.\n\n[![a quay](quay.jpg)](tide.md)\n")
    assert link.words == "a quay"
    (link,) = references_of('Open: <a href="t.md" aria-label="The tide">x</a>\n')
    assert link.words == "The tide"


def test_a_place_to_link_to_is_no_link() -> None:
    """It has an id and no address."""
    assert references_of('Open <a id="low"></a> again.\n') == ()


def test_front_matter_refers_to_pictures_and_files() -> None:
    """Each on the line of its key."""
    text = (
        "---\ntitle: Open\nenclosures: [tide.mp3]\nimage:\n  url: q.jpg\n---\n"
        "The harbour is open.\n"
    )
    assert lines_of(text) == [("q.jpg", 4), ("tide.mp3", 3)]
    lead, file = references_of(text)
    assert (lead.kind, file.kind) == (ReferenceKind.LEAD, ReferenceKind.FILE)
    assert not file.is_picture


def test_a_lead_picture_that_stands_in_the_text_is_one_reference() -> None:
    """It is shown once."""
    text = "---\nimage: q.jpg\n---\n# Open\n\nThe quay:\n\n![a quay](q.jpg)\n"
    assert lines_of(text) == [("q.jpg", 8)]


def test_the_line_is_that_of_the_url_and_not_of_its_paragraph() -> None:
    """Paragraphs are long, and a link may stand in one twice."""
    text = "# Open\n\nFirst [a](a.md),\nthen [b](b.md)\nand [a](a.md).\n"
    assert lines_of(text) == [("a.md", 3), ("b.md", 4), ("a.md", 5)]


@pytest.mark.parametrize(
    "written",
    ["<tide mill.md>", "tide%20mill.md", "<tide%20mill.md>", "tide&#32;mill.md"],
)
def test_a_url_is_found_in_any_spelling(written: str) -> None:
    """What is not found has the line of its paragraph."""
    text = f"# Open\n\nThe harbour\n[is]({written}) open.\n"
    ((_, line),) = lines_of(text)
    assert line == (3 if "#" in written else 4)


def test_a_link_by_reference_is_found_where_it_is_used() -> None:
    """There its author will look."""
    text = "# Open\n\nThe harbour\n[is][1] open.\n\n[1]: tide.md\n"
    assert lines_of(text) == [("tide.md", 3)]


def test_references_of_a_page_have_lines() -> None:
    """Even where its reader put the page's host before them."""
    text = (
        '<html><head><link rel="canonical" href="https://post.example.com/a">\n'
        "<title>Open</title></head><body><p>The harbour is open again after\n"
        'nine days of storm; <a href="/tide?a=1&amp;b=2">the tide</a>.</p>\n'
        '<p><img src="/q.jpg" alt="a quay"></p></body></html>\n'
    )
    assert lines_of(text, "harbour.html")[-2:] == [
        ("https://post.example.com/tide?a=1&b=2", 3),
        ("https://post.example.com/q.jpg", 4),
    ]


def test_the_tag_of_a_picture_is_the_authors_own() -> None:
    """Of two pictures with one address each has its own."""
    text = 'Open: ![](q.jpg) and <img alt="" src="q.jpg"> and ![x](<q.jpg>).\n'
    study = a_study("harbour.md", text)
    tags = [picture_tag(each, study.manuscript) for each in study.references]
    assert tags == ["", '<img alt="" src="q.jpg">', ""]


def test_what_stands_nowhere_has_no_place() -> None:
    """And no tag."""
    study = a_study("harbour.md", "The harbour is open.\n")
    reference = Reference(kind=ReferenceKind.PICTURE, url="https://[", words="")
    assert place_of(reference, study.manuscript) == -1
    assert picture_tag(reference, study.manuscript) == ""
