"""A publish that fails, or dies, at the n-th call to the system.

It recovers by itself at the next run, to the very bytes of a run without a fault; no
issue is lost or doubled, and at no moment does a reader see a feed that is broken or
leads to what is not there.

A sample of calls by default; DIGEST_TEST_LONG=1 goes through each of them.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.schedule import jobs
from faulty_steps import (
    ELEVEN,
    IS_LONG,
    LETTERS,
    check_readers_sight,
    landmarks,
    letters,
    public_tree,
    publish_second,
    write_site,
)
from faulty_system import Blow, Call, FaultySystem, faulty
from publications import Clock, a_press

#: longer than a claim of a dead process lasts
LEASE = timedelta(minutes=6)
#: publishes, and dies at the call of this number
CHILD = """
import sys
from pathlib import Path
from faulty_steps import publish_second
from faulty_system import Blow, FaultySystem, faulty

site, number = Path(sys.argv[1]), int(sys.argv[2])
with faulty(FaultySystem(site, at=number, blow=Blow.DEATH)):
    publish_second(site)
"""
BLOWS = (Blow.ONCE, Blow.LASTING, Blow.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a publish without a fault comes to, and what it asks of the system."""

    site: Path
    #: the tree before it, without the issue, and after it
    versions: tuple[Mapping[str, bytes], ...]
    calls: tuple[Call, ...]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The second issue of a site with one page more, one changed and one withdrawn."""
    site = write_site(tmp_path_factory.mktemp("course") / "site")
    built, well = site.with_name("built"), site.with_name("well")
    for copy in (built, well):
        shutil.copytree(site, copy)
    with a_press(built, Clock(ELEVEN)) as press:
        jobs.rebuild(press)
    with faulty(FaultySystem(well)) as system:
        publish_second(well)
    versions = tuple(map(public_tree, (site, built, well)))
    return Course(site=site, versions=versions, calls=tuple(system.calls))


def check_recovery(root: Path, course: Course) -> None:
    """The next run, as the daemon begins it, brings all to the same end."""
    clock = Clock(ELEVEN)
    with a_press(root, clock) as press:
        jobs.rebuild(press)
        clock.now += LEASE
        jobs.publish(press)
        assert public_tree(root) == course.versions[-1]
        issues = press.store.issues("weekly")
        assert [issue.number for issue in issues] == [2, 1]
        assert press.store.open_slots("weekly", now=clock.now) == ()
        jobs.deliver(press, lambda: False)
    assert letters(root) == LETTERS


def told_by(root: Path) -> str | None:
    """What the owner reads of a publish that fails; None where it does not."""
    try:
        publish_second(root)
    except DigestError as error:
        return str(error)
    return None


def numbered(course: Course) -> Iterator[tuple[int, Blow]]:
    """Each call with each blow; in the short mode the blows take turns."""
    for turn, number in enumerate(landmarks(course.calls)):
        for blow in BLOWS if IS_LONG else (BLOWS[turn % len(BLOWS)],):
            yield number, blow


def test_a_publish_that_fails_at_any_call_recovers(
    course: Course, tmp_path: Path
) -> None:
    """What it raises is for the owner to read; the next run needs nobody's help."""
    for number, blow in numbered(course):
        root = tmp_path / f"{number} {blow}"
        shutil.copytree(course.site, root)
        with faulty(FaultySystem(root, at=number, blow=blow)) as system:
            told = told_by(root)
        assert told is None or "; " in told, (number, blow)
        assert len(system.calls) >= number
        check_readers_sight(public_tree(root), course.versions)
        check_recovery(root, course)
        shutil.rmtree(root)


def test_a_reader_never_sees_a_broken_feed(course: Course, tmp_path: Path) -> None:
    """Whenever they look: before each call of a whole publish."""
    root = tmp_path / "site"
    shutil.copytree(course.site, root)

    def look(_number: int) -> None:
        check_readers_sight(public_tree(root), course.versions)

    with faulty(FaultySystem(root, look=look)) as system:
        publish_second(root)
    assert len(system.calls) == len(course.calls)
    assert public_tree(root) == course.versions[-1]


def test_what_a_process_leaves_that_dies_at_any_call_is_brought_to_its_end(
    course: Course, tmp_path: Path
) -> None:
    """The disk as it is before each call, with the database's WAL, is such a place."""
    root = tmp_path / "site"
    shutil.copytree(course.site, root)
    chosen = set(landmarks(course.calls)[:: 1 if IS_LONG else 3])

    def look(number: int) -> None:
        if number in chosen:
            shutil.copytree(root, tmp_path / str(number))

    with faulty(FaultySystem(root, look=look)):
        publish_second(root)
    for number in sorted(chosen):
        check_recovery(tmp_path / str(number), course)


def test_a_publish_that_is_killed_at_a_call_recovers(
    course: Course, tmp_path: Path
) -> None:
    """A real process and a real signal: it left no more than what stood on the disk."""
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    # between pages and feeds, and just before the end
    renames = [n for n, c in enumerate(course.calls, start=1) if c.kind == "replace"]
    for number in (renames[len(renames) // 2], len(course.calls)):
        root = tmp_path / str(number)
        shutil.copytree(course.site, root)
        command = [sys.executable, "-c", CHILD, str(root), str(number)]
        done = subprocess.run(command, env=here, check=False, timeout=60)  # noqa: S603
        assert done.returncode == -signal.SIGKILL
        check_readers_sight(public_tree(root), course.versions)
        check_recovery(root, course)
