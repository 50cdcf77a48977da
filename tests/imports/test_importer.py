"""An import from end to end: what arrives stands in the content folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from builders import NOW, a_png, a_site
from digest.config import ContentSection, load_config
from digest.errors import FetchError, ImportingError
from digest.imports.arrival import Arrival, read_file
from digest.imports.importer import Importer
from digest.imports.results import Brought, Failed, Known, Listed
from digest.imports.shelf import ContentShelf, DryShelf
from digest.imports.wishes import Wishes
from digest.load.article import load_article
from digest.load.folder import read_folder
from digest.model import Article, Origin
from publications import write_publication

URL = "https://bay.example.org/news/nets"
PROSE = (
    "The nets came back heavier than anybody along the coast could remember, and the "
    "boats had to wait outside until the quay was free again on Monday morning."
)
PAGE = f"""<html lang="en"><head><title>Nets | Bay News</title>
<meta property="og:site_name" content="Bay News">
<meta property="og:title" content="Nets">
<meta property="article:published_time" content="2026-11-16T08:00:00Z">
<meta property="og:image" content="/lead.jpg"></head>
<body><nav><a href="/">Home</a><a href="/about">About</a></nav>
<article><h1>Nets</h1><p>{PROSE}</p><p>{PROSE.replace("nets", "boats")}
<a href="../tide?a=1">Tides</a> tell why, and so does
<a href="mailto:ada@x.example">Ada</a>.</p>
<p><img src="pics/net.jpg" alt="A net"></p>
<iframe src="https://www.youtube.com/embed/abc"></iframe>
<h2>And then</h2><p>{PROSE[::-1]}</p>
</article>
<footer>Imprint and privacy</footer></body></html>"""


class Web:
    """A web of a few addresses."""

    def __init__(self, pages: Mapping[str, bytes] | None = None) -> None:
        self._pages = pages or {}
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        """What stands there."""
        self.asked.append(url)
        if url not in self._pages:
            raise FetchError(f"{url}: answers 404; look at the address")
        return self._pages[url]


def from_web(data: bytes | str = PAGE, url: str = URL, **changes: Any) -> Arrival:
    """A page of the web."""
    told = data.encode() if isinstance(data, str) else data
    values: dict[str, Any] = {"media_type": "text/html", "at": NOW} | changes
    return Arrival(place=url, url=url, data=told, **values)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication without articles."""
    return write_publication(tmp_path)


def an_importer(
    root: Path, web: Web | None = None, wishes: Wishes | None = None
) -> Importer:
    """The importer of the publication."""
    config = load_config(root, {})
    shelf = ContentShelf(config.content_folder, (web or Web()).fetch)
    return Importer(config, wishes or Wishes(), shelf)


def a_dry_importer(root: Path) -> Importer:
    """The same for who only wants to see what would be."""
    config = load_config(root, {})
    return Importer(config, Wishes(), DryShelf(config.content_folder))


def bring(importer: Importer, arrival: Arrival) -> Brought:
    """What became of the one article."""
    (outcome,) = importer.bring(arrival)
    assert isinstance(outcome, Brought)
    return outcome


def loaded(root: Path, path: str) -> Article:
    """The article that load makes of the new file."""
    data = (root / "content" / path).read_bytes()
    return load_article(path, data, a_site())


def test_a_web_page_becomes_a_file_of_ours(root: Path) -> None:
    """With its facts, its origin, its pictures beside it, and addresses that hold."""
    web = Web(
        {
            "https://bay.example.org/lead.jpg": a_png(),
            "https://bay.example.org/news/pics/net.jpg": a_png(9, 9),
        }
    )
    done = bring(an_importer(root, web), from_web())
    assert done.path == "nets.md"
    article = loaded(root, "nets.md")
    assert article.title == "Nets"
    assert article.date
    assert article.date.isoformat() == "2026-11-16T08:00:00+00:00"
    assert article.canonical_url == URL
    assert article.origin == Origin(name="Bay News", url="https://bay.example.org/")
    assert article.image
    assert article.image.url == "images/nets/lead.png"
    assert "](https://bay.example.org/tide?a=1)" in done.text
    assert "](mailto:ada@x.example)" in done.text
    assert "![A net](images/nets/net.png)" in done.text
    assert "(https://www.youtube.com/" in done.text
    assert done.pictures == ("images/nets/net.png", "images/nets/lead.png")
    assert {"navigation", "title"} <= {cut.reason for cut in done.cuts}


def test_a_saved_page_names_the_site_that_it_is_of(root: Path) -> None:
    """As if it had been fetched, for it says where it appeared first."""
    link = f"<link rel=canonical href={URL}>"
    page = PAGE.replace("<head>", f"<head>{link}", 1)
    arrival = Arrival(place="a.html", data=page.encode(), at=NOW)
    bring(an_importer(root), arrival)
    article = loaded(root, "nets.md")
    assert article.canonical_url == URL
    assert article.origin == Origin(name="Bay News", url="https://bay.example.org/")


def test_a_saved_page_of_our_own_site_is_ours(root: Path) -> None:
    """It comes home."""
    config = load_config(root, {})
    link = f"<link rel=canonical href={config.site.url}/articles/nets/>"
    page = PAGE.replace("<head>", f"<head>{link}", 1)
    arrival = Arrival(place="a.html", data=page.encode(), at=NOW)
    bring(an_importer(root), arrival)
    assert loaded(root, "nets.md").origin is None


def test_the_site_finds_nothing_wrong_with_it(root: Path) -> None:
    """Its pictures are there, and its original is no article."""
    web = Web({"https://bay.example.org/lead.jpg": a_png()})
    bring(an_importer(root, web), from_web())
    found = read_folder(root / "content", ContentSection(), a_site())
    assert not found.problems
    assert [article.path for article in found.articles] == ["nets.md"]
    assert [each.path for each in found.media] == ["media/images/nets/lead.png"]


def test_the_original_is_kept_byte_for_byte(root: Path) -> None:
    """With where it came from; what the cleaner left out can be had back."""
    data = PAGE.encode("utf-16")
    done = bring(an_importer(root), from_web(data))
    assert done.original == ".originals/nets.html"
    assert (root / "content" / done.original).read_bytes() == data
    about = json.loads((root / "content/.originals/nets.about.json").read_text())
    assert about["url"] == URL
    assert about["at"] == NOW.isoformat()
    assert f"original: {done.original}" in done.text


def test_without_an_original_there_is_none(root: Path) -> None:
    """Where nobody wants it."""
    done = bring(an_importer(root, wishes=Wishes(keeps_original=False)), from_web())
    assert done.original == ""
    assert not (root / "content/.originals").exists()


def test_an_article_is_imported_once(root: Path) -> None:
    """By where it appeared first, whatever the address was this time."""
    importer = an_importer(root)
    bring(importer, from_web())
    assert [*importer.bring(from_web())] == [Known(url=URL, path="nets.md")]
    # and the next day
    assert an_importer(root).find(URL) == Known(url=URL, path="nets.md")
    again = an_importer(root, wishes=Wishes(brings_again=True))
    assert bring(again, from_web()).path == "nets-2.md"


def test_a_wish_is_in_the_front_matter(root: Path) -> None:
    """Folder, tags, and that it is a draft."""
    wishes = Wishes(into="news/2026", tags=("sea",), is_draft=True)
    done = bring(an_importer(root, wishes=wishes), from_web())
    assert done.path == "news/2026/nets.md"
    article = loaded(root, done.path)
    assert (article.tags, article.is_draft) == (("sea",), True)


def test_a_dry_run_writes_and_fetches_nothing(root: Path) -> None:
    """It shows what would be."""
    done = bring(a_dry_importer(root), from_web())
    assert (done.path, done.original) == ("nets.md", ".originals/nets.html")
    assert PROSE in done.text
    assert "(https://bay.example.org/news/pics/net.jpg)" in done.text
    assert not done.notes
    assert [*(root / "content").iterdir()] == []


def test_a_picture_that_is_away_is_told(root: Path) -> None:
    """The article stands nevertheless."""
    done = bring(an_importer(root), from_web())
    assert "![A net](https://bay.example.org/news/pics/net.jpg)" in done.text
    assert len(done.notes) == 2


@pytest.mark.parametrize(
    ("page", "fact"),
    [
        ("<html><body></body></html>", "holds no article"),
        ("<p>A few words only.</p>", "holds no article, or makes it by a script"),
        ("<form><input type=password></form><p>Log in</p>", "asks for a password"),
        (
            "<link rel=alternate type=application/rss+xml href=/rss><p>Links</p>",
            "names a feed; import https://bay.example.org/rss",
        ),
    ],
)
def test_a_page_without_an_article_is_told(root: Path, page: str, fact: str) -> None:
    """With what to do, and nothing is written."""
    with pytest.raises(ImportingError, match=f"{URL}: .*{fact}"):
        [*an_importer(root).bring(from_web(page))]
    assert [*(root / "content").iterdir()] == []


def test_the_encoding_of_the_web_is_believed(root: Path) -> None:
    """Where the page itself names none."""
    page = PAGE.replace("The nets", "Гавань открыта. The nets").encode("windows-1251")
    done = bring(an_importer(root), from_web(page, charset="windows-1251"))
    assert "Гавань открыта." in done.text
    broken = from_web(page, url=f"{URL}/2", charset="no-such-charset")
    assert isinstance(bring(an_importer(root), broken), Brought)


def test_a_page_of_one_s_own_site_has_no_origin(root: Path) -> None:
    """Its address is kept."""
    url = "https://notes.example.org/old/nets"
    bring(an_importer(root), from_web(url=url))
    article = loaded(root, "nets.md")
    assert (article.origin, article.canonical_url) == (None, url)


def test_a_front_page_is_not_where_an_article_appeared(root: Path) -> None:
    """Some sites give every page the address of their first one."""
    page = PAGE.replace("<head>", '<head><link rel="canonical" href="/">')
    bring(an_importer(root), from_web(page))
    assert loaded(root, "nets.md").canonical_url == URL


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Bay News</title>
<link>https://bay.example.org/</link>
<item><title>Nets</title><link>{URL}</link><category>Sea</category>
<description>&lt;p&gt;{PROSE}&lt;img src="/n.jpg"&gt;&lt;/p&gt;</description></item>
<item><description>&lt;p&gt; &lt;/p&gt;</description></item>
<item><title>Boats</title><link>/boats</link></item></channel></rss>"""


def test_each_item_of_a_feed_becomes_a_file(root: Path) -> None:
    """One that has nothing is told and stops no other; the feed itself is kept once."""
    web = Web({"https://bay.example.org/n.jpg": a_png()})
    importer = an_importer(root, web, Wishes(tags=("news",)))
    feed = from_web(RSS, url="https://bay.example.org/rss", media_type="text/xml")
    first, second, third = importer.bring(feed)
    assert isinstance(first, Brought)
    assert isinstance(second, Failed)
    assert isinstance(third, Brought)
    article = loaded(root, first.path)
    assert article.origin == Origin(
        name="Bay News",
        url="https://bay.example.org/",
        feed_url="https://bay.example.org/rss",
    )
    assert article.tags == ("news", "Sea")
    assert "images/nets/n.png" in first.text
    assert first.original == third.original == ".originals/bay-news.xml"
    again = [*an_importer(root).bring(feed)]
    assert [type(outcome) for outcome in again] == [Known, Failed, Known]


def test_a_feed_of_nothing_is_told(root: Path) -> None:
    """There is nothing to import."""
    data = b'<rss version="2.0"><channel><title>x</title></channel></rss>'
    with pytest.raises(ImportingError, match="without articles"):
        [*an_importer(root).bring(from_web(data))]


def test_a_list_of_feeds_is_no_article(root: Path) -> None:
    """What it lists is shown."""
    data = b'<opml version="2.0"><body><outline xmlUrl="https://b.example/rss"/></body>'
    (listed,) = an_importer(root).bring(from_web(data + b"</opml>"))
    assert isinstance(listed, Listed)
    assert [feed.url for feed in listed.feeds] == ["https://b.example/rss"]
    assert [*(root / "content").iterdir()] == []


def write(root: Path, name: str, data: bytes | str) -> Arrival:
    """A file in a folder of its own, as it arrives."""
    path = root / "from" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_file(str(path), NOW)


MARKDOWN = """---
# by hand
title: 'Nets'
tags: [coast]
weather: fair
---

Some *words*   as they were typed, and ![a net](net.png).
"""


def test_a_markdown_file_stays_as_it_was_written(root: Path) -> None:
    """With what it does not say yet on top, and its pictures beside it."""
    (root / "from").mkdir()
    (root / "from/net.png").write_bytes(a_png())
    wishes = Wishes(tags=("sea",), is_draft=True)
    done = bring(an_importer(root, wishes=wishes), write(root, "a.md", MARKDOWN))
    assert done.text == MARKDOWN.replace(
        "---\n#", "---\ndraft: true\noriginal: .originals/nets.md\n#", 1
    ).replace("](net.png)", "](images/nets/net.png)")
    assert done.path == "nets.md"


def test_a_markdown_file_without_a_title_is_given_its_name(root: Path) -> None:
    """As load would call it."""
    done = bring(an_importer(root), write(root, "heavy-nets.md", "Words.\n"))
    assert done.path == "heavy-nets.md"
    assert done.text.startswith("---\ntitle: Heavy nets\n")


def test_front_matter_in_toml_stays_so(root: Path) -> None:
    """Its tables are not disturbed."""
    text = (
        '+++\ntitle = "Nets"\n[image]\nurl = "https://x.example/a.jpg"\n+++\nWords.\n'
    )
    arrival = write(root, "a.md", text)
    done = bring(an_importer(root, wishes=Wishes(tags=("a", "b"))), arrival)
    article = loaded(root, done.path)
    assert article.tags == ("a", "b")
    assert article.image


def test_a_mail_brings_its_pictures(root: Path) -> None:
    """They stand beside the article, and the paper that hangs on it is told."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ada Quay <ada@x.example>", "Nets"
    mail.set_content("plain")
    mail.add_alternative(
        f"<p>{PROSE}</p><p><img src='cid:1'> <img src='cid:2'></p>", subtype="html"
    )
    html = [*mail.iter_parts()][1]
    html.add_related(a_png(), "image", "png", cid="<1>", filename="net.jpg")
    html.add_related(b"none", "image", "png", cid="<2>", filename="x.jpg")
    mail.add_attachment(b"%PDF", "application", "pdf", filename="plan.pdf")
    done = bring(an_importer(root), write(root, "a.eml", mail.as_bytes()))
    assert done.text.count("![") == 1
    assert "![](images/nets/net.png)" in done.text
    assert [cut.reason for cut in done.cuts] == ["attachment"]
    assert len(done.notes) == 1
    dry = bring(a_dry_importer(root), write(root, "a.eml", mail.as_bytes()))
    assert "![](images/nets-2/net.png)" in dry.text


def test_raw_text_is_cleaned_and_its_title_found(root: Path) -> None:
    """As it would be in the content folder itself."""
    text = f"Heavy nets\n\n{PROSE}\n\n{PROSE.upper()}\n\nSubscribe to our newsletter\n"
    done = bring(an_importer(root), write(root, "a.txt", text))
    assert done.path == "heavy-nets.md"
    assert "Subscribe" not in done.text


def test_a_text_that_no_build_would_read_is_told(root: Path) -> None:
    """By the same limit."""
    arrival = write(root, "a.txt", "word " * 1_100_000)
    with pytest.raises(ImportingError, match="largest_file"):
        [*an_importer(root).bring(arrival)]


def test_a_title_without_letters_has_a_name(root: Path) -> None:
    """Two of them stand beside each other."""
    importer = an_importer(root)
    paths = [
        bring(importer, write(root, "a.md", f"# ***!***\n\n{PROSE}")).path for _ in "ab"
    ]
    assert paths == ["article.md", "article-2.md"]


def test_what_cannot_be_read_is_told_with_its_place(root: Path) -> None:
    """Not with a name that nobody knows."""
    arrival = write(root, "a.md", "---\ntitle: x\n")
    with pytest.raises(ImportingError, match=r"from/a\.md: the front matter"):
        [*an_importer(root).bring(arrival)]


@pytest.mark.parametrize("names", [["a", "b"], []])
def test_known_addresses_are_those_of_readable_files(
    root: Path, names: Sequence[str]
) -> None:
    """A broken file is told of by the build, and is no reason not to import."""
    (root / "content/broken.md").write_text(f"---\ncanonical_url: {URL}\n")
    (root / "content/none.md").write_text("The canonical words.\n")
    for name in names:
        text = f"---\ntitle: x\ncanonical_url: {URL}\n---\nWords.\n"
        (root / f"content/{name}.md").write_text(text)
    known = an_importer(root).find(URL)
    assert known == (Known(url=URL, path="a.md") if names else None)


def test_a_page_cannot_name_a_picture_of_another_file(root: Path) -> None:
    """The addresses of pictures inside of a file are nobody's on the web."""
    html = PAGE.replace("pics/net.jpg", "embedded-picture/9")
    for page in (html, html.replace("embedded-picture", "https://embedded.invalid")):
        done = bring(an_importer(root), write(root, "a.html", page))
        assert "/9)" in done.text


def test_markdown_of_the_web_does_not_speak_for_our_site(root: Path) -> None:
    """Neither its id nor its addresses are taken over, and that is told."""
    text = (
        "---\ntitle: Nets\nid: ours\nslug: harbour\naliases: [/harbour/]\n"
        f"private: true\nfeatured: true\n---\n\n{PROSE}\n"
    )
    url = "https://bay.example.org/nets.md"
    done = bring(an_importer(root), from_web(text, url, media_type="text/markdown"))
    article = loaded(root, done.path)
    for key in ("slug: harbour", "id: ours", "/harbour/", "private"):
        assert key not in done.text
    assert article.canonical_url == url
    keys = "id, slug, aliases, private, featured"
    assert done.notes == (f"left out what it says of its own site: {keys}",)


def test_what_cannot_be_filed_leaves_no_original(root: Path) -> None:
    """A failed import leaves nothing at all."""
    tags = ", ".join(f"tag{n}" for n in range(60))
    text = f"---\ntitle: {'x' * 70_000}\ntags: [{tags}]\n---\nWords.\n"
    with pytest.raises(ImportingError):
        [*an_importer(root).bring(write(root, "a.md", text))]
    assert [*(root / "content").iterdir()] == []
