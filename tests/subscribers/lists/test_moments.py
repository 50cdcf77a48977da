from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from digest.subscribers.lists.moments import read_moment

DAY = datetime(2024, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-11-23T16:05:00.000Z", DAY.replace(hour=16, minute=5)),
        ("2024-11-23 16:05:00", DAY.replace(hour=16, minute=5)),
        ("2024-11-23 16:05:00.123456789 +0200 CEST", DAY.replace(hour=14, minute=5)),
        ("2024-11-23 16:05:00 +0000 UTC", DAY.replace(hour=16, minute=5)),
        ("2024-11-23", DAY),
        ("23/11/2024", DAY),
        ("11/23/24 4:05 PM", DAY.replace(hour=16, minute=5)),
        ("23.11.2024 16:05", DAY.replace(hour=16, minute=5)),
        ("3.4.2024", datetime(2024, 4, 3, tzinfo=UTC)),
        ("5/5/2024", datetime(2024, 5, 5, tzinfo=UTC)),
        ("Sat, Nov 23, 2024, 04:05PM", DAY.replace(hour=16, minute=5)),
        ("November 23rd 2024 12:05 am", DAY.replace(minute=5)),
        ("23 Nov 2024", DAY),
        ("1732377900", DAY.replace(hour=16, minute=5)),
        ("1732377900000", DAY.replace(hour=16, minute=5)),
    ],
)
def test_times_are_read_as_programs_write_them(text: str, moment: datetime) -> None:
    """In any of their forms, and in one list in several."""
    assert read_moment(text, NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "3/4/2024", "0000-00-00 00:00:00", "1970-01-01", "12345"),
        *("31/31/2024", "99 Nov 2024", "Foo 3 2024", "9999999999999", "²²²²²²²²²²"),
        "2031-01-01",
    ],
)
def test_what_cannot_be_is_unknown(text: str) -> None:
    """A day that is two, a zero of a database, and what is still to come."""
    assert read_moment(text, NOW) is None


def test_a_zone_may_be_missing_at_the_edge_of_now() -> None:
    """What is some hours ahead was written elsewhere."""
    ahead = NOW + timedelta(hours=12)
    assert read_moment(ahead.isoformat(), NOW) == ahead


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    """A list is full of surprises."""
    found = read_moment(text, NOW)
    assert found is None or found.tzinfo is UTC
