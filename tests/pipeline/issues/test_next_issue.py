"""What the next slot would bring, looked at without a trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from digest.deliveries import Letter
from digest.pipeline.content import open_memo
from digest.pipeline.issues.next_issue import NextIssue, next_issues
from digest.schedule.jobs import publish
from digest.wiring import Press
from publications import (
    HOUR,
    Clock,
    a_press,
    add_newsletter,
    set_newsletter,
    spoil_theme,
    tree_of,
    write_note,
    write_publication,
)


def look(press: Press, **wanted: Any) -> tuple[NextIssue, ...]:
    """What the next slots bring."""
    now = press.clock()
    with open_memo(press.config, now=now) as memo:
        return next_issues(
            press.config, press.store, press.theme, press.key, memo, now=now, **wanted
        )


def look_at_one(press: Press) -> NextIssue:
    """What the next slot of the one newsletter brings."""
    (found,) = look(press)
    return found


def test_it_is_the_issue_that_the_slot_brings(site: Path, clock: Clock) -> None:
    """To the last byte of the letter: number, slot, entries, note and date."""
    write_note(site, "Dear readers.")
    with a_press(site, clock) as press:
        seen = look_at_one(press)
        publish(press)
        clock.now += HOUR
        published = publish(press)
        assert published is not None
        assert published.issues[0].issue == seen.issue
        assert press.store.letter("weekly", 1) == seen.letter
    assert not seen.is_sample
    assert seen.message is not None
    assert b"reader@example.com" in seen.message.data


def test_to_look_leaves_no_trace(site: Path, clock: Clock) -> None:
    """Neither in the store nor in the published tree."""
    with a_press(site, clock) as press:
        publish(press)
        before = tree_of(site / "feeds")
        look(press)
        assert press.store.entry_records() == ()
        assert press.store.recent_slots("weekly", 9) == ()
        assert press.store.last_number("weekly") == 0
        assert tree_of(site / "feeds") == before


def test_without_anything_new_the_newest_stand_in(site: Path, clock: Clock) -> None:
    """For a look at the theme; the number is that of the issue to come."""
    with a_press(site, clock) as press:
        publish(press)
        clock.now += HOUR
        publish(press)
        seen = look_at_one(press)
    assert seen.is_sample
    assert seen.issue is not None
    assert (seen.issue.number, len(seen.issue.entries)) == (2, 1)
    assert seen.slot.name == "2026-11-16T11:00"


def test_too_few_entries_are_a_sample_too(site: Path, clock: Clock) -> None:
    """The slot would bring no issue."""
    set_newsletter(site, min_entries=2)
    with a_press(site, clock) as press:
        seen = look_at_one(press)
    assert seen.lack == "1 entry waits, and an issue takes 2"
    assert seen.is_sample


def test_without_any_entry_it_says_why(tmp_path: Path, clock: Clock) -> None:
    """There is nothing to look at."""
    with a_press(write_publication(tmp_path), clock) as press:
        seen = look_at_one(press)
    assert (seen.issue, seen.letter, seen.message) == (None, None, None)
    assert "content: holds no entry for the newsletter weekly" in str(seen.problem)


def test_a_fault_of_one_newsletter_stops_no_other(site: Path, clock: Clock) -> None:
    """It is told as that one's problem."""
    add_newsletter(site, "daily")
    write_note(site, "---\ntopic: Hello\n---\n")
    (site / "content" / "noise.md").write_bytes(bytes(range(256)))
    with a_press(site, clock) as press:
        weekly, daily = look(press)
        (alone,) = look(press, newsletters=["daily"])
    assert "issues/weekly/next.md:2" in str(weekly.problem)
    assert isinstance(daily.letter, Letter)
    assert alone.newsletter.name == "daily"
    assert [problem.path for problem in daily.problems if hasattr(problem, "path")] == [
        "noise.md"
    ]


def test_findings_are_told_and_stop_nothing(site: Path, clock: Clock) -> None:
    """What is refused at its slot can be looked at before."""
    spoil_theme(site)
    with a_press(site, clock) as press:
        seen = look_at_one(press)
    assert seen.problem is None
    assert "letter-picture" in {finding.rule for finding in seen.findings}


def test_a_note_that_was_used_is_told(site: Path, clock: Clock) -> None:
    """Before the owner wonders where it is."""
    write_note(site, "Dear readers.")
    with a_press(site, clock) as press:
        publish(press)
        clock.now += HOUR
        publish(press)
        seen = look_at_one(press)
    assert "an earlier issue brought it" in seen.remarks[0]


def test_a_day_of_leap_years_alone_has_a_slot(site: Path, clock: Clock) -> None:
    """It may lie years ahead."""
    text = (site / "digest.toml").read_text()
    (site / "digest.toml").write_text(text.replace("0 * * * *", "0 0 29 2 *"))
    with a_press(site, clock) as press:
        seen = look_at_one(press)
    assert seen.slot.name == "2028-02-29T00:00"
    assert seen.letter is not None
