"""Of 1 to 500 articles of any size: never too heavy, nothing cut, all counted."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from builders import a_newsletter, a_site, an_entry, an_issue, facts_of
from digest.config import MailSection
from digest.deliveries import Letter
from digest.issues import Grouping, Note, Shown
from digest.model import Entry
from digest.render.letters import render_issue
from digest.render.letters.css.weighing import weight
from digest.render.theme import Theme, packaged_templates

EXAMPLES = 1000 if os.environ.get("DIGEST_TEST_LONG") else 10
THEME = Theme((packaged_templates(),))
MAIL = MailSection(postal_address="1 Quay Street, 20457 Hamburg")
BUDGET = 90_000
#: a word of each script; whatever is shown of a body consists of these alone
WORDS = ("harbour", "Küste", "الميناء", "港町")
#: one more than many: what a list has room for
MANY = 500
BLOCKS = ("<p>{}</p>", "<ul><li>{}</li></ul>", "<h2>{}</h2>", "<pre>{}</pre>")
#: words of a block
LENGTHS = (1, 5, 12, 40)
ROW = "<table><tr><th>{0}</th><td>{0}</td></tr></table>"
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>")
VOID = frozenset({"br", "col", "hr", "img", "link", "meta", "o:pixelsperinch"})
COUNTED = re.compile(r">and (\d+) more on the web<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an issue has, and how its newsletter shows it."""

    #: too long to be shown with an example that fails
    entries: tuple[Entry, ...] = field(repr=False)
    theme: str
    shown: Shown
    grouping: Grouping
    most: int
    note: str = field(repr=False)


@st.composite
def issues(draw: st.DrawFn) -> Told:
    """An issue of few or many entries, each of which is short or very long."""
    count = draw(st.one_of(st.integers(1, 12), st.integers(1, MANY)))
    sizes = draw(st.lists(st.integers(0, 6), min_size=1, max_size=8))
    blocks = draw(st.lists(st.sampled_from([*BLOCKS, ROW]), min_size=1, max_size=4))
    word = draw(st.sampled_from(WORDS))

    @cache
    def body(length: int, size: int) -> str:
        """One object for all entries that have it: 500 large ones are gigabytes."""
        words = " ".join([word] * length)
        times: int = 5**size
        return "".join(block.format(words) for block in blocks) * times

    entries = tuple(
        an_entry(
            title=" ".join([word] * (1 + number % 9)),
            slug=f"entry-{number}",
            summary=" ".join([word] * (8 ** min(sizes[number % len(sizes)], 3))),
            html=body(LENGTHS[number % len(LENGTHS)], sizes[number % len(sizes)]),
            tags=(f"tag-{number % 3}",) if number % 5 else (),
        )
        for number in range(count)
    )
    return Told(
        entries=entries,
        theme=draw(st.sampled_from(("digest", "essay", "plain"))),
        shown=draw(st.sampled_from((Shown.TEASER, Shown.WHOLE))),
        grouping=draw(st.sampled_from(tuple(Grouping))),
        most=draw(st.sampled_from((20, MANY))),
        note=f"<p>{word} {word}</p>" * draw(st.sampled_from((0, 1, 5000))),
    )


def letter_of(told: Told) -> Letter:
    """Its letter."""
    bodies = {entry.id: entry for entry in told.entries}
    newsletter = a_newsletter(
        theme=told.theme,
        show=told.shown,
        group=told.grouping,
        max_entries=told.most,
    )
    note = Note(path="next.md", fingerprint="f", html=told.note) if told.note else None
    return render_issue(
        THEME,
        a_site(),
        newsletter,
        an_issue(entries=tuple(map(facts_of, told.entries)), note=note),
        MAIL,
        fill=lambda facts: bodies[facts.id],
    )


def assert_balanced(html: str) -> None:
    """Every element that is begun is ended in its place."""
    body = re.sub(r"<!--.*?-->|<style.*?</style>", "", html, flags=re.DOTALL)
    begun: list[str] = []
    for end, name in TAG.findall(body):
        if end:
            assert begun.pop() == name
        elif name not in VOID:
            begun.append(name)
    assert not begun


def assert_told_or_counted(told: Told, html: str) -> None:
    """Each entry has a link of its own, or is one of the number that is told."""
    links = set(re.findall(r"/articles/(entry-\d+)/", html))
    counted = COUNTED.search(html)
    assert len(links) + int(counted[1] if counted else 0) == len(told.entries)


def assert_whole_words(told: Told, html: str) -> None:
    """What stands of a body consists of whole words, and so does the rest."""
    word = told.entries[0].title.split()[0]
    blocks = re.findall(
        r'<(?:p|li|h\d|pre|th|td) class="b-[^>]*>([^<]*)</', html, re.DOTALL
    )
    for text in blocks:
        assert set(unescape(text).split()) <= {word}


@given(issues())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    # to shrink an issue of 500 entries takes longer than a test may hang
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_letter_is_cut_by_a_mail_program(told: Told) -> None:
    """As it travels, and as it is; every entry is told, listed or counted."""
    letter = letter_of(told)
    assert weight(letter.html) < BUDGET
    assert len(letter.html.encode()) < BUDGET
    assert_balanced(letter.html)
    assert_told_or_counted(told, letter.html)
    assert_whole_words(told, letter.html)
    document_fromstring(letter.html)
    has_all = "/articles/entry-" in letter.html and not COUNTED.search(letter.html)
    assert has_all or letter.shortened or len(told.entries) > told.most
