"""Dates that keep an article private, or that cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from digest.check.collection import Collection, Study
from digest.check.findings import Fault, Rule, Severity

#: an earlier year is most often what a program writes for "unknown"
FIRST_YEAR = 1990


def find_future_date(collection: Collection) -> Iterator[Fault]:
    """Articles that are private until a day to come."""
    for study in collection.studies:
        date = study.article.date
        if date is not None and date > collection.now:
            told = f"is dated {date.date()}, and private until then"
            yield _fault(study, "date", told, "leave it so, or mend the date")


def find_update_before_date(collection: Collection) -> Iterator[Fault]:
    """Articles that were changed before they were there."""
    for study in collection.studies:
        date, updated = study.article.date, study.article.updated
        if date is not None and updated is not None and updated < date:
            told = f"was updated on {updated.date()}, before its date, {date.date()}"
            yield _fault(study, "updated", told, "mend one of the two")


def find_early_date(collection: Collection) -> Iterator[Fault]:
    """Dates from before there was a web."""
    for study in collection.studies:
        told = {"date": study.article.date, "updated": study.article.updated}
        for key, date in told.items():
            if date is not None and _is_early(date):
                fact = f"{key} is {date.date()}, before {FIRST_YEAR}"
                yield _fault(study, key, fact, "write when it was published here")


def _is_early(date: datetime) -> bool:
    return date.year < FIRST_YEAR


def _fault(study: Study, key: str, fact: str, remedy: str) -> Fault:
    line = study.manuscript.line_of_key(key)
    return Fault(path=study.path, line=line, fact=fact, remedy=remedy)


RULES = (
    Rule(
        name="future-date",
        severity=Severity.WARNING,
        description="articles with a date that is still to come",
        reason="readers get them on that day only",
        find=find_future_date,
    ),
    Rule(
        name="update-before-date",
        severity=Severity.WARNING,
        description="articles that were updated before their own date",
        reason="one of the two is wrong, and feeds are sorted by them",
        find=find_update_before_date,
    ),
    Rule(
        name="early-date",
        severity=Severity.WARNING,
        description=f"dates before {FIRST_YEAR}",
        reason="most often a program wrote its zero for a date that it did not know",
        find=find_early_date,
    ),
)
