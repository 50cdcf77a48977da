from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders import NOW
from digest.imports.feed.foreign import FeedItem
from digest.sources.choice import (
    LONGEST_ID,
    MOST_AT_ONCE,
    choose_first,
    choose_new,
    item_key,
    wanted_path,
)


def an_item(name: str, days: int | None = None, **changes: Any) -> FeedItem:
    """An item that was published so many days ago, or without a date."""
    published = None if days is None else NOW - timedelta(days=days)
    return FeedItem(id=name, title=name, published=published, **changes)


def ids(items: tuple[FeedItem, ...]) -> list[str]:
    """The ids in their order."""
    return [item.id for item in items]


def test_at_first_so_many_of_the_newest_are_taken() -> None:
    """The oldest of them first; the rest never come."""
    items = [an_item("c", 3), an_item("a", 1), an_item("d", 4), an_item("b", 2)]
    choice = choose_first(items, (), newest=2)
    assert ids(choice.taken) == ["b", "a"]
    assert ids(choice.passed_over) == ["c", "d"]
    assert choice.left == choice.known == ()


def test_items_without_a_date_are_the_oldest_in_the_order_of_their_feed() -> None:
    """Feeds put the newest first."""
    items = [an_item("new"), an_item("old"), an_item("dated", 99)]
    assert ids(choose_first(items, (), newest=2).taken) == ["new", "dated"]


def test_a_change_is_a_date_where_there_is_no_other() -> None:
    """Atom asks for `updated` only."""
    items = [an_item("a", 2), an_item("b", updated=NOW)]
    assert ids(choose_first(items, (), newest=1).taken) == ["b"]


def test_a_first_poll_after_one_that_died_takes_no_more() -> None:
    """What was taken counts among the newest."""
    items = [an_item("a", 1), an_item("b", 2), an_item("c", 3)]
    choice = choose_first(items, {"a"}, newest=2)
    assert ids(choice.taken) == ["b"]
    assert ids(choice.known) == ["a"]
    assert ids(choice.passed_over) == ["c"]


def test_later_all_that_is_new_is_taken() -> None:
    """However old it says it is, and only what is new."""
    items = [an_item("a", 1), an_item("b", 900), an_item("c", 2)]
    choice = choose_new(items, {"a"})
    assert ids(choice.taken) == ["b", "c"]
    assert ids(choice.known) == ["a"]
    assert choice.passed_over == choice.left == ()


def test_a_flood_comes_in_parts() -> None:
    """A site that gave all its items new ids does not fill the folder at once."""
    items = [an_item(f"{number:03}", number) for number in range(MOST_AT_ONCE + 5)]
    choice = choose_new(items, ())
    assert len(choice.taken) == MOST_AT_ONCE
    assert ids(choice.taken)[-1] == "000"
    assert ids(choice.left) == [f"{MOST_AT_ONCE + n}" for n in range(5)]


def test_a_long_id_is_remembered_by_its_digest() -> None:
    """Some sites put the article into it."""
    name = "x" * LONGEST_ID
    assert item_key(an_item(name)) == name
    key = item_key(an_item(name + "y"))
    assert key.startswith("sha256:")
    assert key != item_key(an_item(name + "z"))
    assert choose_new([an_item(name + "y")], {key}).taken == ()


def test_half_a_character_is_remembered_by_its_digest() -> None:
    """JSON may hold it, a store may not."""
    key = item_key(an_item("ferry \ud800"))
    assert key.startswith("sha256:")
    assert key != item_key(an_item("ferry \ud801"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferry: late again!", "ferry-late-again"),
        ("Über die Fähre", "uber-die-fahre"),
        ("渡し船", "渡し船"),
        ("", "untitled"),
        ("../../etc/passwd", "etc-passwd"),
        ("⚓", "untitled"),
        ("ferry " * 30, "-".join(["ferry"] * 13)),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_file_is_named_by_day_and_title(title: str, name: str) -> None:
    """In the folder of its source, and nowhere else."""
    item = FeedItem(id="1", title=title, published=NOW)
    path = wanted_path("harbour-office", item, NOW)
    assert path == f"sources/harbour-office/2026-11-16-{name}.md"


def test_the_day_is_the_best_that_is_known() -> None:
    """Published, else changed, else found."""
    changed = datetime(2026, 11, 1, tzinfo=UTC)
    assert "/2026-11-01-" in wanted_path("a", an_item("b", updated=changed), NOW)
    assert "/2026-11-16-" in wanted_path("a", an_item("b"), NOW)
    ancient = an_item("b", updated=datetime(1, 1, 1, tzinfo=UTC))
    assert "/0001-01-01-" in wanted_path("a", ancient, NOW)
