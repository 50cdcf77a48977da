"""The preview as an application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import a_letter, a_site
from digest.errors import ContentError, ThemeError
from digest.preview.showcase import Showcase
from digest.preview.views import View
from previews import a_failed_issue, a_media_file, a_next_issue, showing
from serving import Client

SCRIPTED = a_letter(html="<html><head></head><body><script>1</script></body></html>")


def lost(_tools: object) -> bytes:
    """A picture that cannot be had any more."""
    path = "content/quay.png"
    raise ContentError(path, "is gone", remedy="bring it back")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """Asks a preview of one newsletter."""
    file = tmp_path / "b.jpg"
    file.write_bytes(b"copied")
    media = (
        a_media_file("media/a.png", lambda _: b"drawn"),
        a_media_file("media/b.jpg", lambda _: file),
        a_media_file("media/lost.png", lost),
    )
    showcase = Showcase()
    showcase.show(a_site(), [a_next_issue(SCRIPTED, media=media)])
    with showing(showcase) as client:
        yield client


def test_the_page_brings_all_that_it_needs(client: Client) -> None:
    """Nothing of it is loaded from anywhere else."""
    page = client.ask("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert sorted(needed) == ["favicon.svg", "script.js", "style.css"]
    for path in needed:
        assert client.ask(f"/{path}").status == 200
    assert "://" not in client.ask("/script.js").text


@pytest.mark.parametrize("view", View)
def test_no_view_of_a_letter_runs_a_script(client: Client, view: View) -> None:
    """Its document is told so, whatever the frame around it says."""
    answer = client.ask(f"/letters/weekly/{view}")
    policy = answer.headers["content-security-policy"]
    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy
    assert policy.startswith("sandbox allow-same-origin allow-popups")


def test_without_images_none_is_loaded(client: Client) -> None:
    """The policy forbids it, and the letter is the same."""
    without = client.ask(f"/letters/weekly/{View.NO_IMAGES}")
    assert "img-src 'none'" in without.headers["content-security-policy"]
    desktop = client.ask(f"/letters/weekly/{View.DESKTOP}")
    assert "img-src 'self' https:" in desktop.headers["content-security-policy"]
    assert desktop.text == without.text


@pytest.mark.parametrize(
    "path",
    [
        "/letters/weekly/aloud",
        "/letters/monthly/text",
        "/published/media/c.png",
        "/published/media/lost.png",
        "/published/../digest.toml",
        "/digest.toml",
    ],
)
def test_what_is_not_on_show_is_not_there(client: Client, path: str) -> None:
    """No path leads to a file of the site."""
    assert client.ask(path).status == 404


def test_a_picture_is_served_as_what_it_is(client: Client) -> None:
    """Whether it is drawn or copied."""
    drawn, copied = (
        client.ask(f"/published/media/{name}") for name in ("a.png", "b.jpg")
    )
    assert (drawn.body, drawn.headers["content-type"]) == (b"drawn", "image/png")
    assert (copied.body, copied.headers["content-type"]) == (b"copied", "image/jpeg")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/changes", "/letters/weekly/text"])
def test_nothing_can_be_done_here(client: Client, method: str, path: str) -> None:
    """It is only looked at."""
    assert client.ask(path, method=method).status == 405


def test_a_foreign_name_is_refused(client: Client) -> None:
    """Every address, before it is looked at."""
    for path in ("/", "/changes", "/letters/weekly/text", "/published/media/a.png"):
        assert client.ask(path, Host="evil.example").status == 421


def test_of_a_letter_that_never_was_there_is_no_view() -> None:
    """The page has said why."""
    showcase = Showcase()
    showcase.show(a_site(), [a_failed_issue(ThemeError("no"))])
    with showing(showcase) as client:
        assert client.ask("/letters/weekly/text").status == 404
