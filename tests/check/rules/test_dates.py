"""Dates that keep an article private, or that cannot be meant."""

from __future__ import annotations

from checking import SOUND, faults_of
from digest.check.rules.dates import (
    find_early_date,
    find_future_date,
    find_update_before_date,
)


def dated(lines: str) -> str:
    """An article with these lines of front matter."""
    return f"---\ntitle: Open\n{lines}\n---\n{SOUND}"


def test_a_day_to_come_is_told() -> None:
    """It may be meant so, and then it is as good as a schedule."""
    assert faults_of(find_future_date, dated("date: 2026-11-17")) == [
        (3, "is dated 2026-11-17, and private until then")
    ]
    assert faults_of(find_future_date, dated("date: 2026-11-16")) == []
    assert faults_of(find_future_date, SOUND) == []


def test_nothing_is_updated_before_it_is_there() -> None:
    """Told on the line of the update."""
    text = dated("date: 2026-11-10\nupdated: 2026-11-09")
    assert faults_of(find_update_before_date, text) == [
        (4, "was updated on 2026-11-09, before its date, 2026-11-10")
    ]
    same = dated("date: 2026-11-10\nupdated: 2026-11-10")
    assert faults_of(find_update_before_date, same) == []
    assert faults_of(find_update_before_date, dated("updated: 2026-11-10")) == []


def test_a_date_from_before_the_web_is_told() -> None:
    """A clock that was never set begins in 1970."""
    text = dated("updated: 1970-01-01\ndate: 1989-12-31")
    assert sorted(faults_of(find_early_date, text)) == [
        (3, "updated is 1970-01-01, before 1990"),
        (4, "date is 1989-12-31, before 1990"),
    ]
    assert faults_of(find_early_date, dated("date: 1990-01-01")) == []


def test_a_date_in_the_files_name_is_on_the_first_line() -> None:
    """There is no key to look at."""
    faults = faults_of(find_future_date, SOUND, path="2027-01-01-open.md")
    assert [line for line, _ in faults] == [1]
