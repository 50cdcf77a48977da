"""What only one of several daemons does at a time."""

from __future__ import annotations

from pathlib import Path

from builders import NOW
from digest.schedule.lanes.turns import in_turn
from publications import Clock, a_press, write_publication
from worker_sites import write_worker_site


def test_where_another_is_at_it_nothing_is_done(
    tmp_path: Path, postgres_url: str
) -> None:
    """What has another name is."""
    write_worker_site(tmp_path, postgres_url)
    done: list[str] = []
    with a_press(tmp_path, Clock(NOW)) as press, a_press(tmp_path, Clock(NOW)) as other:
        with other.store.turn("poll"):
            in_turn(press, "poll", lambda: done.append("poll"))
            in_turn(press, "tidy", lambda: done.append("tidy"))
        in_turn(press, "poll", lambda: done.append("poll later"))
    assert done == ["tidy", "poll later"]


def test_a_machine_that_is_alone_does_it(tmp_path: Path) -> None:
    """A file says that nobody else is there."""
    done: list[str] = []
    with a_press(write_publication(tmp_path), Clock(NOW)) as press:
        in_turn(press, "poll", lambda: done.append("poll"))
    assert done == ["poll"]
