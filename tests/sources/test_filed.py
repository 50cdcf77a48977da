"""What became of the items of a feed, in all."""

from __future__ import annotations

from digest.records.sources import TakenItem
from digest.sources.filed import Delayed, Filed, Left, Refused, Renewed, Taken, fold


def an_item(name: str) -> TakenItem:
    """An item with its file."""
    return TakenItem(id=f"urn:{name}", path=f"sources/ferries/{name}.md")


def test_every_result_is_told_and_remembered_once() -> None:
    """In the order of the items, after those that never become a file."""
    passed = TakenItem(id="urn:old")
    new, changed, same, bad = map(an_item, ("new", "changed", "same", "bad"))
    filed = fold(
        [passed],
        [
            Taken(item=new),
            Refused(item=bad, fact="bad: has no words; leave it out"),
            Renewed(item=changed),
            Left(item=same),
        ],
    )
    assert filed == Filed(
        items=(passed, new, bad, changed, same),
        taken=("sources/ferries/new.md",),
        renewed=("sources/ferries/changed.md",),
        problems=("bad: has no words; leave it out",),
    )


def test_what_the_disk_did_not_take_is_told_and_not_remembered() -> None:
    """So the feed is to be read again."""
    filed = fold([], [Delayed(fact="new.md: cannot be written (disk full)")])
    assert filed == Filed(
        problems=("new.md: cannot be written (disk full)",), has_more=True
    )
