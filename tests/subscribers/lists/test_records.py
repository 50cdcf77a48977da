from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribers.lists.decoding import LongLine
from digest.subscribers.lists.findings import Refusal
from digest.subscribers.lists.records import LONGEST_RECORD, read_records


def records_of(text: str) -> list[tuple[int, list[str] | Refusal]]:
    """The records of a text."""
    return list(read_records(text.split("\n")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_tells_the_delimiter(delimiter: str) -> None:
    """Whichever it has most of."""
    text = f'a{delimiter}b{delimiter}c\n1{delimiter}"2, 2; 2"{delimiter}3'
    assert records_of(text) == [(1, ["a", "b", "c"]), (2, ["1", "2, 2; 2", "3"])]


def test_a_spreadsheet_may_name_the_delimiter() -> None:
    """And that line is no record."""
    assert records_of("sep=;\na,b;c") == [(2, ["a,b", "c"])]


def test_a_record_may_have_many_lines() -> None:
    """It is told by its first."""
    found = records_of('a,"one\ntwo"\n\n  \n,\nb,"it ""is"""')
    assert found == [(1, ["a", "one\ntwo"]), (6, ["b", 'it "is"'])]


def test_a_bad_quote_swallows_nothing() -> None:
    """The line is refused, and the next one is read."""
    text = '"Eve,eve@example.org\n' + "b,c\n" * (2 * LONGEST_RECORD)
    (line, refusal), *rest = records_of(text)
    assert line == 1
    assert isinstance(refusal, Refusal)
    assert refusal.fact.startswith("is no CSV (")
    assert refusal.text == '"Eve,eve@example.org'
    assert len(rest) == 2 * LONGEST_RECORD


def test_a_line_that_is_too_long_is_refused() -> None:
    """Also within a quote, which it ends."""
    found = list(read_records(["a,b", LongLine(), '"c', LongLine(), "d,e"]))
    assert [line for line, _ in found] == [1, 2, 3, 4, 5]
    kinds = [isinstance(record, Refusal) for _, record in found]
    assert kinds == [False, True, True, True, False]
    assert next(iter(read_records([LongLine()])))[0] == 1
    assert records_of("") == []


@given(st.lists(st.lists(st.text(alphabet='ab,"\n ;'), min_size=2), min_size=1))
def test_what_the_csv_module_writes_is_read(rows: list[list[str]]) -> None:
    """Cell by cell, as long as a record is no longer than one may be."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["c", "c", "c", *"," * 50])
    writer.writerows(rows)
    found = [record for _, record in records_of(file.getvalue())][1:]
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    if all(sum(c.count("\n") for c in row) < LONGEST_RECORD for row in rows):
        assert [r for r in found if any(c.strip() for c in r)] == expected  # type: ignore[union-attr]
