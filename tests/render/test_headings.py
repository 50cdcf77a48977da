from __future__ import annotations

import pytest

from digest.render.headings import with_ids


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>none</p><hr>", "<p>none</p><hr>"),
        ("<h2>What next?</h2>", '<h2 id="what-next">What next?</h2>'),
        (
            "<h2>A &amp; <em>B</em></h2>",
            '<h2 id="a-b">A &amp; <em>B</em></h2>',
        ),
        ('<h3 lang="de">Über</h3>', '<h3 lang="de" id="uber">Über</h3>'),
        ('<h2 id="own">A</h2>', '<h2 id="own">A</h2>'),
        ("<h2>…</h2>", '<h2 id="section">…</h2>'),
        ("<h2>港</h2>", '<h2 id="港">港</h2>'),
    ],
)
def test_a_heading_can_be_linked_to(html: str, expected: str) -> None:
    """By an id made of its words; one that it has is kept."""
    assert with_ids(html, ()) == expected


def test_no_id_is_given_twice() -> None:
    """Neither two of ours, nor one of the body, nor one of the page."""
    html = '<p id="a-2">x</p><h2>A</h2><h2>A</h2><h2>Files</h2>'
    assert with_ids(html, {"files"}) == (
        '<p id="a-2">x</p><h2 id="a">A</h2><h2 id="a-3">A</h2>'
        '<h2 id="files-2">Files</h2>'
    )
