"""The files of feeds as targets."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

from builders import a_feed, a_letter, a_site, an_entry, facts_of
from digest.documents import Target
from digest.feeds import Feed
from digest.model import ArticleBody, Entry, EntryFacts
from digest.render.channel import Channel
from digest.render.feed_files import plan_feeds, plan_private_feed
from digest.render.feeds import render_atom
from digest.render.theme import Theme
from digest.render.tools import Tools

ENTRY = an_entry(path="harbour.md", digest="first")
HUB = Channel(hubs=("https://hub.example.com/",))


class Press:
    """Tools that count how often a body is asked for."""

    def __init__(self, *entries: Entry) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.filled = 0
        self.tools = Tools(
            theme=Theme(()),
            site=a_site(),
            fill=self.fill,
            body=self.body,
            letter=lambda _newsletter, _number: a_letter(),
        )

    def fill(self, facts: EntryFacts) -> Entry:
        """The entry with its body."""
        self.filled += 1
        return self._entries[facts.id]

    def body(self, facts: EntryFacts) -> ArticleBody:
        """The body alone."""
        return ArticleBody(html=self._entries[facts.id].html, text="")


def planned(**changes: Any) -> Feed:
    """A feed as it is planned: its entries are facts."""
    full = a_feed(entries=(ENTRY,))
    known = {name: getattr(full, name) for name in Feed.__slots__}
    return Feed(**{**known, "entries": (facts_of(ENTRY),), **changes})


def needs(target: Target[Tools]) -> dict[str, str]:
    """What the target hangs on, by name."""
    return dict(target.needs)


def test_each_feed_has_its_three_formats() -> None:
    """R8: all of them hang on the same."""
    atom, rss, json_feed = plan_feeds([planned()])
    assert [each.path for each in (atom, rss, json_feed)] == [
        "atom.xml",
        "rss.xml",
        "feed.json",
    ]
    assert atom.media_type == "application/atom+xml"
    assert atom.needs == rss.needs == json_feed.needs


def test_a_recipe_makes_the_document() -> None:
    """Also in another process, to which it is pickled."""
    (atom, *_) = plan_feeds([planned()])
    recipe = pickle.loads(pickle.dumps(atom.recipe))  # noqa: S301  our own
    assert recipe(Press(ENTRY).tools) == render_atom(a_feed(entries=(ENTRY,))).data


def test_bodies_are_filled_once_for_three_formats() -> None:
    """Formats of a feed are made one after the other."""
    press = Press(ENTRY)
    tag = replace(planned(), path="tags/sea/")
    for target in plan_feeds([planned(), tag]):
        target.recipe(press.tools)
    assert press.filled == 2


def test_an_entry_that_is_whole_needs_no_body() -> None:
    """Such as an issue in the feed of its newsletter."""
    press = Press()
    (atom, *_) = plan_feeds([planned(entries=(ENTRY,))])
    assert b"open again" in bytes(atom.recipe(press.tools))
    assert press.filled == 0


def test_a_feed_hangs_on_its_entries_and_on_what_it_says_of_itself() -> None:
    """Each by its name, so that a build can tell why."""
    before = needs(plan_feeds([planned()])[0])
    assert before["harbour.md"] == "first"
    entry = replace(facts_of(ENTRY), digest="second")
    edited = needs(plan_feeds([planned(entries=(entry,))])[0])
    assert {name for name in before if before[name] != edited[name]} == {"harbour.md"}
    renamed = needs(plan_feeds([planned(title="Another")])[0])
    assert renamed != before
    assert needs(plan_feeds([planned()], HUB)[0]) != before


def test_an_archive_hangs_on_its_seal_and_not_on_its_entries() -> None:
    """R18: an edit does not touch it, nor a new hub; what leaves it does."""

    def of(channel: Channel | None = None, **changes: Any) -> dict[str, str]:
        sealed = planned(path="archive/1/", archive=1, newer=2, seal="one")
        return needs(plan_feeds([replace(sealed, **changes)], channel)[0])

    edited = replace(facts_of(ENTRY), digest="second")
    assert of(entries=(edited,)) == of() == of(HUB)
    assert of(updated=a_feed().updated.replace(year=2027)) == of()
    assert of(seal="two") != of()
    assert of(title="Another") != of()


def test_a_private_feed_stands_at_the_top_of_its_tree() -> None:
    """R30: its addresses are its own, and no hub is told of them."""
    private = planned(
        path="private/TOKEN/", atom_url="https://notes.example.org/private/TOKEN/a.xml"
    )
    atom, rss, json_feed = plan_private_feed(private, HUB)
    assert [each.path for each in (atom, rss, json_feed)] == [
        "atom.xml",
        "rss.xml",
        "feed.json",
    ]
    data = bytes(rss.recipe(Press(ENTRY).tools))
    assert b"hub.example.com" not in data


def test_an_archive_that_stands_there_stays() -> None:
    """R18: with the versions that it was written with, as long as its seal holds."""
    sealed = planned(path="archive/1/", archive=1, seal="one")
    old = Press(an_entry(title="Old words", slug=ENTRY.slug))
    new = Press(an_entry(title="New words", slug=ENTRY.slug))
    written = {
        target.path: bytes(target.recipe(old.tools)) for target in plan_feeds([sealed])
    }
    standing = replace(new.tools, standing=written.__getitem__)
    for target in plan_feeds([sealed]):
        assert target.recipe(standing) == written[target.path]
        assert b"New words" in bytes(target.recipe(new.tools))
    for target in plan_feeds([replace(sealed, seal="two")]):
        assert b"New words" in bytes(target.recipe(standing))
