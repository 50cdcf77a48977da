"""A batch as a job, and what else a job may say."""

from __future__ import annotations

from typing import Any

import pytest

from digest.deliveries import Batch
from digest.engine.jobs import batch_of, job_of

BATCH = Batch(newsletter="weekly", issue=7, first=3000, last=3999)
VALUES = {"newsletter": "weekly", "issue": 7, "first": 3000, "last": 3999}


def test_a_batch_comes_back_from_its_job() -> None:
    """As it went."""
    assert batch_of(job_of(BATCH).task_kwargs) == BATCH == batch_of(VALUES)


@pytest.mark.parametrize(
    "changes",
    [
        {"newsletter": 5},
        {"newsletter": None},
        {"newsletter": {"a": 1}},
        {"issue": "7"},
        {"issue": True},
        {"issue": 0},
        {"issue": 10**20},
        {"first": -1},
        {"first": 4000},
        {"last": 3999.5},
        {"last": 10**30},
        {"last": None},
    ],
    ids=str,
)
def test_a_job_of_no_possible_batch_is_none(changes: dict[str, Any]) -> None:
    """The database would be asked for ever about what it cannot even compare."""
    assert batch_of({**VALUES, **changes}) is None


def test_a_job_that_lacks_something_is_none() -> None:
    """Whoever wrote it was not digest."""
    assert batch_of({}) is None
    assert batch_of({"newsletter": "weekly"}) is None
