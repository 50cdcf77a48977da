"""Lines of logs, ours and those of other servers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.visits.visit import Condition, Visit, read_visit

#: 16 November 2026, 09:00:00 UTC
MOMENT = 1_794_819_600
NGINX = (
    '192.0.2.7 - - [16/Nov/2026:10:00:00 +0100] "GET /atom.xml?x=1 HTTP/2.0" '
    '200 5120 "-" "Tiny Reader/1.0"'
)


def test_a_line_of_another_server_is_read() -> None:
    """It does not tell conditions, and nobody may take that for none."""
    assert read_visit(NGINX) == Visit(
        client="192.0.2.7",
        moment=MOMENT,
        method="GET",
        path="/atom.xml",
        status=200,
        octets=5120,
        agent="Tiny Reader/1.0",
        condition=Condition.UNTOLD,
    )


@pytest.mark.parametrize(
    ("rest", "condition"),
    [
        (' conditional=yes a-im="feed"', Condition.YES),
        (' conditional=no a-im="-"', Condition.NO),
        (' "gzip" 0.003', Condition.UNTOLD),
        (" conditional=maybe", Condition.UNTOLD),
    ],
)
def test_our_own_line_tells_more(rest: str, condition: Condition) -> None:
    """And what others add is passed over."""
    visit = read_visit(NGINX + rest)
    assert visit is not None
    assert visit.condition is condition


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        (" 5120 ", " - ", "octets", 0),
        ("- - [", "- ann quay [", "client", "192.0.2.7"),
        ("192.0.2.7", "2001:db8::1", "client", "2001:db8::1"),
        ("Tiny Reader/1.0", r"Tiny \"Reader\" \\", "agent", r"Tiny \"Reader\" \\"),
        ("Tiny Reader/1.0", "", "agent", ""),
        ("GET /atom.xml?x=1 HTTP/2.0", r"\x16\x03\x01", "path", ""),
        ("GET /atom.xml?x=1 HTTP/2.0", "", "method", ""),
        ("+0100", "+0000", "moment", MOMENT + 3600),
        ("16/Nov", "6/Nov", "moment", MOMENT - 864_000),
    ],
)
def test_what_servers_write_otherwise(
    old: str, new: str, field: str, value: object
) -> None:
    """Quotes in names, users, no request at all."""
    visit = read_visit(NGINX.replace(old, new))
    assert visit is not None
    assert getattr(visit, field) == value


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        '{"level":"info","msg":"handled request"}',
        NGINX[:60],
        NGINX.replace("Nov", "Foo"),
        NGINX.replace("16/Nov", "36/Nov"),
        NGINX.replace("2026:10", "2026:30"),
        NGINX.replace("+0100", "+9999"),
        NGINX.replace("+0100", "CET"),
        NGINX.replace("200", "OK"),
        NGINX.replace("5120", "9" * 30),
        "\x00" * 1000,
    ],
)
def test_what_is_no_line_is_none(line: str) -> None:
    """Binary, other forms, half lines, dates that never were."""
    assert read_visit(line) is None


@pytest.mark.parametrize("sign", ['"', "\\", '\\"', "[", " ", "a "])
def test_a_hostile_line_takes_no_time(sign: str) -> None:
    """However often it almost fits."""
    began = time.perf_counter()
    for start in ("", "1 - - [", NGINX[:60], NGINX[:100]):
        read_visit(start + sign * 60_000)
    assert time.perf_counter() - began < 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_visit_or_none(text: str) -> None:
    """Nothing is raised."""
    read_visit(text)
    read_visit(NGINX.replace("Tiny Reader/1.0", text))
