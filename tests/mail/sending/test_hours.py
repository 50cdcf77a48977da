from __future__ import annotations

from datetime import UTC, datetime

from builders import a_newsletter
from digest.mail.sending.hours import open_newsletters
from digest.rates import read_hours

MORNING = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HERE = a_newsletter(name="here", zone="Europe/Berlin")
THERE = a_newsletter(name="there", zone="Asia/Tokyo")


def test_hours_are_local_to_each_newsletter() -> None:
    """Nine in London is ten in Berlin and six in the evening in Tokyo."""
    day = read_hours("08:00-17:00")
    assert open_newsletters([HERE, THERE], day, MORNING) == ("here",)
    evening = read_hours("17:00-02:00")
    assert open_newsletters([HERE, THERE], evening, MORNING) == ("there",)


def test_without_hours_all_may_go() -> None:
    """None is all, also those that digest.toml does not name any more."""
    assert open_newsletters([HERE, THERE], read_hours(""), MORNING) is None
