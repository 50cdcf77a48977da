"""Which articles become entries, under which id, since when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from builders import NOW, a_site, an_article
from digest.compose.entries import Composition, compose_entries, fill_entry
from digest.images import Image
from digest.model import Article, Enclosure, Entry, EntryRecord, Origin

LATER = NOW + timedelta(days=3)


def composed(
    *articles: Article,
    known: tuple[EntryRecord, ...] = (),
    now: datetime = NOW,
    url: str = "https://notes.example.org",
) -> Composition:
    """The composition of these articles."""
    return compose_entries(a_site(url=url), articles, known, now=now)


def filled(article: Article, *others: Article) -> Entry:
    """The entry of the article with its body, beside others."""
    composition = composed(article, *others)
    facts = next(e for e in composition.entries if e.path == article.path)
    return fill_entry(facts, article.body, composition.references)


def test_entries_come_newest_first_and_ties_by_id() -> None:
    """The order of entries is the same in every build and format."""
    day = datetime(2026, 11, 1, tzinfo=UTC)
    found = composed(
        an_article(title="B", date=day),
        an_article(title="A", date=day),
        an_article(title="Newest", date=day + timedelta(hours=1)),
    )
    assert [entry.title for entry in found.entries] == ["Newest", "A", "B"]


def test_drafts_and_future_articles_stay_private() -> None:
    """What is not meant for readers yet is in no entry."""
    found = composed(
        an_article(title="Draft", is_draft=True),
        an_article(title="Tomorrow", date=NOW + timedelta(seconds=1)),
        an_article(title="Just now", date=NOW),
    )
    assert [entry.title for entry in found.entries] == ["Just now"]
    assert not found.problems


def test_a_new_id_is_a_tag_uri_of_host_day_and_slug() -> None:
    """The id is minted from what is known for sure on the first day (RFC 4151)."""
    found = composed(an_article(title="Harbour opens"))
    assert found.entries[0].id == "tag:notes.example.org,2026-11-10:harbour-opens"


def test_an_id_survives_a_new_title_slug_and_domain() -> None:
    """Whatever changes but the file's place, the id is the one of before."""
    before = composed(an_article(path="a.md"))
    after = composed(
        an_article(path="a.md", title="Another", slug="another"),
        known=before.records,
        url="https://elsewhere.example.com",
    )
    assert after.entries[0].id == before.entries[0].id
    assert after.entries[0].url == "https://elsewhere.example.com/articles/another/"


def test_an_id_survives_a_move_to_another_folder() -> None:
    """An article whose file is gone is known again by its words."""
    before = composed(an_article(path="a.md"))
    after = composed(an_article(path="2026/a.md"), known=before.records)
    assert after.entries[0].id == before.entries[0].id


def test_a_copy_is_no_move() -> None:
    """While the first file is there, the same words elsewhere are another entry."""
    before = composed(an_article(path="a.md"))
    both = composed(
        an_article(path="a.md"),
        an_article(path="b.md", slug="copy"),
        known=before.records,
    )
    assert len({entry.id for entry in both.entries}) == 2


def test_of_two_copies_only_one_has_moved() -> None:
    """The other is new; no id is ever given twice."""
    before = composed(an_article(path="a.md"))
    copies = composed(
        an_article(path="b.md", slug="b"),
        an_article(path="c.md", slug="c"),
        known=before.records,
    )
    ids = {record.path: record.id for record in copies.records}
    assert ids["b.md"] == before.records[0].id
    assert ids["c.md"] != ids["b.md"]


def test_ids_of_other_scripts_are_unique_too() -> None:
    """They are compared in the form in which they are kept."""
    before = composed(an_article(path="a/日本.md", slug="日本", identity="one"))
    after = composed(
        an_article(path="b/日本.md", slug="日本", identity="two"), known=before.records
    )
    assert before.records[0].id.isascii()
    assert after.records[0].id == f"{before.records[0].id}-2"


def test_a_declared_id_is_known_again_in_any_spelling() -> None:
    """An undated article keeps its first sight, though its id had to be encoded."""
    article = an_article(declared_id="urn:x:ä b", date=None)
    before = composed(article)
    after = composed(article, known=before.records, now=LATER)
    assert after.entries[0].id == before.entries[0].id == "urn:x:%C3%A4%20b"
    assert after.entries[0].published == NOW


def test_an_id_of_the_front_matter_wins() -> None:
    """An author who moves here from another system keeps the ids of before."""
    article = an_article(declared_id="urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a")
    assert composed(article).entries[0].id == article.declared_id


def test_two_articles_with_one_id_are_one_entry_and_one_problem() -> None:
    """A doubled id would hide one of the two in every reader."""
    found = composed(
        an_article(title="One", path="1.md", declared_id="tag:x.example,2026:1"),
        an_article(title="Two", path="2.md", declared_id="tag:x.example,2026:1"),
    )
    assert [entry.title for entry in found.entries] == ["One"]
    assert "2.md" in str(found.problems[0])
    assert "has the id of 1.md" in str(found.problems[0])


def test_an_id_that_another_article_was_given_cannot_be_declared() -> None:
    """Who was minted it keeps it."""
    before = composed(an_article(path="b.md", slug="b"))
    taken = before.records[0].id
    found = composed(
        an_article(path="a.md", slug="a", declared_id=taken),
        an_article(path="b.md", slug="b"),
        known=before.records,
    )
    assert [record.path for record in found.records] == ["b.md"]
    assert "a.md: has the id of b.md" in str(found.problems[0])


def test_of_two_with_one_slug_the_first_keeps_it() -> None:
    """The other is left out and named, with what to do."""
    found = composed(
        an_article(path="b.md", slug="same"), an_article(path="a.md", slug="same")
    )
    assert [record.path for record in found.records] == ["a.md"]
    assert "b.md: has the slug 'same' of a.md" in str(found.problems[0])
    assert "front matter" in str(found.problems[0])


def test_who_has_a_slug_keeps_it_from_a_newcomer() -> None:
    """A published page never becomes another article's page."""
    before = composed(an_article(path="b.md", slug="same"))
    after = composed(
        an_article(path="a.md", slug="same", title="Newcomer"),
        an_article(path="b.md", slug="same"),
        known=before.records,
    )
    assert [record.path for record in after.records] == ["b.md"]


def test_a_slug_freed_and_taken_again_gets_a_new_id() -> None:
    """Ids are unique over all time, also after an article is gone."""
    before = composed(an_article(path="a.md", identity="one"))
    after = composed(an_article(path="b.md", identity="two"), known=before.records)
    assert after.entries[0].id == f"{before.entries[0].id}-2"


def test_an_undated_article_keeps_the_time_of_its_first_sight() -> None:
    """Undated means published when first seen, and not shown as dated."""
    before = composed(an_article(date=None))
    after = composed(an_article(date=None), known=before.records, now=LATER)
    assert before.entries[0].published == NOW
    assert after.entries[0].published == NOW
    assert not after.entries[0].is_dated


def test_a_changed_body_is_an_update() -> None:
    """`updated` tells when a change was seen, and only then moves."""
    before = composed(an_article())
    same = composed(an_article(), known=before.records, now=LATER)
    changed = composed(
        an_article(html="<p>Other words.</p>"), known=before.records, now=LATER
    )
    assert same.entries[0].updated == before.entries[0].published
    assert changed.entries[0].updated == LATER


def test_the_authors_own_date_of_update_wins_but_is_never_absurd() -> None:
    """It lies after the publishing; a day to come does not count before it came."""
    for declared, expected in (
        (datetime(2026, 11, 12, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC)),
        (datetime(2020, 1, 1, tzinfo=UTC), an_article().date),
        (NOW + timedelta(days=99), an_article().date),
    ):
        assert composed(an_article(updated=declared)).entries[0].updated == expected


def test_references_become_absolute() -> None:
    """A reader in a feed or a letter has no base to resolve against."""
    html = (
        '<p><a href="other.md#end">next</a> <img src="../images/a b.png" alt="">'
        '<a href="#note">note</a> <a href="/about">about</a>'
        '<a href="https://münchen.example/straße?q=ü">far</a></p>'
    )
    article = an_article(path="notes/one.md", slug="one", html=html)
    one = filled(
        article, an_article(path="notes/other.md", slug="other", title="Other")
    )
    site = "https://notes.example.org"
    assert f'href="{site}/articles/other/#end"' in one.html
    assert f'src="{site}/media/images/a%20b.png"' in one.html
    assert f'href="{site}/articles/one/#note"' in one.html
    assert f'href="{site}/about"' in one.html
    assert 'href="https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%BC"' in one.html


def test_image_and_enclosure_become_absolute() -> None:
    """The lead picture and the recording are found from anywhere."""
    article = an_article(
        path="a.md",
        image=Image(url="pic.jpg", alt="A pier."),
        enclosures=(Enclosure(url="talk.mp3", media_type="audio/mpeg", length=9),),
    )
    entry = composed(article).entries[0]
    assert entry.image is not None
    assert entry.image.url == "https://notes.example.org/media/pic.jpg"
    assert entry.image.alt == "A pier."
    assert entry.enclosures[0].url == "https://notes.example.org/media/talk.mp3"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_a_script_is_no_address(url: str) -> None:
    """What an article declares gets no further than it leads to the web."""
    article = an_article(
        canonical_url=url,
        image=Image(url=url),
        enclosures=(Enclosure(url=url, media_type="audio/mpeg", length=1),),
    )
    entry = composed(article).entries[0]
    assert (entry.canonical_url, entry.image, entry.enclosures) == ("", None, ())


def test_what_follows_a_deep_element_is_kept() -> None:
    """No parser's limit loses a sentence in silence."""
    deep = "<div>" * 300 + "INNER" + "</div>" * 300
    html = f'{deep}<p>AFTER <a href="https://example.net/">link</a></p>'
    entry = filled(an_article(html=html))
    assert "INNER" in entry.html
    assert "AFTER" in entry.html


def test_an_entry_always_has_author_and_summary() -> None:
    """Feeds ask for both; the site and the title stand in."""
    entry = composed(an_article(authors=(), summary="")).entries[0]
    assert entry.authors == ("North Shore Notes",)
    assert entry.summary == entry.title


def test_who_is_credited_for_anothers_article_is_never_we() -> None:
    """Its author where one is named, else the site that it is from."""
    origin = Origin(name="Harbour Post", url="https://post.example.com/")
    nobody = an_article(origin=origin, authors=())
    (entry,) = composed(nobody).entries
    assert entry.authors == ("Harbour Post",)
    named = an_article(origin=origin, authors=("Lina Reef",))
    (entry,) = composed(named).entries
    assert entry.authors == ("Lina Reef",)


def test_where_an_origin_stands_is_told_in_ascii() -> None:
    """As every other URL that goes out."""
    origin = Origin(
        name="Hafenblatt",
        url="https://häfen.example.com/",
        feed_url="https://post.example.com/fähre.xml",
    )
    (entry,) = composed(an_article(origin=origin)).entries
    assert entry.origin == Origin(
        name="Hafenblatt",
        url="https://xn--hfen-loa.example.com/",
        feed_url="https://post.example.com/f%C3%A4hre.xml",
    )


THEIRS = Origin(name="The Ferries", url="https://ferries.example.org")


def test_a_draft_keeps_its_id_from_a_copy() -> None:
    """Its file is not gone, though nobody sees it for a while."""
    before = composed(an_article(path="a.md"))
    after = composed(
        an_article(path="a.md", is_draft=True),
        an_article(path="b.md", slug="b"),
        known=before.records,
    )
    assert after.entries[0].id != before.entries[0].id


def test_another_site_never_inherits_an_id_of_ours() -> None:
    """It could say the words of an article that we took out."""
    before = composed(an_article(path="a.md"))
    theirs = an_article(path="sources/a.md", slug="theirs", origin=THEIRS)
    after = composed(theirs, known=before.records)
    assert after.entries[0].id != before.entries[0].id


def test_another_site_gives_way_to_our_slug() -> None:
    """Whoever came first; and keeps the slug that it got then."""
    theirs = an_article(path="a.md", slug="tide", identity="theirs", origin=THEIRS)
    ours = an_article(path="b.md", slug="tide")
    first = composed(theirs)
    both = composed(theirs, ours, known=first.records)
    assert {record.path: record.slug for record in both.records} == {
        "a.md": "tide-the-ferries",
        "b.md": "tide",
    }
    assert not both.problems
    alone = composed(theirs, known=both.records)
    assert alone.records[0].slug == "tide-the-ferries"
    assert alone.records[0].id == first.records[0].id
