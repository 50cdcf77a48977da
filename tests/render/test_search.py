from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders import NOW, a_feed, a_newsletter, a_site, an_entry, made_pages
from digest.config.sections import FeedsSection
from digest.model import Entry
from digest.render.pages.cards import Card, make_catalogue
from digest.render.pages.search import segments
from digest.render.pages.search.segments import cut_segments
from digest.render.pages.search.words import words_of
from digest.render.theme import Theme, packaged_templates

WEIGHTS = {"body": 0, "heading": 1, "tag": 2, "title": 3}


def cards_of(*entries: Entry) -> tuple[Card, ...]:
    """The entries as cards."""
    return make_catalogue(entries, a_site()).cards


def entries_of(count: int, *, start: datetime = NOW, days: float = 1) -> list[Entry]:
    """So many entries, newest first."""
    return [
        an_entry(title=f"Day {n}", published=start - timedelta(days=days * n))
        for n in range(count)
    ]


def tree_of(*entries: Entry, **changes: Any) -> dict[str, bytes]:
    """The published tree of these entries."""
    documents = made_pages(
        Theme((packaged_templates(),)),
        a_site(),
        entries=entries,
        issues=(),
        newsletters=(a_newsletter(),),
        feeds=(a_feed(),),
        **changes,
    )
    return {document.path: document.data for document in documents}


def found(tree: dict[str, bytes], word: str, segment: str = "2026") -> dict[int, int]:
    """By the number of an entry, what the word counts there, as the script reads it."""
    number, entries = 0, {}
    for step in json.loads(tree[f"search/{segment}.json"])["words"].get(word, ()):
        number += step
        entries[number // 4] = number % 4
    return entries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harbour opens, AT LAST!", ["harbour", "opens", "at", "last"]),
        ("don't re-open v2.0", ["don", "t", "re", "open", "v2", "0"]),
        ("Café Über Straße", ["cafe", "uber", "strasse"]),
        (
            "İstanbul ılık ŒUVRE Ærø Łódź",
            ["istanbul", "ilik", "oeuvre", "aero", "lodz"],
        ),
        ("ΌΡΟΣ ὄρος", ["οροσ", "οροσ"]),
        ("Ёлка й", ["елка", "и"]),
        ("ﬁne ①②", ["fine", "12"]),
        ("东京 とが", ["东京", "京", "とが", "が"]),
        ("iPhone用アプリ", ["iphone", "用ア", "アプ", "プリ", "リ"]),
        ("ﾊﾟｿｺﾝ", ["パソ", "ソコ", "コン", "ン"]),
        ("한국어 문서", ["한국어", "문서"]),
        ("हिन्दी में।", ["हिन्दी", "में"]),
        ("مَرْحَبًا مــرحبا", ["مرحبا", "مرحبا"]),
        ("שָׁלוֹם", ["שלום"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("กขค", ["กข", "ขค", "ค"]),
        ("😀 🏖️ …", []),
        ("\ud800broken\x00word", ["broken", "word"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    """Case and accents do not count; scripts without spaces are found by pairs."""
    assert sorted(words_of(text)) == sorted(words)


def test_a_word_without_end_is_cut() -> None:
    """So that what somebody pasted does not make the index large."""
    assert words_of("x" * 5000) == ["x" * 32]
    assert words_of("é" * 5000) == ["e" * 32]


def test_a_word_counts_for_the_best_place_it_stands_in() -> None:
    """Title before tags and authors, before headings, before the body."""
    entry = an_entry(
        title="Ferries",
        tags=("Harbour dues",),
        authors=("Ada Quay",),
        html="<h2 id='a'>New <em>timetable</em></h2><p>Ferries sail</p>",
        text="New timetable\n\nFerries sail",
        summary="Harbour news",
    )
    tree = tree_of(entry)
    for word, place in {
        "ferries": "title",
        "dues": "tag",
        "harbour": "tag",
        "quay": "tag",
        "timetable": "heading",
        "sail": "body",
        "news": "body",
    }.items():
        assert found(tree, word) == {0: WEIGHTS[place]}
    assert not found(tree, "em")


def test_every_entry_is_found_by_its_words() -> None:
    """Wherever in the segment it stands."""
    tree = tree_of(*entries_of(40))
    assert set(found(tree, "day")) == set(range(40))
    assert found(tree, "17") == {17: WEIGHTS["title"]}


def test_a_result_is_shown_without_its_page() -> None:
    """Its address from the top of the tree, title, date, a short summary, tags."""
    entry = an_entry(summary="word " * 100, is_dated=False, language="de")
    (result,) = json.loads(tree_of(entry)["search/2026.json"])["entries"]
    href, title, date, summary, tags, language = result
    assert (href, title, date, tags) == (
        "articles/harbour-opens/",
        "Harbour opens",
        "",
        ["harbour"],
    )
    assert len(summary) <= segments.LONGEST_SUMMARY
    assert summary.endswith("word…")
    assert language == "de"


def test_a_segment_has_the_entries_of_a_year() -> None:
    """The newest first, and the index names them in that order."""
    tree = tree_of(*entries_of(3, days=300))
    names = json.loads(tree["search/index.json"])["segments"]
    assert names == ["2026", "2025"]
    for name in names:
        assert f"search/{name}.json" in tree


def test_a_busy_year_is_cut_into_months_and_a_busy_month_into_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Parts are counted from the oldest: they stay when something new comes."""
    monkeypatch.setattr(segments, "LARGEST", 10)
    november = entries_of(25, start=datetime(2026, 11, 29, 12, tzinfo=UTC))
    october = entries_of(4, start=datetime(2026, 10, 20, tzinfo=UTC))
    before = entries_of(3, start=datetime(2025, 10, 20, tzinfo=UTC))
    made = cut_segments(cards_of(*november, *october, *before))
    sizes = {segment.name: len(segment.cards) for segment in made}
    assert sizes == {
        "2026-11-3": 5,
        "2026-11-2": 10,
        "2026-11-1": 10,
        "2026-10": 4,
        "2025": 3,
    }
    newer = an_entry(title="New", published=datetime(2026, 11, 30, tzinfo=UTC))
    later = cut_segments(cards_of(newer, *november, *october, *before))
    assert [one.name for one in later if one not in made] == ["2026-11-3"]


def test_an_edit_rewrites_one_segment() -> None:
    """All the other files of the search stay as they are."""
    entries = entries_of(4, days=200)
    tree = tree_of(*entries)
    entries[0] = replace(entries[0], text="A word that was not there", digest="new")
    edited = tree_of(*entries)
    changed = [path for path in tree if tree[path] != edited[path]]
    assert changed == ["search/2026.json"]


def test_a_site_can_do_without_search() -> None:
    """No file of it is there, and nothing leads to it."""
    tree = tree_of(an_entry(), settings=FeedsSection(search=False))
    assert not [path for path in tree if "search" in path]
    for path, data in tree.items():
        assert b"search" not in data.replace(b'type="search"', b""), path


def test_without_script_the_page_leads_on() -> None:
    """The form is hidden until the script shows it; the lists are linked."""
    html = tree_of(an_entry())["search/index.html"].decode()
    assert 'data-root="../" hidden>' in html
    assert 'href="../articles/"' in html
    assert 'href="../tags/"' in html


def test_the_same_entries_make_the_same_index() -> None:
    """Words in order, whatever the order of hashing (R1)."""
    data = json.loads(tree_of(*entries_of(5))["search/2026.json"])
    assert list(data["words"]) == sorted(data["words"])


def test_an_archive_without_entries_has_an_empty_index() -> None:
    """And the page says that nothing is found."""
    tree = tree_of()
    assert json.loads(tree["search/index.json"]) == {"segments": []}
