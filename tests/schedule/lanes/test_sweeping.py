"""The lane that sees to it that workers have all that is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW
from digest.schedule.lanes.sweeping import Sweeping
from digest.schedule.log import open_log
from engine_steps import ask, jobs, take_away_tables
from onlooker import LogBook
from publications import Clock, a_press, write_publication
from store_steps import add_readers, publish
from worker_sites import write_worker_site


@pytest.fixture
def site(tmp_path: Path, postgres_url: str) -> Path:
    """A publication whose job was lost."""
    take_away_tables(postgres_url)
    write_worker_site(tmp_path, postgres_url)
    with a_press(tmp_path, Clock(NOW)) as press:
        add_readers(press.store, "ann@example.net")
        publish(press.store)
    ask(postgres_url, "DELETE FROM procrastinate_jobs")
    return tmp_path


def test_what_was_lost_is_handed_out_and_told(
    site: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once."""
    with a_press(site, Clock(NOW)) as press:
        lane = Sweeping(press, open_log())
        lane.work()
        lane.work()
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]
    (told,) = LogBook(capsys).events("handed out")
    assert (told["batches"], told["recovered"]) == (1, 0)


def test_while_letters_are_held_none_are_handed_out(
    site: Path, postgres_url: str
) -> None:
    """A clock that jumped knows not what is due."""
    with a_press(site, Clock(NOW)) as press:
        Sweeping(press, open_log(), is_held=lambda: True).work()
    assert jobs(postgres_url) == []


def test_another_daemon_s_sweep_is_enough(site: Path, postgres_url: str) -> None:
    """One at a time."""
    with a_press(site, Clock(NOW)) as press, a_press(site, Clock(NOW)) as other:
        with other.store.turn("sweep"):
            Sweeping(press, open_log()).work()
        assert jobs(postgres_url) == []
        Sweeping(press, open_log()).work()
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


def test_nothing_is_handed_out_before_its_hours(site: Path, postgres_url: str) -> None:
    """The worker would have to give it back."""
    toml = site / "digest.toml"
    hours = '[sending]\nhours = "03:00-03:01"'
    toml.write_text(toml.read_text().replace("[sending]", hours))
    with a_press(site, Clock(NOW)) as press:
        Sweeping(press, open_log()).work()
    assert jobs(postgres_url) == []


def test_a_site_without_workers_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nobody to hand anything to."""
    write_publication(tmp_path)
    with a_press(tmp_path, Clock(NOW)) as press:
        add_readers(press.store, "ann@example.net")
        publish(press.store)
        Sweeping(press, open_log()).work()
    assert not LogBook(capsys).events("handed out")
