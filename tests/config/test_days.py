"""Days and local times of a newsletter, in digest.toml."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Config, load_config
from digest.config.days import read_once, read_pauses
from digest.errors import ConfigError
from digest.issues import CatchUp, Pause

NINE = datetime(2027, 1, 1, 9)  # noqa: DTZ001  local, as it is written

SITE = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org/"

[newsletters.weekly]
zone = "Europe/Berlin"
from = "North Shore Notes <notes@notes.example.org>"
"""


def read(root: Path, *lines: str) -> Config:
    """A newsletter with these lines, too."""
    (root / "digest.toml").write_text(SITE + "\n".join(lines), encoding="utf-8")
    return load_config(root, {})


@pytest.mark.parametrize(
    "value", [NINE, "2027-01-01T09:00", " 2027-01-01 09:00 ", "2027-01-01t09:00:00"]
)
def test_the_one_issue_has_a_local_time(value: object) -> None:
    """As a time of TOML, or as text to the minute."""
    assert read_once(value) == NINE


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (7, "7 does not fit; write a local time to the minute"),
        (True, "True does not fit"),
        (date(2027, 1, 1), "2027-01-01 does not fit"),
        (time(9, 0), "09:00:00 does not fit"),
        ("2027-01-01", "'2027-01-01' does not fit"),
        ("2027-13-01T09:00", "'2027-13-01T09:00' does not fit"),
        ("", "'' does not fit"),
        (["2027-01-01T09:00"], "does not fit"),
        (NINE.replace(tzinfo=UTC), "has an offset"),
        ("2027-01-01T09:00+01:00", "has an offset; write a local time"),
        ("2027-01-01T09:00:30", "has seconds"),
        ("9999-12-31T23:59", "is in no year from 1970 to 2999"),
        ("0001-01-01T00:00", "is in no year"),
    ],
)
def test_what_is_no_local_time_is_refused(value: object, told: str) -> None:
    """With what is wrong and what to write."""
    with pytest.raises(ValueError, match=r".+; .+") as caught:
        read_once(value)
    assert told in str(caught.value)


def test_pauses_come_in_the_order_of_their_days() -> None:
    """A single day is one, and one may have no end."""
    values = ["2027-08-01/..", "2026-12-20/2027-01-06", "2026-11-25"]
    assert read_pauses(values) == (
        Pause(begin=date(2026, 11, 25), end=date(2026, 11, 25)),
        Pause(begin=date(2026, 12, 20), end=date(2027, 1, 6)),
        Pause(begin=date(2027, 8, 1), end=date.max),
    )
    assert read_pauses([]) == ()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("2026-11-25", "does not fit; write pauses = ["),
        ([5], "5 is no pause"),
        (["tomorrow"], "'tomorrow' is no pause; write"),
        (["2026-11-25/tomorrow"], "is no pause"),
        (["/2026-11-25"], "is no pause"),
        (["2026-02-30"], "is no pause"),
        (["2026-11-25/2026-11-24"], "ends before it begins"),
        (["1066-10-14"], "is in no year from 1970 to 2999"),
        (["2026-11-25/9999-12-30"], "is in no year"),
    ],
)
def test_what_is_no_pause_is_refused(values: object, told: str) -> None:
    """With what is wrong and what to write."""
    with pytest.raises(ValueError, match=r".+; .+") as caught:
        read_pauses(values)
    assert told in str(caught.value)


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=4,
    )
)
def test_any_value_is_read_or_refused(value: Any) -> None:
    """Never another error than ValueError."""
    for read_value in (read_once, read_pauses):
        with suppress(ValueError):
            read_value(value)


def test_digest_toml_has_them_all(tmp_path: Path) -> None:
    """Beside what becomes of missed slots."""
    (newsletter,) = read(
        tmp_path,
        'once = "2027-01-01T09:00"',
        'pauses = ["2026-11-25"]',
        'catch_up = "all"',
    ).newsletters
    assert newsletter.once == NINE
    assert newsletter.schedule == ""
    assert newsletter.pauses == (
        Pause(begin=date(2026, 11, 25), end=date(2026, 11, 25)),
    )
    assert newsletter.catch_up is CatchUp.ALL


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "5: [newsletters.weekly] schedule: is missing; write schedule = "),
        (
            ['schedule = "0 7 * * MON"', "once = 2027-01-01T09:00:00"],
            "9: [newsletters.weekly] once: stands beside schedule; write one",
        ),
        (["once = 2027-01-01"], "8: [newsletters.weekly] once: 2027-01-01 does not"),
        (
            ['schedule = "0 7 * * MON"', 'pauses = ["x"]'],
            "9: [newsletters.weekly] pauses: 'x' is no pause",
        ),
        (
            ['schedule = "0 7 * * MON"', 'catch_up = "some"'],
            "9: [newsletters.weekly] catch_up: 'some' does not fit; write",
        ),
        (
            ['schedule = "0 7 * * MON"', "catch_up_within = 1000000000000000"],
            "catch_up_within: 1000000000000000 is too many; use 87600 or less",
        ),
        (['pause = ["x"]', 'schedule = "0 7 * * MON"'], "unknown key; use"),
    ],
)
def test_each_fault_is_told_with_its_line(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    """And with what to do."""
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, *lines)
    assert told in str(caught.value)
