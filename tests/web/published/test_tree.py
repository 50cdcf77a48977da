"""Published files over HTTP: what the rules for feeds ask of a server (RFC 9110)."""

from __future__ import annotations

import asyncio
import gzip
import os
import threading
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.codings import shrink
from digest.web.published.encoded import EncodedFile
from digest.web.published.tree import PublishedTree, is_public
from digest.wiring import Press
from serving import Client

FEED = b"<feed>" + b"<entry>The harbour is open again.</entry>" * 90 + b"</feed>"
PICTURE = b"\x89PNG" + bytes(range(256)) * 8
#: Sun, 22 Nov 2026 10:00:00 GMT, and a fraction that HTTP cannot tell
MODIFIED = 1_795_341_600.75


@pytest.fixture(scope="module")
def tree(shared_press: Press) -> Path:
    """A published tree with one file of each kind."""
    root = shared_press.config.root
    folder = shared_press.config.feeds_folder
    files = {
        "index.html": b"<h1>Front page</h1>" * 30,
        "404.html": b"<h1>Nothing here</h1>",
        "atom.xml": FEED,
        "rss.xml": FEED,
        "feed.json": b'{"version": "https://jsonfeed.org/version/1.1"}' * 20,
        "style.css": b"body { color: navy }",
        "articles/harbour/index.html": b"<p>The harbour is open again.</p>" * 20,
        "articles/\u6e2f/index.html": b"<p>Harbour.</p>",
        "media/ship.png": PICTURE,
        ".hidden/secret.txt": b"secret",
        "media/.secret.txt": b"secret",
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (MODIFIED, MODIFIED))
    (root / "private.txt").write_text("secret")
    (folder / "way-out.txt").symlink_to(root / "private.txt")
    (folder / "way-out").symlink_to(root)
    (folder / "way-in.txt").symlink_to(folder / ".hidden" / "secret.txt")
    (folder / "_redirects").write_text("/secret/ /style.css\n")
    (folder / "moves.txt").symlink_to(folder / "_redirects")
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/articles/harbour/", "text/html; charset=utf-8"),
        ("/articles/%E6%B8%AF/", "text/html; charset=utf-8"),
        ("/atom.xml?from=somewhere", "application/atom+xml; charset=utf-8"),
        ("/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/media/ship.png", "image/png"),
    ],
)
def test_a_file_is_served_as_what_it_is(
    reader: Client, path: str, media_type: str
) -> None:
    """A folder is its index.html; the type is the most specific there is."""
    answer = reader.ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["cache-control"] == "public, max-age=900"
    assert answer.headers["last-modified"] == "Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "path",
    [
        "/nothing.xml",
        "/atom.xml/",
        "/articles/harbour/nothing/",
        "/.hidden/secret.txt",
        "/media/.secret.txt",
        "/../private.txt",
        "/media/../../private.txt",
        "/%2e%2e/private.txt",
        "/media/..%2f..%2fprivate.txt",
        "/way-out.txt",
        "/way-out/private.txt",
        "/way-out/",
        "/way-in.txt",
        "/_redirects",
        "/%5Fredirects",
        "/moves.txt",
        "/pipe.txt",
        "//private.txt",
        "/media//ship.png",
        "/media%5c..%5c..%5cprivate.txt",
        "/atom.xml%00.png",
        "/" + "a" * 3000,
    ],
)
def test_nothing_but_the_published_tree_is_served(reader: Client, path: str) -> None:
    """No hidden file, no way upwards, no link out: the tree's own page says 404."""
    answer = reader.ask(path)
    assert answer.status == 404
    assert answer.body == b"<h1>Nothing here</h1>"
    assert b"secret" not in answer.body


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_public_path_never_climbs(path: str) -> None:
    """Whatever the text: no part is hidden, empty or upwards."""
    if is_public(path):
        parts = path[1:].split("/")
        assert all(part and part[0] != "." for part in parts[:-1])
        assert not parts[-1].startswith(".")
        assert "\0" not in path


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("path", "target"),
    [("/articles/harbour", "./harbour/"), ("/articles/%E6%B8%AF", "./%E6%B8%AF/")],
)
def test_a_folder_without_its_slash_is_redirected(
    reader: Client, path: str, target: str
) -> None:
    """For good, and relative: it holds behind a proxy that takes off a prefix."""
    answer = reader.ask(path)
    assert answer.status == 308
    assert answer.headers["location"] == target


def test_every_encoding_is_right_and_has_its_own_tag() -> None:
    """Each is the same bytes when opened, and made the same way each time."""
    for coding, opened in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        shrunk = shrink(FEED, coding)
        assert opened(shrunk) == FEED
        assert shrink(FEED, coding) == shrunk


@pytest.mark.usefixtures("tree")
def test_the_tag_is_a_hash_of_the_bytes_sent(reader: Client) -> None:
    """Strong, and different for each encoding (RFC 9110 8.8.3.3)."""
    plain, packed, small = (
        reader.ask("/atom.xml", Accept_Encoding=wish)
        for wish in ("identity", "gzip", "gzip, br")
    )
    assert plain.body == FEED
    assert gzip.decompress(packed.body) == FEED
    assert brotli.decompress(small.body) == FEED
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert small.headers["content-encoding"] == "br"
    tags = [answer.headers["etag"] for answer in (plain, packed, small)]
    for answer, tag in zip((plain, packed, small), tags, strict=True):
        assert tag == f'"{sha256(answer.body).hexdigest()[:32]}"'
        assert "Accept-Encoding" in answer.headers["vary"]
    assert len(set(tags)) == 3


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("wish", ["identity", "gzip", "br"])
def test_a_reader_who_has_it_gets_304(reader: Client, wish: str) -> None:
    """It repeats tag, date, caching and Vary, and has no body (RFC 9110 15.4.5)."""
    full = reader.ask("/atom.xml", Accept_Encoding=wish)
    tag = full.headers["etag"]
    for given_tags in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = reader.ask("/atom.xml", Accept_Encoding=wish, If_None_Match=given_tags)
        assert answer.status == 304
        assert answer.body == b""
        for name in ("etag", "last-modified", "cache-control", "vary"):
            assert answer.headers[name] == full.headers[name]


@pytest.mark.usefixtures("tree")
def test_a_tag_of_another_encoding_is_another_document(reader: Client) -> None:
    """Who holds the gzip bytes and asks for plain ones gets them."""
    packed = reader.ask("/atom.xml", Accept_Encoding="gzip")
    answer = reader.ask("/atom.xml", If_None_Match=packed.headers["etag"])
    assert answer.status == 200
    assert answer.body == FEED


@pytest.mark.usefixtures("tree")
def test_a_date_is_a_condition_where_no_tag_is(reader: Client) -> None:
    """If-Modified-Since counts alone only."""
    date = reader.ask("/rss.xml").headers["last-modified"]
    assert reader.ask("/rss.xml", If_Modified_Since=date).status == 304
    both = reader.ask("/rss.xml", If_Modified_Since=date, If_None_Match='"old"')
    assert both.status == 200


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("path", ["/", "/atom.xml", "/media/ship.png", "/nothing"])
@pytest.mark.parametrize("wish", ["identity", "br"])
def test_head_is_get_without_a_body(reader: Client, path: str, wish: str) -> None:
    """All fields are the same (RFC 9110 9.3.2)."""
    full = reader.ask(path, Accept_Encoding=wish)
    head = reader.ask(path, method="HEAD", Accept_Encoding=wish)
    assert head.status == full.status
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**full.headers, "date": ""}


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("path", ["/atom.xml", "/rss.xml"])
def test_a_browser_gets_a_feed_as_plain_xml(reader: Client, path: str) -> None:
    """The same bytes with a type that it shows; caches are told (Vary)."""
    program = reader.ask(path)
    browser = reader.ask(path, Sec_Fetch_Dest="document")
    assert browser.headers["content-type"] == "application/xml; charset=utf-8"
    assert browser.body == program.body
    for answer in (program, browser):
        assert answer.headers["vary"] == "Accept-Encoding, Sec-Fetch-Dest"


@pytest.mark.usefixtures("tree")
def test_a_part_of_a_recording_can_be_asked_for(reader: Client) -> None:
    """What is not text comes in ranges, which players need (RFC 9110 14)."""
    whole = reader.ask("/media/ship.png")
    part = reader.ask("/media/ship.png", Range="bytes=2-9")
    assert part.status == 206
    assert part.body == PICTURE[2:10]
    assert part.headers["etag"] == whole.headers["etag"]
    old = reader.ask("/media/ship.png", Range="bytes=2-9", If_Range='"old"')
    assert old.body == PICTURE
    tag = whole.headers["etag"]
    assert reader.ask("/media/ship.png", If_None_Match=tag).status == 304


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_what_is_published_can_only_be_read(reader: Client, method: str) -> None:
    """405 names what is allowed (RFC 9110 15.5.6)."""
    answer = reader.ask("/atom.xml", method=method, body=b"")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "path", ["/", "/atom.xml", "/media/ship.png", "/nothing", "/articles/harbour"]
)
def test_every_answer_has_the_fields_that_guard_readers(
    reader: Client, path: str
) -> None:
    """No script, no frame, no guessing of types."""
    headers = reader.ask(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]


def test_only_the_page_where_readers_search_has_a_script(
    reader: Client, tree: Path
) -> None:
    """Its own, which asks its own site; everywhere else a script is none."""
    (tree / "search").mkdir()
    (tree / "search" / "index.html").write_text("<h1>Search</h1>")
    policy = reader.ask("/search/").headers["content-security-policy"]
    assert "script-src 'self'; connect-src 'self'" in policy
    other = reader.ask("/").headers["content-security-policy"]
    assert "script-src" not in other
    assert policy.startswith(other)


def policy_of(reader: Client, tree: Path, folder: str) -> str:
    """What the page of the folder may do."""
    (tree / folder).mkdir(parents=True, exist_ok=True)
    (tree / folder / "index.html").write_text("<h1>Letter</h1>")
    return reader.ask(f"/{quote(folder)}/").headers["content-security-policy"]


@pytest.mark.parametrize("folder", ["issues/weekly/12", "issues/Über uns/1"])
def test_the_page_of_an_issue_has_styles_of_its_own(
    reader: Client, tree: Path, folder: str
) -> None:
    """They stand in the letter itself; all else is forbidden as everywhere."""
    own = "style-src 'self' 'unsafe-inline'"
    usual = reader.ask("/").headers["content-security-policy"]
    policy = policy_of(reader, tree, folder)
    assert policy == usual.replace("style-src 'self'", own)
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "folder",
    [
        *("issues/other", "issues/other/twelve", "issues/other/12/more"),
        *("articles/12", "articles/issues/weekly/12"),
    ],
)
def test_no_other_page_has_styles_of_its_own(
    reader: Client, tree: Path, folder: str
) -> None:
    """A body that slipped through could dress up as another page."""
    usual = reader.ask("/").headers["content-security-policy"]
    assert policy_of(reader, tree, folder) == usual


def test_a_replaced_file_is_served_at_once(reader: Client, tree: Path) -> None:
    """The memory knows a file by its version, and a removed one is gone."""
    (tree / "news.xml").write_bytes(FEED)
    before = reader.ask("/news.xml", Accept_Encoding="br").headers["etag"]
    (tree / ".news.xml.new").write_bytes(FEED.replace(b"open", b"shut"))
    (tree / ".news.xml.new").rename(tree / "news.xml")
    answer = reader.ask("/news.xml", Accept_Encoding="br", If_None_Match=before)
    assert answer.status == 200
    assert b"shut" in brotli.decompress(answer.body)
    (tree / "news.xml").unlink()
    assert reader.ask("/news.xml").status == 404


def test_memory_is_bounded(tree: Path) -> None:
    """Files that were not asked for lately make room, and come back when asked for."""
    for number in range(20):
        (tree / f"{number}.html").write_bytes(b"x" * 10_000)
    published = PublishedTree(tree, max_age=900, largest_shelf=100_000)
    first = published.find("/0.html")
    assert published.find("/0.html") is first
    for number in range(1, 20):
        published.find(f"/{number}.html")
    kept = [name for name in range(20) if f"{name}.html" in published._shelf]
    assert kept == [16, 17, 18, 19]
    assert published._weight <= 100_000
    assert published.find("/0.html") is not None


def test_an_encoding_is_made_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of ten readers at once waits for it; the others get what is ready."""
    made: list[str] = []
    is_at_it, may_go_on = threading.Event(), threading.Event()

    def counted(data: bytes, coding: str) -> bytes:
        made.append(coding)
        if coding == "br":
            is_at_it.set()
            assert may_go_on.wait(60)
        return shrink(data, coding)

    monkeypatch.setattr("digest.web.published.encoded.shrink", counted)
    file = EncodedFile(tree / "atom.xml", "atom.xml", max_age=900)

    async def coding_for(accept: str) -> str:
        return (await file.variant(accept)).coding

    async def ask_often() -> None:
        first = asyncio.create_task(coding_for("br"))
        rest = asyncio.gather(*(coding_for("br") for _ in range(9)))
        assert await rest == ["identity"] * 9
        assert await asyncio.to_thread(is_at_it.wait, 60)
        assert await coding_for("br") == "identity"
        assert await coding_for("br, gzip;q=0.5") == "gzip"
        may_go_on.set()
        assert await first == await coding_for("br, gzip;q=0.5") == "br"

    asyncio.run(ask_often())
    assert sorted(made) == ["br", "gzip", "identity"]
