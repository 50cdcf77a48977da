"""Whole sites made up by a seed: every text, date and file that an author may bring.

A site has two states, an earlier and a later one: between them articles are changed,
added and taken away. The same seed makes the same site on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from builders import NOW, a_png

#: a word that stands in what is private: a draft, or from a day to come
SECRET = "unpublishedword"

TITLES = (
    "The harbour opens",
    "The harbour opens",
    "AT&T: R&D, x < y > z",
    "Use <b>bold</b> & &copy; and &amp;",
    "<script>alert(1)</script>",
    "</title></entry>",
    "]]>",
    "&#x26;lt; and &lt;",
    "Fähre 渡船 🚢 👩‍👩‍👧",
    "مرحبا بالعالم",
    "שלום \u202eעולם",
    "東京の夜行列車",
    "a\u0301 e\u0308 (NFD)",
    "tab\tand\nline",
    "bell \u0007 nul \u0000 del \u007f c1 \u0085 bom \ufeff",
    "noncharacter \uffff \ufffe",
    "  blanks  around  ",
    "- # : [a] {b} 'c' \"d\" \\e",
    "🚲",
    "…",
    "x" * 300,
    "1",
    "null",
    "2026-11-10",
)
PARAGRAPHS = (
    "The harbour is open again after nine days of storm, and ships come in.",
    "One *word*, **two**, `three < four`, and [a link](https://example.org/a?b=1&c=2).",
    "See [the other](../tide.md), [a part](#part), [a file](files/table.pdf).",
    "A [space](<a b c.html>), [an IDN](https://bücher.example/ü?ö#ä), [nothing]().",
    "![A picture](quay.png) and ![lost](lost.png) and ![far](https://example.org/i.png)",
    "![data](data:image/png;base64,iVBORw0KGgo=) [run](javascript:alert(1))",
    "[tel](tel:+1234) [mail](mailto:a@example.org) [odd](gopher://example.org/1)",
    "[no scheme](//example.org/x) [bad](http://[::1) [port](https://example.org:99999/)",
    "## A heading & its <i>tag</i>",
    "> quoted\n>\n> > twice",
    "- one\n- two\n  - three\n\n1. four\n2. five",
    "```html\n<script>alert('x')</script>\n]]>\n```",
    "| a | b |\n|---|---|\n| 1 < 2 | & |",
    "<div style='color:red' onclick='x()'><p>styled</p></div>",
    "<iframe src='https://example.org/'></iframe><form action='/x'><input></form>",
    "<style>p{background:url(/x.png)}</style><script src='/x.js'></script>",
    "<video poster='p.png' src='v.mp4' controls></video><audio src='a.mp3'></audio>",
    "<img src='quay.png' srcset='quay.png 1x, other.png 2x' alt='q'>",
    "<blockquote cite='source.html'>cited</blockquote><q cite='/q'>q</q>",
    "<svg><script>1</script><a xlink:href='x'>s</a></svg><math><mi>x</mi></math>",
    "<p>never closed <b>bold <i>both</b> wrong</i>",
    "<a href='  https://example.org/blank  '>blanks</a> <a href='?q=1'>query</a>",
    "<!-- a comment -- with dashes --> <![CDATA[ x ]]> <?php echo 1 ?>",
    "مرحبا بالعالم، هذا نص طويل بما يكفي ليكون فقرة كاملة في المقال.",
    "夜行列車は二つの国境を越えて、朝食の前にコーヒーの香りとともに到着する。",
    "Emoji 👩🏽‍🚀🏳️‍🌈 and combining Z̷̢͎a̶l̴g̵o̸ and \u202edetrevni\u202c marks.",
    "Control \u0001\u0008\u000b\u001f\u007f\u0080\u009f and \ufffe\uffff here.",
    "&nbsp;&copy;&#0;&#x1F6A2;&notanentity; & &amp;amp;",
    "https://example.org/bare and www.example.org and a@example.org",
    "<details><summary>More</summary><p>hidden</p></details><hr><br/>",
    "<table><tr><td colspan=2 background='x.png'>cell</table>",
    "<a name='part' id='part'></a><p dir='rtl' lang='he'>שלום</p>",
    "<object data='x.swf'></object><embed src='y'><base href='https://evil.example/'>",
    "<p>" + "long words " * 200 + "</p>",
)
DATES = (
    "2026-11-10",
    "2026-11-10",
    "2026-11-10T08:00:00Z",
    "2026-11-10T08:00:00Z",
    "2026-11-10T08:00:00.999999Z",
    "2026-11-10T23:59:59+14:00",
    "2026-11-10T00:00:00-12:00",
    "2026-03-29T02:30:00+01:00",
    "2024-02-29",
    "2000-01-01T00:00:00Z",
    "1999-12-31T23:59:60Z",
    "1994-01-01",
    "2026-11-16T08:59:59Z",
    '"10 November 2026"',
    '"yesterday"',
)
LANGUAGES = ("en", "de", "pt-BR", "zh-Hant-TW", "ar", "he", "ja", "en_GB", "")
NAMES = (
    "Ada Quay",
    "Bo <b>Pier</b>",
    "Łukasz & Co",
    "محمد",
    "山田 太郎",
    "a@example.org",
    'O\'Brien "the" <x@example.org>',
    " ",
    "\u0007",
)
TAGS = (
    "harbour",
    "R&D",
    "Öl auf dem Wasser",
    "渡船",
    "🚢",
    "C++",
    "c++",
    "<b>",
    "a/b",
    "",
)
ADDRESSES = (
    "https://notes.example.org",
    "https://notes.example.org/blog",
    "http://example.org:8080",
    "https://bücher.example",
    "https://example.org/a%20b/ü",
)
SITE_TITLES = (
    "North Shore Notes",
    "A & B <c>",
    "Küste 🚢",
    "ملاحظات",
    "&copy; <b>x</b>",
)
CATEGORIES = ("Arts", "Society & Culture > Documentary", "Technology")
RECORDING = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(200)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedSite:
    """The files of a site, by their paths: as they are first, and some days later."""

    seed: int
    url: str
    settings: str
    earlier: Mapping[str, bytes]
    later: Mapping[str, bytes]


def generate_site(seed: int, *, most: int = 12) -> GeneratedSite:
    """The site of this seed, with so many articles at the most."""
    chance = Random(seed)  # noqa: S311  no secret: it has to be the same again
    url = chance.choice(ADDRESSES)
    names = [f"{number:02}-{_file_name(chance)}" for number in range(1, most + 1)]
    earlier = {
        name: _article(chance, name) for name in names[: chance.randint(0, most)]
    }
    later = {name: data for name, data in earlier.items() if chance.random() > 0.25}
    for name in names:
        if chance.random() < 0.3:
            later[name] = _article(chance, name)
    files = {
        "quay.png": a_png(chance.randint(1, 900), 3),
        "files/table.pdf": b"%PDF-1.4 " + bytes(chance.randint(0, 90)),
        "episode.mp3": RECORDING,
    }
    return GeneratedSite(
        seed=seed,
        url=url,
        settings=_settings(chance, url),
        earlier={**files, **earlier},
        later={**files, **later},
    )


def _settings(chance: Random, url: str) -> str:
    """A digest.toml."""
    lines = [
        "[site]",
        f"title = {_toml(chance.choice(SITE_TITLES))}",
        f"url = {_toml(url)}",
        f"language = {_toml(chance.choice(('en', 'de', 'ar', 'pt-BR')))}",
    ]
    if chance.random() < 0.7:
        lines.append(f"author = {_toml(chance.choice(SITE_TITLES))}")
    if chance.random() < 0.5:
        lines.append(f"description = {_toml(chance.choice(SITE_TITLES))}")
    lines += [
        "[feeds]",
        f"entries = {chance.choice((1, 2, 3, 20))}",
        f"largest = {chance.choice((10_000, 10_000, 250_000))}",
        f"markdown = {chance.choice(('true', 'false'))}",
    ]
    if chance.random() < 0.4:
        lines.append(
            f"hub = {_toml(chance.choice(('built-in', 'https://hub.example/')))}"
        )
    lines += [
        "[podcast]",
        f"categories = [{_toml(chance.choice(CATEGORIES))}]",
        'owner = "Ada Quay <ada@notes.example.org>"',
        f"explicit = {chance.choice(('true', 'false'))}",
        f"serial = {chance.choice(('true', 'false'))}",
    ]
    return "\n".join(lines) + "\n"


def _article(chance: Random, name: str) -> bytes:
    """An article of the kind that its name says."""
    parts = chance.sample(PARAGRAPHS, chance.randint(0, 5))
    is_secret = chance.random() < 0.15
    if is_secret:
        parts.append(SECRET)
    if name.endswith(".txt"):
        # cruft may be taken out, so a secret is kept in articles with front matter only
        words = [part for part in parts if part != SECRET]
        title = chance.choice(TITLES[:2])
        return "\n\n".join((title, *words)).encode(errors="replace")
    body = "\n\n".join(parts)
    if name.endswith(".html"):
        body = f"<html><body>{body}</body></html>"
    return f"---\n{_front(chance, is_secret=is_secret)}---\n\n{body}\n".encode()


def _front(chance: Random, *, is_secret: bool) -> str:
    """Front matter: some keys, each with some value."""
    lines: list[str] = []

    def tell(key: str, value: str, likely: float) -> None:
        if chance.random() < likely:
            lines.append(f"{key}: {value}")

    tell("title", _yaml(chance.choice(TITLES)), 0.9)
    if is_secret:
        lines.append(chance.choice(("draft: true", "date: 2027-01-01")))
    else:
        tell("date", _date(chance), 0.9)
    tell("updated", "2026-11-15T12:00:00Z", 0.2)
    tell("authors", _some(chance, NAMES), 0.5)
    tell("tags", _some(chance, TAGS), 0.6)
    tell("language", _yaml(chance.choice(LANGUAGES)), 0.4)
    tell("summary", _yaml(chance.choice((*TITLES, *PARAGRAPHS[:3]))), 0.4)
    tell("image", _yaml(chance.choice(("quay.png", "https://example.org/ü.jpg"))), 0.3)
    tell("canonical_url", _yaml("https://elsewhere.example/ä?a=1&b=2"), 0.2)
    tell("in_reply_to", _yaml("https://elsewhere.example/asked"), 0.15)
    tell("aliases", _yaml([f"/old/{chance.randint(1, 9)}/"]), 0.15)
    tell("slug", _yaml(chance.choice(("harbour", "hafen-ü", "x"))), 0.1)
    tell("enclosures", _yaml(_enclosures(chance)), 0.35)
    tell("featured", "true", 0.1)
    return "".join(f"{line}\n" for line in lines)


def _enclosures(chance: Random) -> list[object]:
    far = {"url": "https://cdn.example/e p.mp3", "type": "audio/mpeg", "length": 5_000}
    return chance.sample(["episode.mp3", "files/table.pdf", far], chance.randint(1, 2))


def _date(chance: Random) -> str:
    if chance.random() < 0.7:
        return chance.choice(DATES)
    moment = NOW - timedelta(seconds=chance.randint(0, 86_400 * 400))
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _file_name(chance: Random) -> str:
    stem = chance.choice(("harbour", "fähre", "a b", "渡船", "UPPER", "x"))
    return f"{stem}.{chance.choice(('md', 'md', 'md', 'html', 'txt'))}"


def _some(chance: Random, values: Sequence[str]) -> str:
    return _yaml(chance.sample(values, chance.randint(1, 3)))


def _yaml(value: object) -> str:
    """As JSON, which is YAML; what YAML cannot hold as it is stands as its number."""
    return _escaped(json.dumps(value, ensure_ascii=False), lambda x: f"\\u{ord(x):04x}")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    return "".join(
        escape(sign)
        if sign in "\u007f\ufeff\ufffe\uffff" or "\x80" <= sign < "\xa0"
        else sign
        for sign in text
    )
