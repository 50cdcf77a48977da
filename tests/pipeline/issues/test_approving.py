"""Issues that wait for their owner: approved once, discarded for good."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import ConfigError, DigestError, PublishError, StoreError
from digest.issues import Issue, IssueState
from digest.schedule.jobs import approve, deliver, discard, publish, rebuild
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from publications import (
    HOUR,
    NINE,
    Clock,
    a_press,
    an_article_text,
    set_newsletter,
    tree_of,
    write_note,
    write_publication,
)

PAGE = "feeds/issues/weekly/1/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with one article, each issue of which is to be approved."""
    root = write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
    set_newsletter(root, approve=True)
    return root


def wait_for_approval(press: Press, clock: Clock) -> Issue:
    """One reader, and an issue that waits."""
    reader = NewSubscriber(address="ann@example.net")
    press.store.import_subscribers([reader], ["weekly"], consent="owner", now=NINE)
    publish(press)
    return next_waiting(press, clock)


def next_waiting(press: Press, clock: Clock) -> Issue:
    """The issue that the slot of the next hour brings."""
    clock.now += HOUR
    publication = publish(press)
    assert publication is not None
    assert not publication.problems
    (issue,) = publication.waiting
    return issue


def test_an_approved_issue_is_published_as_it_was_frozen(
    site: Path, clock: Clock
) -> None:
    """Its page, its feed and its letters; whatever was written since is not in it."""
    with a_press(site, clock) as press:
        issue = wait_for_approval(press, clock)
        frozen = press.store.letter("weekly", 1)
        (site / "content" / "pier.md").write_text(an_article_text("Pier closes"))
        clock.now += timedelta(minutes=7)
        publication = approve(press, "weekly", 1)
        letter = press.store.letter("weekly", 1)
        assert deliver(press, lambda: False).accepted == 1
    assert publication is not None
    assert [(new.issue, new.planned) for new in publication.issues] == [(issue, 1)]
    assert letter.html == frozen.html
    assert "Harbour opens" in (site / PAGE).read_text()
    assert b"Harbour opens" in (site / "feeds/issues/weekly/atom.xml").read_bytes()
    (message,) = (site / ".digest" / "outbox" / "new").iterdir()
    assert b"Harbour opens" in message.read_bytes()


def test_letters_bear_the_moment_of_approval(site: Path, clock: Clock) -> None:
    """Receivers take a letter for spam that says it was days on its way."""
    with a_press(site, clock) as press:
        issue = wait_for_approval(press, clock)
        clock.now += timedelta(days=5, microseconds=7)
        approve(press, "weekly", 1)
        letter = press.store.letter("weekly", 1)
        (public,) = press.store.issues("weekly")
    assert letter.date == clock.now.replace(microsecond=0)
    assert public.published == issue.published


def test_a_second_approval_is_harmless(site: Path, clock: Clock) -> None:
    """Nobody gets two letters, and no file is touched."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        approve(press, "weekly", 1)
        before = tree_of(site / "feeds")
        assert approve(press, "weekly", 1) is None
        assert press.store.open_deliveries() == 1
    assert tree_of(site / "feeds") == before


def test_of_two_approvals_at_once_one_wins(site: Path, clock: Clock) -> None:
    """The other finds it public."""

    def run(_number: int) -> bool:
        with a_press(site, clock) as press:
            return approve(press, "weekly", 1) is not None

    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        with ThreadPoolExecutor(2) as pool:
            won = list(pool.map(run, range(2)))
        assert sorted(won) == [False, True]
        assert press.store.open_deliveries() == 1


def test_an_approval_that_lost_the_race_tells_nothing(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the lock of the folder is not one for both, the store decides."""
    with a_press(site, clock) as press:
        issue = wait_for_approval(press, clock)
        store = type(press.store)
        plan = store.approve_issue

        def be_late(self: object, *given: object, **named: object) -> int | None:
            plan(press.store, issue, press.store.letter("weekly", 1), now=clock.now)
            return plan(self, *given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "approve_issue", be_late)
        assert approve(press, "weekly", 1) is None
        assert press.store.open_deliveries() == 1


def test_a_discarded_issue_gives_its_entries_to_the_next(
    site: Path, clock: Clock
) -> None:
    """With the note, under a number that was never given."""
    write_note(site, "Dear readers.")
    with a_press(site, clock) as press:
        first = wait_for_approval(press, clock)
        discard(press, "weekly", 1)
        second = next_waiting(press, clock)
        assert press.store.open_deliveries() == 0
        with pytest.raises(ConfigError, match="issue 1 of weekly: was discarded; its"):
            approve(press, "weekly", 1)
    assert (first.number, second.number) == (1, 2)
    assert second.entries == first.entries
    assert second.note == first.note


def test_to_discard_again_is_harmless(site: Path, clock: Clock) -> None:
    """The first time counts."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        discard(press, "weekly", 1)
        discard(press, "weekly", 1)
        (found,) = press.store.issues("weekly", IssueState.DISCARDED)
    assert found.number == 1


def test_nothing_takes_a_public_issue_back(site: Path, clock: Clock) -> None:
    """Its letters may be on their way."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        approve(press, "weekly", 1)
        with pytest.raises(ConfigError, match="issue 1 of weekly: is public, and its"):
            discard(press, "weekly", 1)
        assert len(press.store.issues("weekly")) == 1


@pytest.mark.parametrize(
    ("newsletter", "number", "told"),
    [
        (
            "weekly",
            2,
            "issue 2 of weekly: there is no such issue; `digest issues list`",
        ),
        ("monthly", 1, r"digest.toml has no \[newsletters.monthly\]; name one"),
    ],
)
def test_an_issue_that_is_not_there_is_told(
    site: Path, clock: Clock, newsletter: str, number: int, told: str
) -> None:
    """With what there is instead."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        for decide in (approve, discard):
            with pytest.raises(ConfigError, match=told):
                decide(press, newsletter, number)


def test_no_rebuild_shows_what_waits(site: Path, clock: Clock) -> None:
    """Nor takes away what was approved."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        rebuild(press)
        assert not (site / PAGE).exists()
        approve(press, "weekly", 1)
        page = (site / PAGE).read_bytes()
        assert rebuild(press).published.written == ()
    assert (site / PAGE).read_bytes() == page


def test_no_letter_is_planned_before_its_page_is_public(
    site: Path, clock: Clock
) -> None:
    """Where the tree cannot be written, the issue goes on waiting."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        feeds, aside = site / "feeds", site / "aside"
        feeds.rename(aside)
        feeds.write_text("in the way")
        with pytest.raises(PublishError):
            approve(press, "weekly", 1)
        assert press.store.open_deliveries() == 0
        feeds.unlink()
        aside.rename(feeds)
        assert approve(press, "weekly", 1) is not None
        assert press.store.open_deliveries() == 1


def test_a_broken_theme_does_not_touch_what_is_frozen(site: Path, clock: Clock) -> None:
    """Its letter was made at its slot."""
    with a_press(site, clock) as press:
        wait_for_approval(press, clock)
        broken = site / "templates/newsletter/digest/letter.html"
        broken.parent.mkdir(parents=True)
        broken.write_text("{{ nothing.here }}")
        assert approve(press, "weekly", 1) is not None


def test_a_store_that_cannot_keep_the_issue_loses_nothing(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is told, and the slot comes again."""

    def refuse(*_: object, **__: object) -> None:
        message = "digest.sqlite: the disk is full; make room"
        raise StoreError(message)

    with a_press(site, clock) as press:
        publish(press)
        clock.now += HOUR
        with monkeypatch.context() as patched:
            patched.setattr(type(press.store), "hold_issue", refuse)
            failed = publish(press)
        assert failed is not None
        assert "disk is full" in str(failed.problems[0])
        assert failed.waiting == ()
        clock.now += timedelta(minutes=6)
        again = publish(press)
    assert again is not None
    assert [issue.number for issue in again.waiting] == [1]


def test_what_one_cannot_mend_is_a_digest_error(site: Path, clock: Clock) -> None:
    """So every command tells it in one line."""
    with a_press(site, clock) as press, pytest.raises(DigestError):
        approve(press, "weekly", 1)
