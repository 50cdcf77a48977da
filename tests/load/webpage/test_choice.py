"""Which pieces of a page are its article."""

from __future__ import annotations

import pytest

from digest.load.markup import find_pieces, parse_html
from digest.load.sights import squeezed
from digest.load.webpage.choice import choose, is_post
from digest.load.webpage.embeds import link_embeds
from digest.load.webpage.extracted import Extracted

FIRST = (
    "After the storm the ships came back, one after the other, with letters and "
    "oranges for everybody."
)
SECOND = (
    "The keeper of the light was glad, put the kettle on, and asked the crews what "
    "they had seen."
)
THIRD = (
    "In the morning the harbour master counted the berths, and found two of them empty "
    "after all."
)
NAV = "<nav>Menu</nav>"


def chosen(html: str, *taken: str) -> list[str]:
    """The texts that are chosen where both extractors took these."""
    root = parse_html(NAV + html)
    link_embeds(root)
    pieces = list(find_pieces(root))
    keys = [squeezed(piece.text) for piece in pieces]
    answers = [Extracted(taken, frozenset())] * 2
    numbers = choose(root, pieces, keys, answers)
    return [piece.text for number, piece in enumerate(pieces) if number in numbers]


def test_what_both_took_is_the_article() -> None:
    """Short lines far from it are not, though they may stand there, too."""
    far = "".join(f"<p>{n}</p>" for n in range(9))
    html = f"<p>{FIRST}</p><p>{SECOND}</p>{far}<p>Ships</p>"
    assert chosen(html, FIRST, SECOND, "Ships") == [FIRST, SECOND]


def test_a_page_of_which_they_took_nothing_is_kept_but_for_its_navigation() -> None:
    """In doubt nothing is lost."""
    assert chosen(f"<p>{FIRST}</p><aside>x</aside><p>{SECOND}</p>") == [FIRST, SECOND]


def test_where_they_hardly_agree_the_shorter_one_is_believed() -> None:
    """The longer one took what stands around it."""
    other = " ".join(f"comment{n}" for n in range(18))
    html = f"{NAV}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{other}</p>"
    root = parse_html(html)
    pieces = list(find_pieces(root))
    keys = [squeezed(piece.text) for piece in pieces]
    answers = [Extracted([FIRST, SECOND, THIRD], None), Extracted([other], None)]
    assert choose(root, pieces, keys, answers) == {4}


def test_an_article_that_the_page_marks_is_whole() -> None:
    """Where nothing but text stands in it, a vote could only take from it."""
    html = f"<article><p>{FIRST}</p><p>Short.</p><p>{SECOND}</p></article><p>x</p>"
    assert chosen(html, FIRST, SECOND) == [FIRST, "Short.", SECOND]


@pytest.mark.parametrize(
    "wrapped", ["{}", "<div>{}</div>", "<figure><div>{}</div></figure>"]
)
def test_a_post_of_another_site_is_kept_beside_the_text(wrapped: str) -> None:
    """Extractors take it for advertising."""
    post = "<blockquote class='twitter-tweet'>Back home! <a href=x>Ada</a></blockquote>"
    html = f"<div><p>{FIRST}</p><p>{SECOND}</p>{wrapped.format(post)}</div>"
    assert chosen(html, FIRST, SECOND)[-1] == "Back home! Ada"


def test_a_post_elsewhere_is_not() -> None:
    """A page shows its own ones in a margin."""
    post = "<blockquote class='twitter-tweet'>Back home!</blockquote>"
    html = f"<div id=x><p>{FIRST}</p><p>{SECOND}</p></div><ul><li>{post}</li></ul>"
    assert chosen(html, FIRST, SECOND) == [FIRST, SECOND]


def test_a_film_is_kept_beside_the_text() -> None:
    """As the link that stands for it."""
    film = "<div><iframe src='https://youtu.be/x'></iframe></div>"
    html = f"<div><p>{FIRST}</p>{film}<p>{SECOND}</p></div>"
    assert chosen(html, FIRST, SECOND) == [FIRST, "youtu.be", SECOND]


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("<ul><li>rope</li></ul>", "rope"),
        ("<pre>x = 1</pre>", "x = 1"),
        ("<table><tr><th>a<th>b</table>", "a | b"),
    ],
)
def test_lists_code_and_tables_between_paragraphs_are_kept(
    piece: str, text: str
) -> None:
    """They are short, and extractors lose them."""
    html = f"<div>{FIRST}<br><br>x{piece}<p>{SECOND}</p></div>"
    assert text in chosen(
        f"<div><p>{FIRST}</p>{piece}<p>{SECOND}</p></div>", FIRST, SECOND
    )
    assert text in chosen(html, FIRST, SECOND)


@pytest.mark.parametrize(
    "piece",
    [
        "<ul><li><a href=x>More ships</a></li></ul>",
        "<ul class=related><li>More ships</li></ul>",
        "<div><ul><li>More ships</li></ul></div>",
        "<p>More ships</p>",
    ],
)
def test_a_box_between_paragraphs_is_not(piece: str) -> None:
    """It leads elsewhere, says so, or stands apart; of lines alone nobody can tell."""
    html = f"<div><p>{FIRST}</p>{piece}<p>{SECOND}</p></div>"
    assert chosen(html, FIRST, SECOND) == [FIRST, SECOND]


def test_a_post_is_known_by_its_quote() -> None:
    """From any element in it; a quotation of the article is none."""
    html = "<blockquote class=tiktok-embed><p>a</p></blockquote><blockquote><p>b"
    one, other = parse_html(html).iter("p")
    assert is_post(one)
    assert not is_post(other)
