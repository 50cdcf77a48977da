"""Former addresses lead to where their pages stand now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.web.app import make_app
from digest.web.published import redirects
from digest.web.published.redirects import Move, read_redirects
from digest.wiring import Press
from serving import Client, serving

SITE = "https://notes.example.org"


def targets(text: str, site_url: str = SITE) -> dict[str, str]:
    """Where each path leads."""
    moves = read_redirects(text, site_url=site_url)
    return {source: move.target for source, move in moves.items()}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("/old/ /new/ 301", 301),
        ("/old/ /new/", 301),
        ("/old /new/ 308", 308),
        ("/old/index.html\t/new/  302", 302),
        ("/old/ /new/ 301!", 301),
        (f"{SITE}/old/ {SITE}/new/ 307", 307),
        ("/old/ /new/ 301  # moved in spring", 301),
        ("\ufeff/nothing/ /x/\n/old/ /new/ 301\r", 301),
    ],
)
def test_a_line_says_from_where_to_where(line: str, status: int) -> None:
    """As the servers of plain files read it."""
    assert read_redirects(line, site_url=SITE) == {"/old": Move("/new/", status)}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# /old/ /new/ 301",
        "/old/",
        "/old/ https://elsewhere.example.org/ 301",
        "/old/ https://notes.example.org.evil.example/ 301",
        "/old/ //evil.example/ 301",
        "/old/ /\\evil.example/ 301",
        "/old/ /%5cevil.example/ 301",
        "/old/ /%2f/evil.example/ 301",
        "/old/ javascript:alert(1) 301",
        "/old/ /new/%0d%0aSet-Cookie:a=b 301",
        "/old/ /../new/ 301",
        "/old/ /%2e%2e/new/ 301",
        "/old/* /new/:splat 301",
        "/old/:slug /new/ 301",
        "/old/ /new/?a=b 301",
        "/old/ /new/ 200",
        "/old/ /new/ 410",
        "/old/ /new/ 301 Country=de",
        "old/ new/ 301",
        "/ /new/ 301",
        "/index.html /new/ 301",
        "\x00\x01\x02",
    ],
)
def test_other_lines_are_passed_over(line: str) -> None:
    """Also those that lead away from the site, in any disguise."""
    assert read_redirects(line, site_url=SITE) == {}


def test_the_first_line_of_a_path_counts() -> None:
    """With or without its slash, it is one path."""
    assert targets("/a/ /b/ 301\n/a /c/ 301\n") == {"/a": "/b/"}


def test_steps_lead_to_the_last_of_them() -> None:
    """A page that moved twice is found at once."""
    assert targets("/a/ /b/ 301\n/b/ /c/ 301\n") == {"/a": "/c/", "/b": "/c/"}


def test_a_circle_leads_nowhere() -> None:
    """Neither a small one nor a large one; who leads into it leads nowhere, too."""
    assert targets("/a/ /a 301\n") == {}
    assert targets("/a/ /b/\n/b/ /c/\n/c/ /a/\n/d/ /a/\n/e/ /f/\n") == {"/e": "/f/"}


def test_a_site_below_a_path_may_name_it() -> None:
    """Some write addresses from the root of the host, some from that of the site."""
    url = "https://www.example.org/notes"
    text = "/notes/a/ /notes/b/ 301\n/c/ https://www.example.org/notes/d/ 301\n"
    assert targets(text, url) == {"/a": "/b/", "/c": "/d/"}


def test_letters_of_any_script_are_paths() -> None:
    """Encoded or not."""
    assert targets("/港/ /%E6%B8%AF%E5%8F%A3/ 301") == {"/港": "/港口/"}


@settings(max_examples=100, deadline=None)
@given(st.text("/:ab.%25cf\\ \n*#?", max_size=60))
def test_any_file_leads_to_our_own_paths_only(text: str) -> None:
    """Whatever stands in it."""
    for target in targets(text).values():
        assert target.startswith("/")
        assert not target.startswith(("//", "/\\"))
        assert ".." not in target.split("/")


@pytest.fixture
def tree(press: Press) -> Path:
    """A tree with a page that moved, and a file of redirects."""
    folder = press.config.feeds_folder
    for name in ("articles/new", "articles/old", "here"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(name)
    lines = (
        "/articles/old/ /articles/new/ 301",
        "/old-feed/atom.xml /atom.xml 301",
        "/articles/u/ /articles/港/ 301",
    )
    (folder / "_redirects").write_text("\n".join(lines))
    return folder


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/articles/old/", "../../articles/new/"),
        ("/articles/old", "../articles/new/"),
        ("/articles/old/index.html", "../../articles/new/"),
        ("/old-feed/atom.xml", "../atom.xml"),
        ("/articles/u/", "../../articles/%E6%B8%AF/"),
    ],
)
def test_who_comes_to_a_former_address_is_sent_on(
    client: Client, path: str, location: str
) -> None:
    """For good, and relative: it holds behind a proxy that takes off a prefix.

    Also where a page stands that says so: it is for servers that know no redirects.
    """
    for method in ("GET", "HEAD"):
        answer = client.ask(path, method=method)
        assert (answer.status, answer.headers["location"]) == (301, location)
        assert answer.headers["cache-control"] == "public, max-age=900"
    assert client.ask(path, method="POST").status == 405


@pytest.mark.usefixtures("tree")
def test_the_file_itself_is_not_served(client: Client) -> None:
    """It is for servers."""
    assert client.ask("/_redirects").status == 404


def test_a_new_file_is_heard_at_once(client: Client, tree: Path) -> None:
    """And where it is gone, so are the redirects."""
    assert client.ask("/later/").status == 404
    (tree / "_redirects").write_text("/later/ /articles/new/ 301\n")
    assert client.ask("/later/").status == 301
    (tree / "_redirects").unlink()
    assert client.ask("/later/").status == 404


def test_a_file_that_is_no_text_does_no_harm(client: Client, tree: Path) -> None:
    """Nor does one that is no file."""
    (tree / "_redirects").write_bytes(b"\xff\xfe\x00/a /b\n/old/ /here/ 301\n")
    assert client.ask("/old/").status == 301
    (tree / "_redirects").unlink()
    (tree / "_redirects").mkdir()
    assert client.ask("/old/").status == 404
    assert client.ask("/here/").status == 200


def test_a_huge_file_is_passed_over(
    client: Client, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is nothing that a publish wrote."""
    monkeypatch.setattr(redirects, "LARGEST", 10)
    assert client.ask("/articles/u/").status == 404


@pytest.fixture
def nested(press: Press, tree: Path) -> Iterator[Client]:
    """The site below a path."""
    site = replace(press.config.site, url="https://www.example.org/notes")
    press = replace(press, config=replace(press.config, site=site))
    with serving(make_app(press)) as found:
        yield found


def test_below_a_path_it_holds_with_and_without_it(nested: Client) -> None:
    """Some proxies take the path off, and some leave it."""
    for prefix in ("", "/notes"):
        answer = nested.ask(f"{prefix}/articles/old/")
        assert answer.headers["location"] == "../../articles/new/"
