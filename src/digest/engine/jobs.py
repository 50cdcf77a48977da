"""A batch as a job of the engine, and back. Pure."""

from __future__ import annotations

from procrastinate.jobs import Job

from digest.deliveries import Batch

QUEUE = "letters"
#: what a job asks for
TASK = "send"


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
