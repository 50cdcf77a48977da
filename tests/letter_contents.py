"""What an issue can hold: twelve contents, each in three languages, for tests.

Every word is ours. Bodies are written in Markdown and read as an author's file is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from builders import a_newsletter, a_site, an_entry, an_issue, facts_of
from digest.config import MailSection
from digest.design import Design
from digest.images import Image, Rendition
from digest.issues import Grouping, Issue, Newsletter, Note, Shown
from digest.load.blocks import Reading
from digest.load.markdown import read_markdown
from digest.model import Enclosure, Entry, EntryFacts, Episode, Origin, Site
from letter_phrases import BLOCKS, LANGUAGES, PHRASES, Phrases

HOME = "https://notes.example.org"
MAIL = MailSection(postal_address="1 Quay Street, 20457 Hamburg")
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 2
LONG_URL = f"https://notes.example.org/{'unbroken' * 12}"
#: of pictures: wide, square, tall, a strip
SHAPES = ((1200, 600), (800, 800), (600, 900), (1600, 300))
WHEN = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One issue with all that rendering it takes."""

    site: Site
    newsletter: Newsletter
    issue: Issue
    entries: tuple[Entry, ...]
    logo: Image | None = None

    def fill(self, facts: EntryFacts) -> Entry:
        """The entry with its body."""
        return next(entry for entry in self.entries if entry.id == facts.id)


def entries_of(phrases: Phrases, count: int, **changes: Any) -> tuple[Entry, ...]:
    """So many entries, which take the titles and sentences in turn."""
    return tuple(an_entry_in(phrases, number, **changes) for number in range(count))


def an_entry_in(phrases: Phrases, number: int, **changes: Any) -> Entry:
    """An entry in the language of the phrases, with a body of two paragraphs."""
    sentences = phrases.sentences
    body = read_markdown(f"{' '.join(sentences)}\n\n{' '.join(reversed(sentences))}\n")
    title = phrases.titles[number % len(phrases.titles)]
    entry = an_entry(
        title=title if number < len(phrases.titles) else f"{title} {number + 1}",
        slug=f"entry-{phrases.language}-{number}",
        summary=" ".join(sentences[number % 3 :]),
        html=body.html,
        text=words_of(body),
        authors=(phrases.author,),
        language=phrases.language,
        published=WHEN - timedelta(days=1, hours=number),
        reading_minutes=2 + number % 7,
        tags=(phrases.tags[number % len(phrases.tags)],),
    )
    return replace(entry, **changes)


def words_of(body: Reading) -> str:
    """The text of a body."""
    return "\n\n".join(block.text for block in body.blocks)


def a_picture(phrases: Phrases, number: int, **changes: Any) -> Image:
    """One picture of our own, in one of the shapes."""
    width, height = SHAPES[number % len(SHAPES)]
    url = f"{HOME}/media/picture-{number}.jpg"
    image = Image(
        url=url,
        alt=phrases.caption,
        credit=phrases.credit if number % 2 == 0 else "",
        width=width,
        height=height,
        renditions=(Rendition(url=url, width=width, height=height),),
    )
    return replace(image, **changes)


def a_content(
    phrases: Phrases,
    entries: tuple[Entry, ...],
    *,
    note: Note | None = None,
    logo: Image | None = None,
    **newsletter: Any,
) -> Content:
    """An issue of these entries, in a newsletter of the language."""
    return Content(
        site=a_site(
            title=phrases.site, language=phrases.language, author=phrases.author
        ),
        newsletter=a_newsletter(title=phrases.newsletter, **newsletter),
        issue=an_issue(
            number=12,
            # small letters, since a checker takes a subject without any for shouting
            subject=f"{entries[0].title[:60]} | digest",
            preheader=phrases.preheader,
            published=WHEN,
            entries=tuple(map(facts_of, entries)),
            note=note,
        ),
        entries=entries,
        logo=logo,
    )


def one_entry(phrases: Phrases) -> Content:
    """The smallest issue."""
    return a_content(phrases, entries_of(phrases, 1))


def pictures(phrases: Phrases) -> Content:
    """Many pictures, of every shape, one without words of its own."""
    entries = [
        an_entry_in(phrases, number, image=a_picture(phrases, number))
        for number in range(8)
    ]
    silent = a_picture(phrases, 8, alt="", credit="")
    return a_content(phrases, (*entries, an_entry_in(phrases, 8, image=silent)))


def fifty(phrases: Phrases) -> Content:
    """A long issue, of which every fourth entry has a picture."""
    entries = tuple(
        an_entry_in(
            phrases,
            number,
            image=a_picture(phrases, number) if number % 4 == 0 else None,
        )
        for number in range(50)
    )
    return a_content(phrases, entries, max_entries=50)


def by_tag(phrases: Phrases) -> Content:
    """Entries under the headings of their tags, some without one."""
    entries = entries_of(phrases, 7)
    untagged = an_entry_in(phrases, 7, tags=())
    first = replace(entries[0], image=a_picture(phrases, 0), is_featured=True)
    return a_content(phrases, (first, *entries[1:], untagged), group=Grouping.TAG)


def with_note(phrases: Phrases) -> Content:
    """The editor has the first word; with logo, own colours, footer and places."""
    words, more, last = phrases.sentences[:3]
    text = (
        f"{words} [{phrases.titles[1]}]({HOME}/articles/two/)\n\n- {more}\n- {last}\n"
    )
    note = Note(
        path="issues/weekly/next.md",
        fingerprint="fingerprint of the note",
        html=read_markdown(text).html,
    )
    design = Design(
        accent="#7a2e62",
        footer=phrases.preheader,
        social={"Mastodon": "https://social.example/@notes", "RSS": f"{HOME}/rss.xml"},
    )
    logo = Image(url=f"{HOME}/media/logo.png", alt="", width=640, height=160)
    return a_content(
        phrases, entries_of(phrases, 3), note=note, logo=logo, design=design
    )


def whole(phrases: Phrases) -> Content:
    """An article with every kind of block, told whole, and a shorter one after it."""
    body = read_markdown(BLOCKS[phrases.language])
    article = an_entry_in(
        phrases,
        0,
        html=body.html,
        text=words_of(body),
        image=a_picture(phrases, 0),
        reading_minutes=11,
    )
    return a_content(phrases, (article, an_entry_in(phrases, 1)), show=Shown.WHOLE)


def long_words(phrases: Phrases) -> Content:
    """Titles of many words and words without end, in every place."""
    title = " ".join((*phrases.titles, *phrases.sentences))
    entries = (
        an_entry_in(phrases, 0, title=title),
        an_entry_in(phrases, 1, title=LONG_WORD, summary=LONG_WORD * 3),
        an_entry_in(phrases, 2, summary=LONG_URL, authors=(LONG_WORD,)),
        an_entry_in(phrases, 3, image=a_picture(phrases, 1, alt=LONG_WORD)),
    )
    return a_content(phrases, entries)


def both_directions(phrases: Phrases) -> Content:
    """Entries that run against each other, and words of the one within the other."""
    left, right = PHRASES["en"], PHRASES["ar"]
    entries = (
        an_entry_in(right, 0, image=a_picture(right, 0)),
        an_entry_in(left, 1, image=a_picture(left, 1)),
        an_entry_in(right, 2, image=a_picture(right, 2)),
        an_entry_in(left, 3, title=f"{left.titles[0]}: {right.titles[0]} (2026)"),
        an_entry_in(right, 4, title=f"{right.titles[0]}: {left.titles[0]} (2026)"),
    )
    return a_content(phrases, entries)


def east_asian(phrases: Phrases) -> Content:
    """Japanese beside the other languages, whole, so that text without blanks wraps."""
    japanese = PHRASES["ja"]
    mixed = f"{japanese.titles[0]} {PHRASES['en'].titles[0]} {japanese.titles[1]}"
    entries = (
        an_entry_in(japanese, 0, title=mixed, image=a_picture(japanese, 0)),
        an_entry_in(phrases, 1),
        an_entry_in(japanese, 2, summary="".join(japanese.sentences) * 3),
    )
    return a_content(phrases, entries)


def bare(phrases: Phrases) -> Content:
    """Titles and nothing else: no picture, summary, author or date."""
    entries = tuple(
        an_entry_in(
            phrases,
            number,
            summary="",
            authors=(),
            tags=(),
            is_dated=False,
            reading_minutes=0,
        )
        for number in range(4)
    )
    return a_content(phrases, entries)


def other_sites(phrases: Phrases) -> Content:
    """Entries that were first published elsewhere, some of which only open there."""
    origin = Origin(name="Lighthouse Letters", url="https://lights.example/")
    unnamed = Origin(name="東の岬だより", url="https://cape.example/")
    entries = (
        an_entry_in(
            phrases,
            0,
            origin=origin,
            is_opening=True,
            canonical_url="https://lights.example/one",
        ),
        an_entry_in(phrases, 1, origin=unnamed),
        an_entry_in(
            phrases,
            2,
            origin=origin,
            image=a_picture(phrases, 0),
            canonical_url="https://lights.example/two",
        ),
        an_entry_in(phrases, 3),
    )
    return a_content(phrases, entries)


def left_out(phrases: Phrases) -> Content:
    """More than a letter holds: told, listed and counted; the first is to be heard."""
    sound = Enclosure(
        url=f"{HOME}/media/one.mp3", media_type="audio/mpeg", length=9_000_000
    )
    first = an_entry_in(
        phrases, 0, enclosures=(sound,), episode=Episode(duration=1860, number=4)
    )
    rest = entries_of(phrases, 220)[1:]
    return a_content(phrases, (first, *rest), max_entries=200)


CONTENTS: Mapping[str, Callable[[Phrases], Content]] = {
    made.__name__: made
    for made in (
        *(one_entry, pictures, fifty, by_tag, with_note, whole),
        *(long_words, both_directions, east_asian, bare, other_sites, left_out),
    )
}
THEMES = ("digest", "essay", "plain")


def content(name: str, language: str, theme: str) -> Content:
    """The content NAME in the language, for a newsletter of this theme."""
    made = CONTENTS[name](PHRASES[language])
    return replace(made, newsletter=replace(made.newsletter, theme=theme))


__all__ = ["CONTENTS", "LANGUAGES", "MAIL", "PHRASES", "THEMES", "Content", "content"]
