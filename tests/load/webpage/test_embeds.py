"""Films and sounds become links that say where they lead."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.embeds import is_embed, link_embeds


def links(html: str) -> list[tuple[str, str]]:
    """Address and words of the links that stand for the embeds of a page."""
    root = parse_html(f"<body><p>a</p>{html}</body>")
    link_embeds(root)
    assert next(root.iter("iframe", "audio", "video"), None) is None
    return [(str(a.get("href")), str(a.text)) for a in root.iter("a")]


@pytest.mark.parametrize(
    ("frame", "url", "words"),
    [
        (
            "<iframe src='https://www.youtube.com/embed/abcdefghijk?start=3'></iframe>",
            "https://www.youtube.com/watch?v=abcdefghijk",
            "youtube.com",
        ),
        (
            (
                "<iframe title='Ships at noon' "
                "src='//player.vimeo.com/video/12345?h=1'></iframe>"
            ),
            "https://vimeo.com/12345",
            "Ships at noon (vimeo.com)",
        ),
        (
            "<iframe title='YouTube video player' data-src='https://youtu.be/x'></iframe>",
            "https://youtu.be/x",
            "youtu.be",
        ),
        (
            (
                "<iframe src='https://www.facebook.com/plugins/post.php"
                "?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1'></iframe>"
            ),
            "https://www.facebook.com/a/posts/1",
            "facebook.com",
        ),
        ("<audio src=/sea.mp3 controls></audio>", "/sea.mp3", "sea.mp3"),
        (
            "<video title='The quay'><source src='q.mp4'>Old browsers</video>",
            "q.mp4",
            "The quay (q.mp4)",
        ),
    ],
)
def test_an_embed_becomes_a_link(frame: str, url: str, words: str) -> None:
    """To the page for people where it is known, with its title where it has one."""
    assert links(frame) == [(url, words)]


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src='https://ads.example.net/x'></iframe>",
        "<iframe src='https://www.facebook.com/plugins/like.php?href=x'></iframe>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe src='https://[x/embed'></iframe>",
        "<iframe></iframe>",
        "<video src='blob:https://example.org/1'></video>",
        "<audio></audio>",
    ],
)
def test_other_frames_leave_nothing(frame: str) -> None:
    """Most of them are advertising, or buttons, or lead nowhere."""
    assert links(frame) == []


def test_a_broken_address_of_a_film_says_itself() -> None:
    """It is taken out when the HTML is sanitised."""
    assert links("<video src='http://[x/a.mp4'></video>") == [
        ("http://[x/a.mp4", "http://[x/a.mp4")
    ]


def test_only_what_stands_for_frames_is_an_embed() -> None:
    """A sentence with such a link is a sentence."""
    frame = "<iframe src='https://youtu.be/x'></iframe>"
    root = parse_html(f"<p>{frame}</p><p>See {frame}</p><p><a href=x>y</a></p>")
    link_embeds(root)
    assert [is_embed(each) for each in root.iter("p")] == [True, False, False]
    assert [is_embed(each) for each in root.iter("a")] == [True, True, False]
