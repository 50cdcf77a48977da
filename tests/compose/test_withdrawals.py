"""Since when entries are gone, and how long readers are told so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW, a_site, an_article
from digest.compose.entries import Composition, compose_entries
from digest.compose.withdrawals import MOST_TOLD, TOLD_FOR, list_withdrawals
from digest.model import Article, EntryRecord

LATER = NOW + timedelta(days=1)


def build(
    known: tuple[EntryRecord, ...] = (),
    *articles: Article,
    days: int = 0,
    unread: frozenset[str] = frozenset(),
) -> tuple[Composition, tuple[EntryRecord, ...]]:
    """The composition some days later, and what the store knows after it."""
    now = NOW + timedelta(days=days)
    found = compose_entries(a_site(), articles, known, now=now, unread=unread)
    records = {record.id: record for record in (*known, *found.news)}
    return found, tuple(records.values())


@pytest.mark.parametrize(
    "after",
    [
        (),
        (an_article(is_draft=True),),
        (an_article(is_private=True),),
        (an_article(date=NOW + timedelta(days=9)),),
    ],
)
def test_an_entry_is_gone_when_it_is_public_no_more(after: tuple[Article, ...]) -> None:
    """Deleted, a draft again, private, or moved to a day to come."""
    _, known = build((), an_article())
    found, known = build(known, *after, days=1)
    assert [record.gone for record in known] == [LATER]
    assert [(w.entry_id, w.when) for w in found.withdrawals] == [(known[0].id, LATER)]
    again, known = build(known, *after, days=2)
    assert [record.gone for record in known] == [LATER]
    assert again.news == ()


def test_an_entry_that_comes_back_is_there_again() -> None:
    """Under its id; nobody is told to forget it any more."""
    _, known = build((), an_article())
    _, known = build(known, days=1)
    found, known = build(known, an_article(), days=2)
    assert [record.gone for record in known] == [None]
    assert found.withdrawals == ()


def test_what_cannot_be_read_just_now_is_not_gone() -> None:
    """A file that is being saved is there the next time."""
    _, known = build((), an_article())
    found, after = build(known, days=1, unread=frozenset({"harbour-opens.md"}))
    assert after == known
    assert found.unread == {known[0].id}
    assert found.withdrawals == ()


def test_what_was_left_out_for_its_slug_is_not_gone() -> None:
    """It is a problem that the owner is told of."""
    _, known = build((), an_article(path="a.md", slug="a"))
    found, after = build(
        known, an_article(path="a.md", slug="b"), an_article(path="B.md", slug="b")
    )
    assert [problem.path for problem in found.problems] == ["a.md"]
    assert next(r for r in after if r.path == "a.md").gone is None


def test_nobody_is_told_of_what_never_was_public() -> None:
    """R30: not even the id of a private entry is in a public document."""
    _, known = build((), an_article(is_private=True))
    found, known = build(known, days=1)
    assert found.withdrawals == ()
    assert known[0].gone is not None


def test_readers_are_told_for_ninety_days() -> None:
    """Then the feed changes, and the build is told when."""
    _, known = build((), an_article())
    found, known = build(known, days=1)
    assert found.horizon == LATER + TOLD_FOR
    assert build(known, days=90)[0].withdrawals == found.withdrawals
    over, _ = build(known, days=91)
    assert (over.withdrawals, over.horizon) == ((), None)


def test_of_many_only_the_last_are_told() -> None:
    """The last to go first; of one moment by their ids."""
    records = [
        EntryRecord(
            id=f"tag:x:{number:03}",
            path=f"{number}.md",
            slug="",
            identity="",
            revision="",
            published=NOW,
            updated=NOW,
            gone=NOW + timedelta(seconds=number // 2),
        )
        for number in range(100)
    ]
    told = list_withdrawals(reversed(records), now=LATER)
    assert len(told) == MOST_TOLD
    assert [each.entry_id for each in told[:3]] == [
        "tag:x:098",
        "tag:x:099",
        "tag:x:096",
    ]


def test_the_build_is_told_when_an_article_comes() -> None:
    """A date to come changes the site by itself; that of a draft does not."""
    soon, late = NOW + timedelta(days=2), NOW + timedelta(days=5)
    found, _ = build(
        (),
        an_article(title="A", date=late),
        an_article(title="B", updated=soon),
        an_article(title="C", date=NOW + timedelta(days=1), is_draft=True),
    )
    assert found.horizon == soon


def test_former_slugs_are_kept_in_their_order() -> None:
    """R4: the id stays, and whoever comes by an old address can be led on."""
    _, known = build((), an_article(path="a.md", slug="one"))
    for slug in ("two", "three", "one", "four"):
        _, known = build(known, an_article(path="a.md", slug=slug))
    assert known[0].slug == "four"
    assert known[0].former_slugs == ("two", "three", "one")
    assert known[0].id.endswith(":one")


def test_a_record_without_revision_is_no_change() -> None:
    """As an older digest left it: readers would be told that everything changed."""
    found, known = build((), an_article())
    assert found.news == known
    old = tuple(
        EntryRecord(
            id=record.id,
            path=record.path,
            slug=record.slug,
            identity=record.identity,
            revision="",
            published=record.published,
            updated=record.updated,
        )
        for record in known
    )
    after, again = build(old, an_article(), days=3)
    assert after.entries == found.entries
    assert again == known
