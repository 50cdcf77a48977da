"""Where things stand in the published tree: pure names, without a leading slash.

A path that ends in a slash is a folder; its page is the `index.html` in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

#: folders at the top, one noun each
ARTICLES = "articles"
ISSUES = "issues"
TAGS = "tags"
AUTHORS = "authors"
LANGUAGES = "languages"
#: of the site's feed: what it has no room for any more (RFC 5005)
ARCHIVE = "archive"
YEARS = "years"
SEARCH = "search"
MEDIA = "media"

ATOM = "atom.xml"
RSS = "rss.xml"
JSON = "feed.json"
#: the feeds of a folder by name, and what each of them is
FEEDS = {
    ATOM: "application/atom+xml",
    RSS: "application/rss+xml",
    JSON: "application/feed+json",
}

#: where the daemon takes subscriptions to its feeds: WebSub, and rssCloud's two
HUB = "hub"
CLOUD_NOTIFY = "rsscloud/pleaseNotify"
CLOUD_PING = "rsscloud/ping"
#: where services report bounces, each under its name
BOUNCES = "bounces"
#: links of letters whose clicks are counted
GO = "go"

#: what a folder shows
PAGE = "index.html"
#: of a path that is a page itself, not the folder of one
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
SITE_MAP = "sitemap.xml"
FEED_LIST = "opml.xml"
STYLE = "style.css"
FEED_STYLE = "feed.css"
SEARCH_SCRIPT = "search.js"
#: what may be indexed, by robots' own word
ROBOTS = "robots.txt"
#: shown for an address that leads nowhere
MISSING = "404.html"
#: 512 pixels square, for feeds and shared links
ICON = "icon.png"

#: where former addresses lead, a line each: `FROM TO 301`, as servers of files read it
REDIRECTS = "_redirects"
#: feeds of one subscriber each, which never stand in the published tree
PRIVATE = "private"
#: stands in the addresses of such a feed where the subscriber's token comes; a word
#: that nobody writes by chance
TOKEN_PLACE = "token-place-x7kq3vzw9mjf"  # noqa: S105  it opens nothing

#: octets; file systems take 255, and some need room for a suffix
LARGEST_NAME = 200

#: letters that no accent can be taken from
PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
ASCII_WORD = re.compile(r"[a-z0-9]+")
#: the marks that Latin letters bear; those of other scripts make other letters
LATIN_ACCENT = re.compile(r"([a-z])[\u0300-\u036f]+")

#: of ASCII, of which most words are
NO_LETTERS = re.compile("[^a-z0-9]+")


def slugify(text: str) -> str:
    """The text as one word of a URL: letters and digits of any script, and hyphens.

    Latin letters lose their accents, so `Über` is `uber`; other scripts keep theirs.
    Empty where the text has neither letters nor digits; never too long for a folder.
    """
    if text.isascii():
        return _cut("-".join(ASCII_WORD.findall(text.replace("'", "").lower())))
    words = re.sub("['’]", "", text.casefold().translate(PLAIN_LETTERS))
    if words.isascii():
        return _cut("-".join(NO_LETTERS.sub(" ", words).split()))
    # what it stands for may be a capital letter again
    letters = unicodedata.normalize("NFKD", words).casefold()
    plain = LATIN_ACCENT.sub(r"\1", letters)
    signs = (
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", plain)
    )
    return _cut("-".join("".join(signs).split()))


def entry_path(slug: str) -> str:
    """The folder of an entry's page."""
    return f"{ARTICLES}/{slug}/"


def tag_path(tag: str) -> str:
    """The folder of a tag's page and feeds; tags that differ by case share it.

    A tag without letters and digits, such as a lone emoji, is named by its code points.
    """
    return f"{TAGS}/{_folder_name(tag)}/"


def author_path(author: str) -> str:
    """The folder of an author's page and feeds; named as a tag's."""
    return f"{AUTHORS}/{_folder_name(author)}/"


def language_path(code: str) -> str:
    """The folder of the feeds in one language."""
    return f"{LANGUAGES}/{_folder_name(code)}/"


def archive_path(number: int) -> str:
    """The folder of an archive of the site's feed, the oldest of which is number 1."""
    return f"{ARCHIVE}/{number}/"


def year_path(year: int) -> str:
    """The folder of the page of one year's entries."""
    return f"{YEARS}/{year}/"


def numbered_path(folder: str, number: int) -> str:
    """The folder of a page of a long list; 1 has the oldest entries, for ever."""
    return f"{folder}page/{number}/"


def newsletter_path(newsletter: str) -> str:
    """The folder of a newsletter's list of issues."""
    return f"{ISSUES}/{newsletter}/"


def issue_path(newsletter: str, number: int) -> str:
    """The folder of an issue's page."""
    return f"{ISSUES}/{newsletter}/{number}/"


def private_path(token: str) -> str:
    """The folder of one subscriber's own feeds."""
    return f"{PRIVATE}/{token}/"


def media_path(path: str) -> str:
    """The place of a file that an article refers to; `path` is within the content."""
    return f"{MEDIA}/{path}"


def numbered(stem: str, ending: str = "") -> Iterator[str]:
    """The name, and then `stem-2`, `stem-3` before the same ending, without end."""
    yield f"{stem}{ending}"
    for number in count(2):
        yield f"{stem}-{number}{ending}"


def folders_of(path: str) -> Iterator[str]:
    """The folders that the file lies in, as paths in the tree; the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _folder_name(name: str) -> str:
    slug = slugify(name) or "-".join(f"u{ord(character):x}" for character in name)
    return _cut(slug) or "untitled"


def _cut(name: str) -> str:
    """As many letters of the name as every file system takes in one folder's name."""
    return name.encode()[:LARGEST_NAME].decode(errors="ignore").rstrip("-")
