from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import timedelta
from typing import Any

from builders import (
    NOW,
    a_feed,
    a_letter,
    a_newsletter,
    a_site,
    an_entry,
    an_issue,
    body_of,
)
from digest.config.sections import FeedsSection
from digest.documents import Need, Target
from digest.images import Image
from digest.model import Entry, Site
from digest.render.pages import plan_pages
from digest.render.theme import Theme, packaged_templates
from digest.render.tools import Tools

THEME = Theme((packaged_templates(),))


def some_entries() -> list[Entry]:
    """Eight entries a hundred days apart, newest first, whose digests are their own."""
    return [
        an_entry(
            title=f"Day {n}",
            path=f"day-{n}.md",
            digest=f"digest {n}",
            published=NOW - timedelta(days=100 * n),
            updated=NOW - timedelta(days=100 * n),
            tags=("harbour",) if n % 2 else ("harbour", "ferries"),
        )
        for n in range(8)
    ]


def targets_of(entries: list[Entry], **changes: Any) -> dict[str, Target[Tools]]:
    """What is planned of these entries, by path."""
    site: Site = changes.pop("site", a_site())
    given: dict[str, Any] = {
        "issues": (an_issue(),),
        "newsletters": (a_newsletter(),),
        "feeds": (a_feed(entries=()),),
        "moves": {},
        "settings": FeedsSection(page_entries=3),
        "digest": lambda name: f"digest of {name}",
        "letters": {},
    }
    targets = plan_pages(site, entries=entries, **{**given, **changes})
    return {target.path: target for target in targets}


def changed(
    before: dict[str, Target[Tools]], after: dict[str, Target[Tools]]
) -> set[str]:
    """The paths of what has to be made anew."""
    return {
        path
        for path, target in after.items()
        if path not in before or before[path].needs != target.needs
    }


def made(targets: dict[str, Target[Tools]], entries: list[Entry]) -> dict[str, bytes]:
    """The bytes of all targets, made elsewhere."""
    whole = {entry.id: entry for entry in entries}
    tools = Tools(
        theme=THEME,
        site=a_site(),
        fill=lambda facts: whole[facts.id],
        body=lambda facts: body_of(whole[facts.id]),
        letter=lambda _newsletter, _number: a_letter(),
    )
    return {
        path: pickle.loads(pickle.dumps(target.recipe))(tools)  # noqa: S301  our own
        for path, target in targets.items()
    }


def edited(number: int, **changes: Any) -> tuple[set[str], set[str]]:
    """What is planned anew after an edit of one entry, and what really is new."""
    entries = some_entries()
    before = targets_of(entries)
    later = list(entries)
    later[number] = replace(later[number], digest="new", **changes)
    after = targets_of(later)
    old, new = made(before, entries), made(after, later)
    really = {path for path in new if old.get(path) != new[path]}
    return changed(before, after), really


def test_an_edited_body_makes_its_page_and_its_segment_anew() -> None:
    """And the site map, which tells when it changed; no list shows a body."""
    planned, really = edited(
        3, html="<p>Fresh</p>", text="Fresh words", updated=NOW - timedelta(days=1)
    )
    assert really <= planned
    assert planned == {
        "articles/day-3/index.html",
        "search/2026.json",
        "sitemap.xml",
    }


def test_an_edited_title_makes_every_list_anew_that_shows_it() -> None:
    """And its neighbours, which lead to it; pages of a list without it stay."""
    planned, really = edited(3, title="Another title")
    assert really <= planned
    assert {
        "articles/day-2/index.html",
        "articles/day-3/index.html",
        "articles/day-4/index.html",
        "articles/page/2/index.html",
        "tags/harbour/page/2/index.html",
        "years/2026/index.html",
    } <= planned
    assert "articles/page/1/index.html" not in planned
    assert "articles/day-5/index.html" not in planned
    assert "articles/index.html" not in planned


def test_nothing_is_new_that_was_not_planned() -> None:
    """For every fact of an entry: what its bytes depend on is among the needs."""
    for changes in (
        {"summary": "Another"},
        {"tags": ("harbour", "islands")},
        {"authors": ("Ben Pier",)},
        {"reading_minutes": 9},
        {"is_featured": True},
        {"language": "ar"},
        {"is_dated": False},
        {"image": Image(url="https://notes.example.org/media/a.png", alt="A")},
        {"slug": "elsewhere", "url": "https://notes.example.org/articles/elsewhere/"},
        {"in_reply_to": "https://notes.example.org/articles/day-1/"},
        {"canonical_url": "https://example.com/", "is_opening": True},
    ):
        for number in (0, 3, 7):
            planned, really = edited(number, **changes)
            assert really <= planned, (number, changes)


def test_a_new_article_leaves_full_pages_as_they_are() -> None:
    """It changes the newest page of each list, and the one before in time."""
    entries = some_entries()
    newest = an_entry(title="Today", path="today.md", digest="x", published=NOW)
    before, after = targets_of(entries), targets_of([newest, *entries])
    planned = changed(before, after)
    assert "articles/index.html" in planned
    assert "articles/day-0/index.html" in planned
    assert not {path for path in planned & before.keys() if "/page/" in path}
    assert "articles/day-1/index.html" not in planned


def test_every_page_needs_its_template_and_the_site() -> None:
    """So a theme or a new title of the site makes all of them anew."""
    entries = some_entries()
    before = targets_of(entries)
    pages = {path for path in before if path.endswith(".html")}
    assert pages <= changed(before, targets_of(entries, site=a_site(title="New")))
    assert pages <= changed(before, targets_of(entries, digest=lambda _: "other"))
    newsletters = (a_newsletter(title="New"),)
    assert pages <= changed(before, targets_of(entries, newsletters=newsletters))
    need = Need("templates/site/entry.html", "digest of site/entry.html")
    assert need in before["articles/day-0/index.html"].needs


def test_nothing_changed_needs_nothing() -> None:
    """Plans of the same values are equal."""
    assert changed(targets_of(some_entries()), targets_of(some_entries())) == set()


def test_a_recipe_of_an_entry_is_small() -> None:
    """It goes to another process: no other entry's body or list comes along."""
    entries = some_entries() * 20
    for path, target in targets_of(entries).items():
        if path.startswith("articles/day-"):
            assert len(pickle.dumps(target.recipe)) < 6000


def test_a_digest_is_asked_for_once_of_each_template() -> None:
    """To read it costs more than to plan a page."""
    asked: list[str] = []

    def digest(name: str) -> str:
        asked.append(name)
        return name

    targets_of(some_entries(), digest=digest)
    assert len(asked) == len(set(asked))


def test_a_letter_that_may_still_change_makes_its_page_anew() -> None:
    """Until the store has it; then it is frozen, and its page made once more."""
    path = "issues/weekly/1/index.html"
    fresh = {("weekly", 1): "digest of the letter"}
    before = targets_of([], letters=fresh)
    assert changed(before, targets_of([], letters=fresh)) == set()
    other = {("weekly", 1): "digest of another"}
    assert changed(before, targets_of([], letters=other)) == {path}
    frozen = targets_of([])
    assert changed(before, frozen) == {path}
    assert changed(frozen, targets_of([])) == set()


def test_an_issue_is_made_anew_with_those_beside_it_only() -> None:
    """A hundred older ones stay as they are."""
    issues = [an_issue(number=n, subject=f"Number {n}") for n in range(5, 0, -1)]
    before = targets_of([], issues=tuple(issues[1:]))
    later = targets_of([], issues=tuple(issues))
    pages = {path for path in changed(before, later) if path.startswith("issues/")}
    assert pages == {
        *("issues/index.html", "issues/weekly/index.html"),
        *("issues/weekly/4/index.html", "issues/weekly/5/index.html"),
    }
