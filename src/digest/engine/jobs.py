"""A batch as a job of the engine, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from procrastinate.jobs import Job

from digest.deliveries import Batch

QUEUE = "letters"
#: what a job asks for
TASK = "send"
#: the greatest numbers that the ledger can be asked about
GREATEST_ISSUE, GREATEST_ID = 2**31 - 1, 2**63 - 1


def lock_of(batch: Batch) -> str:
    """The batch's name: of two jobs with the same one, only one may wait."""
    return f"{batch.newsletter}/{batch.issue}/{batch.first}"


def job_of(batch: Batch) -> Job:
    """The job that has the batch sent."""
    return Job(
        queue=QUEUE,
        lock=None,
        queueing_lock=lock_of(batch),
        task_name=TASK,
        task_kwargs={
            "newsletter": batch.newsletter,
            "issue": batch.issue,
            "first": batch.first,
            "last": batch.last,
        },
    )


def batch_of(values: Mapping[str, object]) -> Batch | None:
    """The batch that a job with these values is for; None where there can be none.

    Whoever can write to the database can write a job, and one that the ledger cannot
    even be asked about would be tried for ever.
    """
    match values:
        case {
            "newsletter": str(newsletter),
            "issue": int(issue),
            "first": int(first),
            "last": int(last),
        }:
            batch = Batch(newsletter=newsletter, issue=issue, first=first, last=last)
        case _:
            return None
    # a truth value is a number to Python, and none to the database
    is_number = bool not in map(type, (issue, first, last))
    is_issue = 0 < issue <= GREATEST_ISSUE
    is_stretch = 0 <= first <= last <= GREATEST_ID
    return batch if is_number and is_issue and is_stretch else None
